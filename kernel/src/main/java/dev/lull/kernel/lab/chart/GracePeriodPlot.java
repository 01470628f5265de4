package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/**
 * Progress of grace periods: their number over time as steps, above a bar per phase. A few grace periods get a lane each,
 * with who held it up; many share a lane per phase.
 */
record GracePeriodPlot(List<GracePeriod> all) implements Plot {

    private static final int LANE_EACH_MAX = 14;
    private static final int LANE_HEIGHT_MIN = 16;

    @Override public List<FigureHeader.Key> keys(Look look) {
        List<FigureHeader.Key> keys = new ArrayList<>();
        List<String> names = phaseNames();
        for (int i = 0; i < names.size(); i++) {
            keys.add(new FigureHeader.Key(names.get(i), color(i)));
        }
        return keys;
    }

    @Override public boolean isEmpty() {
        return all.isEmpty();
    }

    @Override public List<Panel> panels(Look look) {
        double from = all.isEmpty() ? 0 : all.get(0).startNs();
        double to = all.stream().mapToDouble(GracePeriod::endNs).max().orElse(1);
        int lanes = laneNames(look).size();
        double share = Math.max(0.34, Math.min(0.5, 1 - (lanes * 22.0 + 70) / look.height()));

        XYChart steps = Theme.xy(look.withAxisTitles("", look.yTitle().isEmpty() ? "gp_seq" : look.yTitle()), look.height());
        XYChart bars = Theme.xy(look.withTitle("").withAxisTitles(look.xTitle(), ""), look.height());
        steps.getStyler().setXAxisTicksVisible(false).setPlotGridVerticalLinesVisible(true);
        bars.getStyler().setPlotGridVerticalLinesVisible(true).setPlotGridHorizontalLinesVisible(false);
        if (!all.isEmpty()) {
            addSteps(steps);
            addBars(bars, look, Math.min(14, look.height() * (1 - share) / Math.max(1, lanes) * 0.5));
        }
        double low = all.stream().mapToDouble(GracePeriod::seq).min().orElse(0) - 1;
        double high = all.stream().mapToDouble(GracePeriod::seq).max().orElse(1);
        Theme.xAxis(steps, from, to, false, look.x());
        Theme.xAxis(bars, from, to, false, look.x());
        Theme.yAxis(steps, low, high, false, look.y());
        Theme.lanes(bars, lanes, Theme.marginFor(laneNames(look), look.width()));
        steps.getStyler().setYAxisLeftWidthHint(Theme.marginFor(laneNames(look), look.width()));
        return List.of(new Panel(steps, share), new Panel(bars, 1 - share));
    }

    /** The number goes up when a grace period ends: so many are complete. */
    private void addSteps(XYChart chart) {
        double[] x = new double[all.size() + 1];
        double[] y = new double[all.size() + 1];
        x[0] = all.get(0).startNs();
        y[0] = all.get(0).seq() - 1;
        for (int i = 0; i < all.size(); i++) {
            x[i + 1] = all.get(i).endNs();
            y[i + 1] = all.get(i).seq();
        }
        Theme.line(chart, "completed", x, y, Ink.series(0)).setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
    }

    private void addBars(XYChart chart, Look look, double thickness) {
        List<String> names = phaseNames();
        int lanes = laneNames(look).size();
        for (int i = 0; i < names.size(); i++) {
            List<double[]> points = new ArrayList<>();
            for (int gp = 0; gp < all.size(); gp++) {
                double lane = lanes - 1.0 - (laneEach(look) ? gp : i);
                for (GracePeriod.Phase phase : all.get(gp).phases()) {
                    if (phase.name().equals(names.get(i))) {
                        points.add(new double[] {phase.fromNs(), lane});
                        points.add(new double[] {phase.toNs(), lane});
                        points.add(new double[] {phase.toNs(), Double.NaN});
                    }
                }
            }
            Theme.bars(chart, names.get(i), points.stream().mapToDouble(p -> p[0]).toArray(),
                    points.stream().mapToDouble(p -> p[1]).toArray(), color(i), thickness);
        }
    }

    @Override public void annotate(Graphics2D g, Look look, List<Panel.Painted> panels, int top) {
        Panel.Painted bars = panels.get(1);
        Theme.nameLanes(g, bars, laneNames(look), Theme.marginFor(laneNames(look), look.width()));
        if (!laneEach(look)) {
            return;
        }
        g.setFont(Fonts.plain(11));
        g.setColor(Ink.QUIET);
        for (int gp = 0; gp < all.size(); gp++) {
            GracePeriod one = all.get(gp);
            String text = one.heldUpBy().isEmpty() ? "" : "held up by " + one.heldUpBy();
            double width = Fonts.width(text, Fonts.plain(11));
            double right = bars.x(one.endNs()) + 6;
            double left = bars.x(one.startNs()) - 6 - width;
            double y = bars.y(all.size() - 1.0 - gp) + 4;
            if (right + width <= look.width() - 14) {
                g.drawString(text, (float) right, (float) y);
            } else if (left >= bars.area().getX()) {
                g.drawString(text, (float) left, (float) y);
            }
        }
    }

    private boolean laneEach(Look look) {
        return all.size() <= Math.min(LANE_EACH_MAX, (look.height() - 190) / LANE_HEIGHT_MIN);
    }

    private List<String> laneNames(Look look) {
        return laneEach(look) ? all.stream().map(gp -> "GP " + gp.seq()).toList() : phaseNames();
    }

    private List<String> phaseNames() {
        return all.stream().flatMap(gp -> gp.phases().stream()).map(GracePeriod.Phase::name).distinct().toList();
    }

    private static Color color(int phase) {
        return Ink.series(phase);
    }

    @Override public String summary(Look look) {
        if (all.isEmpty()) {
            return "no grace period";
        }
        Latencies lengths = Latencies.of("", all.stream().mapToLong(gp -> gp.endNs() - gp.startNs()).toArray());
        StringBuilder text = new StringBuilder(all.size() + (all.size() == 1 ? " grace period" : " grace periods") + ", gp_seq "
                + all.get(0).seq() + " to " + all.get(all.size() - 1).seq() + "; length p50 " + look.x().text(lengths.percentile(50))
                + ", max " + look.x().text(lengths.max()));
        Map<String, Double> byPhase = new LinkedHashMap<>();
        all.forEach(gp -> gp.phases().forEach(phase ->
                byPhase.merge(phase.name(), (double) (phase.toNs() - phase.fromNs()), Double::sum)));
        byPhase.forEach((name, ns) -> text.append("\n  ").append(name).append(' ').append(look.x().text(ns / all.size()))
                .append(" each"));
        return text.toString();
    }
}
