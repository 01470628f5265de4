package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Ink;
import dev.lull.kernel.lab.figure.Times;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Latencies as a distribution function above a histogram on one time axis, with percentiles marked through both. */
record LatencyPlot(List<Latencies> all) implements Plot {

    private static final double[] PERCENTILES = {50, 99, 99.9, 100};
    private static final int ROW = MarkRow.HEIGHT;
    private static final int SERIES_WITH_LABELS_MAX = 4;
    private static final int CDF_POINTS = 400;


    @Override public List<FigureHeader.Key> keys(Look look) {
        List<FigureHeader.Key> keys = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Latencies one = all.get(i);
            keys.add(new FigureHeader.Key(one.name() + ", n = " + Times.count(one.count()) + never(one),
                    all.size() == 1 ? (Color) null : Ink.series(i)));
        }
        return keys;
    }

    @Override public int marksHeight() {
        return labelled() * ROW + 2;
    }

    @Override public boolean isEmpty() {
        return all.stream().allMatch(one -> one.count() == 0);
    }

    @Override public List<Panel> panels(Look look) {
        double from = all.stream().filter(l -> l.count() > 0).mapToDouble(Latencies::min).min().orElse(1);
        double to = all.stream().filter(l -> l.count() > 0).mapToDouble(Latencies::max).max().orElse(10);
        Bins bins = look.logX() ? Bins.logarithmic(from, to) : Bins.linear(from, to);

        XYChart cdf = Theme.xy(look.withAxisTitles("", "share within"), look.height() / 2);
        XYChart histogram = Theme.xy(look.withTitle("").withAxisTitles(look.xTitle(), "share per bin"), look.height() / 2);
        cdf.getStyler().setPlotGridVerticalLinesVisible(true);
        histogram.getStyler().setPlotGridVerticalLinesVisible(true);
        Theme.xAxis(cdf, bins.from(), bins.to(), look.logX(), look.x());
        Theme.xAxis(histogram, bins.from(), bins.to(), look.logX(), look.x());
        double highest = 0;
        for (int i = 0; i < all.size(); i++) {
            Latencies one = all.get(i);
            if (one.count() > 0) {
                double[][] points = one.distribution(CDF_POINTS);
                points[0] = Arrays.stream(points[0]).map(ns -> Math.max(ns, bins.from())).toArray();
                Theme.line(cdf, one.name(), points[0], points[1], Ink.series(i)).setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
                double[] shares = bins.shares(one);
                highest = Math.max(highest, Arrays.stream(shares).max().orElse(0));
                Theme.line(histogram, one.name(), bins.outlineX(), Bins.outlineY(shares), Ink.series(i))
                        .setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea)
                        .setFillColor(Ink.translucent(Ink.series(i), 70)).setShowInLegend(false);
            }
        }
        cdf.getStyler().setXAxisTicksVisible(false);
        Theme.yAxis(cdf, 0, 1, false, Scale.SHARE);
        Theme.yAxis(histogram, 0, highest == 0 ? 1 : highest, false, Scale.SHARE);
        return List.of(new Panel(cdf, 0.5), new Panel(histogram, 0.5));
    }

    @Override public void annotate(Graphics2D g, Look look, List<Panel.Painted> panels, int top) {
        List<MarkRow> rows = new ArrayList<>();
        for (int i = 0; i < labelled(); i++) {
            if (all.get(i).count() > 0) {
                rows.add(new MarkRow(marks(all.get(i), look), panels.get(0), top + i * ROW, look.width(), Ink.series(i)));
            }
        }
        rows.forEach(row -> row.lines(g, panels.get(1).area().getMaxY()));
        rows.forEach(row -> row.labels(g));             // on top of the lines of the rows above
    }

    private static String never(Latencies one) {
        return one.never() == 0 ? "" : ", " + Times.count(one.never()) + " never ended";
    }

    private int labelled() {
        return Math.min(all.size(), SERIES_WITH_LABELS_MAX);
    }

    private static List<MarkRow.Mark> marks(Latencies one, Look look) {
        List<MarkRow.Mark> marks = new ArrayList<>();
        for (double p : PERCENTILES) {
            if (p != 99.9 || one.count() >= 5_000) {
                long ns = one.percentile(p);
                marks.add(new MarkRow.Mark((p == 100 ? "max" : "p" + Scale.NUMBER.text(p)) + " " + look.x().text(ns), ns, p / 100));
            }
        }
        return marks;
    }

    @Override public String summary(Look look) {
        StringBuilder text = new StringBuilder();
        for (Latencies one : all) {
            text.append(text.length() == 0 ? "" : "\n").append(one.name()).append(": ");
            if (one.count() == 0) {
                text.append("nothing measured").append(never(one));
                continue;
            }
            text.append("n ").append(Times.count(one.count())).append(never(one));
            marks(one, look).forEach(mark -> text.append(", ").append(mark.text()));
            Bins bins = look.logX() ? Bins.logarithmic(one.min(), one.max()) : Bins.linear(one.min(), one.max());
            text.append("\n  ").append(look.x().text(bins.from())).append(" |")
                    .append(Sparkline.of(bins.shares(one))).append("| ").append(look.x().text(bins.to()));
        }
        return text.toString();
    }
}
