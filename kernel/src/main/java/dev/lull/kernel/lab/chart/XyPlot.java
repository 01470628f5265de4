package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Ink;
import dev.lull.kernel.lab.figure.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Series of points as lines, steps, dots, filled as a histogram, or stacked upon each other. */
record XyPlot(Kind kind, List<Series> all) implements Plot {

    /** How the points are joined. */
    enum Kind { LINE, STEP, DOTS, HISTOGRAM, STACK }

    @Override public List<FigureHeader.Key> keys(Look look) {
        List<FigureHeader.Key> keys = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.size() > 1 || look.title().isEmpty()) {
                keys.add(new FigureHeader.Key(all.get(i).name(), Ink.series(i)));
            }
        }
        return keys;
    }

    @Override public boolean isEmpty() {
        return all.stream().allMatch(one -> one.size() == 0);
    }

    @Override public List<Panel> panels(Look look) {
        XYChart chart = Theme.xy(look, look.height());
        int points = all.stream().mapToInt(Series::size).sum();
        chart.getStyler().setMarkerSize(points <= 50 ? 6 : points <= 1000 ? 4 : 3);
        chart.getStyler().setLegendVisible(all.size() > 1);
        List<Series> drawn = kind == Kind.STACK ? sums() : all;
        Theme.Range x = range(all.stream().flatMapToDouble(s -> Arrays.stream(s.x())), look.logX(), false, false);
        Theme.Range y = range(drawn.stream().flatMapToDouble(s -> Arrays.stream(s.y())), look.logY(), true, kind == Kind.HISTOGRAM);
        Theme.xAxis(chart, x.from(), x.to(), look.logX(), look.x());
        Theme.yAxis(chart, y.from(), y.to(), look.logY(), look.y());
        List<Integer> order = new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        if (kind == Kind.STACK) {
            Collections.reverse(order);                           // each sum hides the lower part of the sum above it
        }
        for (int i : order) {
            if (drawn.get(i).size() > 0) {
                add(chart, drawn.get(i), i, look);
            }
        }
        return List.of(new Panel(chart, 1));
    }

    private void add(XYChart chart, Series one, int i, Look look) {
        double[] y = one.y();
        if (look.logY()) {                                        // zero has no place on a log axis; a bar's foot is at its end
            double foot = kind == Kind.HISTOGRAM ? Theme.yRange(chart).from() : Double.NaN;
            y = Arrays.stream(y).map(v -> v <= 0 ? foot : v).toArray();
        }
        if (kind == Kind.DOTS || one.size() == 1 && kind != Kind.STACK) {
            Theme.dots(chart, one.name(), one.x(), y, Ink.series(i));
            return;
        }
        XYSeries series = Theme.line(chart, one.name(), one.x(), y, Ink.series(i));
        series.setXYSeriesRenderStyle(switch (kind) {
            case LINE, DOTS -> XYSeriesRenderStyle.Line;
            case STEP -> XYSeriesRenderStyle.Step;
            case STACK -> XYSeriesRenderStyle.StepArea;
            case HISTOGRAM -> look.logY() ? XYSeriesRenderStyle.Step : XYSeriesRenderStyle.StepArea;
        });
        series.setFillColor(kind == Kind.STACK ? Ink.tint(Ink.series(i), 0.55) : Ink.translucent(Ink.series(i), 70));
    }

    /** Each series with all before it added, so that its area stands on theirs. */
    private List<Series> sums() {
        List<Series> sums = new ArrayList<>();
        double[] sum = new double[all.isEmpty() ? 0 : all.get(0).size()];
        for (Series one : all) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one.y()[i];
            }
            sums.add(Series.of(one.name(), one.x(), sum));
        }
        return sums;
    }

    /** The values to show; a y axis near zero begins there, since a cut axis exaggerates. */
    private Theme.Range range(DoubleStream stream, boolean log, boolean fromZero, boolean bars) {
        double[] values = stream.filter(Double::isFinite).filter(v -> !log || v > 0).toArray();
        if (values.length == 0) {
            return log ? new Theme.Range(1, 10) : new Theme.Range(0, 1);
        }
        double from = Arrays.stream(values).min().orElseThrow();
        double to = Arrays.stream(values).max().orElseThrow();
        if (log) {
            return from == to || bars ? new Theme.Range(from / 2, from == to ? to * 2 : to) : new Theme.Range(from, to);
        }
        if (fromZero && from > 0 && (from < to * 0.6 || kind == Kind.STACK)) {
            from = 0;
        }
        double room = to == 0 ? 1 : Math.abs(to) * 0.05;
        return from == to ? new Theme.Range(from - room, to + room) : new Theme.Range(from, to);
    }

    @Override public String summary(Look look) {
        StringBuilder text = new StringBuilder();
        for (Series one : all) {
            double[] sorted = Arrays.stream(one.y()).filter(v -> !Double.isNaN(v)).sorted().toArray();
            text.append(text.length() == 0 ? "" : "\n").append(one.name()).append(": n ").append(Times.count(one.size()));
            if (sorted.length > 0) {
                text.append(", min ").append(look.y().text(sorted[0])).append(", median ")
                        .append(look.y().text(sorted[(sorted.length - 1) / 2])).append(", max ")
                        .append(look.y().text(sorted[sorted.length - 1])).append("\n  |").append(Sparkline.of(one.y())).append('|');
            }
        }
        return text.length() == 0 ? "no points" : text.toString();
    }
}
