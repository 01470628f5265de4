package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;
import dev.lull.kernel.lab.figure.Tooltips;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** One stacked horizontal bar per row, a colour per phase, times written into the bars where they fit. */
record PhasePlot(PhaseBreakdown data) implements Plot {

    private static final double BAR = 0.62;                                  // of a row's height
    private static final double ROOM_FOR_TOTALS = 1.14;

    @Override public List<FigureHeader.Key> keys(Look look) {
        List<FigureHeader.Key> keys = new ArrayList<>();
        for (int phase = 0; phase < data.phases().size(); phase++) {
            keys.add(new FigureHeader.Key(data.phases().get(phase), Ink.series(phase)));
        }
        return keys;
    }

    @Override public boolean isEmpty() {
        return data.rows().isEmpty();
    }

    @Override public List<Panel> panels(Look look) {
        XYChart chart = Theme.xy(look, look.height());
        chart.getStyler().setPlotGridHorizontalLinesVisible(false).setPlotGridVerticalLinesVisible(true);
        int n = data.rows().size();
        double longest = data.rows().stream().mapToDouble(PhaseBreakdown.Row::total).max().orElse(0);
        double thickness = (look.height() - 120.0) / Math.max(1, n) * BAR * 0.9;
        for (int phase = 0; phase < data.phases().size(); phase++) {
            List<double[]> points = new ArrayList<>();
            for (int row = 0; row < n; row++) {
                double from = upTo(data.rows().get(row), phase);
                double lane = n - 1.0 - row;
                points.add(new double[] {from, lane});
                points.add(new double[] {from + data.rows().get(row).ns().get(phase), lane});
                points.add(new double[] {from, Double.NaN});
            }
            if (n > 0) {
                Theme.bars(chart, data.phases().get(phase), points.stream().mapToDouble(p -> p[0]).toArray(),
                        points.stream().mapToDouble(p -> p[1]).toArray(), Ink.series(phase), Math.min(46, thickness));
            }
        }
        Theme.xAxis(chart, 0, longest == 0 ? 1 : longest * ROOM_FOR_TOTALS, false, look.x());
        Theme.lanes(chart, n, Theme.marginFor(labels(), look.width()));
        return List.of(new Panel(chart, 1));
    }

    @Override public void annotate(Graphics2D g, Look look, List<Panel.Painted> panels, int top) {
        Panel.Painted panel = panels.get(0);
        Theme.nameLanes(g, panel, labels(), Theme.marginFor(labels(), look.width()));
        g.setFont(Fonts.plain(11));
        int n = data.rows().size();
        for (int row = 0; row < n && Theme.roomForText(panel); row++) {
            PhaseBreakdown.Row bar = data.rows().get(row);
            double y = panel.y(n - 1.0 - row);
            for (int phase = 0; phase < data.phases().size(); phase++) {
                double left = panel.x(upTo(bar, phase));
                double width = panel.x(upTo(bar, phase) + bar.ns().get(phase)) - left;
                inBar(g, data.phases().get(phase) + ": " + look.x().text(bar.ns().get(phase)),
                        look.x().text(bar.ns().get(phase)), left, width, y, Ink.series(phase));
            }
            g.setColor(Ink.TEXT);
            g.drawString(look.x().text(bar.total()), (float) panel.x(bar.total()) + 6, (float) y + 4);
        }
    }

    private static void inBar(Graphics2D g, String tip, String text, double left, double width, double y, Color color) {
        if (width <= 0.5) {
            return;
        }
        Tooltips.on(g, tip, () -> {
            g.setColor(Ink.translucent(Color.WHITE, 0));                    // something for the pointer to rest on
            g.fill(new Rectangle2D.Double(left, y - 12, width, 24));
            double textWidth = Fonts.width(text, Fonts.plain(11));
            if (textWidth + 6 <= width) {
                g.setColor(Ink.textOn(color));
                g.drawString(text, (float) (left + (width - textWidth) / 2), (float) y + 4);
            }
        });
    }

    private List<String> labels() {
        return data.rows().stream().map(PhaseBreakdown.Row::label).toList();
    }

    private static double upTo(PhaseBreakdown.Row row, int phase) {
        return row.ns().subList(0, phase).stream().mapToDouble(Double::doubleValue).sum();
    }

    @Override public String summary(Look look) {
        StringBuilder text = new StringBuilder();
        for (PhaseBreakdown.Row row : data.rows()) {
            List<String> parts = new ArrayList<>();
            for (int phase = 0; phase < data.phases().size(); phase++) {
                double ns = row.ns().get(phase);
                if (ns > 0) {
                    parts.add(String.format(Locale.ROOT, "%s %s (%.0f %%)", data.phases().get(phase), look.x().text(ns),
                            100 * ns / row.total()));
                }
            }
            text.append(text.length() == 0 ? "" : "\n").append(row.label()).append(' ').append(look.x().text(row.total()))
                    .append(": ").append(String.join(", ", parts));
        }
        return text.length() == 0 ? "nothing measured" : text.toString();
    }
}
