package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Ink;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;

/** One horizontal bar per name: names stay legible however long they are. */
record BarPlot(List<String> names, double[] values) implements Plot {

    @Override public List<FigureHeader.Key> keys(Look look) {
        return List.of();
    }

    @Override public boolean isEmpty() {
        return values.length == 0;
    }

    @Override public List<Panel> panels(Look look) {
        XYChart chart = Theme.xy(look, look.height());
        chart.getStyler().setPlotGridHorizontalLinesVisible(false).setPlotGridVerticalLinesVisible(true).setLegendVisible(false);
        double most = Arrays.stream(values).max().orElse(0);
        double least = Math.min(0, Arrays.stream(values).min().orElse(0));
        int n = values.length;
        double[] x = new double[3 * n];
        double[] y = new double[3 * n];
        for (int i = 0; i < n; i++) {
            x[3 * i + 1] = values[i];
            y[3 * i] = n - 1.0 - i;
            y[3 * i + 1] = n - 1.0 - i;
            y[3 * i + 2] = Double.NaN;
        }
        if (n > 0) {
            Theme.bars(chart, look.title().isEmpty() ? "value" : look.title(), x, y, Ink.series(0),
                    Math.min(34, (look.height() - 90.0) / n * 0.6));
        }
        Theme.xAxis(chart, least, most <= least ? 1 : most * 1.12, false, look.x());
        Theme.lanes(chart, n, Theme.marginFor(names, look.width()));
        return List.of(new Panel(chart, 1));
    }

    @Override public void annotate(Graphics2D g, Look look, List<Panel.Painted> panels, int top) {
        Theme.nameLanes(g, panels.get(0), names, Theme.marginFor(names, look.width()));
        for (int i = 0; i < values.length && Theme.roomForText(panels.get(0)); i++) {
            g.drawString(look.x().text(values[i]), (float) panels.get(0).x(Math.max(0, values[i])) + 6,
                    (float) panels.get(0).y(values.length - 1.0 - i) + 4);
        }
    }

    @Override public String summary(Look look) {
        int wide = names.stream().mapToInt(String::length).max().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            int length = most <= 0 ? 0 : (int) Math.round(40 * Math.max(0, values[i]) / most);
            text.append(i == 0 ? "" : "\n").append(names.get(i)).append(" ".repeat(wide - names.get(i).length() + 1))
                    .append("█".repeat(length)).append(length == 0 ? "" : " ").append(look.x().text(values[i]));
        }
        return values.length == 0 ? "no bars" : text.toString();
    }
}
