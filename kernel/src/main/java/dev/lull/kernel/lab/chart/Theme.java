package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How our XCharts look, and the one place that knows XChart's habits. */
final class Theme {

    /** The values an axis spans. */
    record Range(double from, double to) {}

    private static final BasicStroke HAIR = new BasicStroke(1);
    private static final BasicStroke LINE = new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final double LINE_HEIGHT = 13;
    private static final double CONTENT = 0.96;
    /** Both axes of panels one above the other begin at the same place when this is wider than any tick label. */
    private static final int Y_AXIS_WIDTH = 62;

    private Theme() {}

    /** An XY chart in our theme. */
    static XYChart xy(Look look, int height) {
        XYChart chart = new XYChart(look.width(), height);
        chart.setTitle(look.title());
        chart.setXAxisTitle(look.xTitle());
        chart.setYAxisTitle(look.yTitle());
        dress(chart.getStyler());
        return chart;
    }

    /** Puts our theme on any chart with axes. */
    static void dress(AxesChartStyler styler) {
        styler.setBaseFont(Fonts.plain(12));
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Ink.PAPER).setPlotBackgroundColor(Ink.PAPER).setPlotBorderVisible(false);
        styler.setPlotBorderColor(Ink.PAPER).setChartFontColor(Ink.TEXT).setChartPadding(12);
        styler.setChartTitleFont(Fonts.bold(14)).setChartTitleFontColor(Ink.TEXT).setChartTitleBoxVisible(false);
        styler.setLegendFont(Fonts.plain(11)).setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setLegendBorderColor(Ink.PAPER).setLegendBackgroundColor(Ink.PAPER).setPlotContentSize(CONTENT);
        styler.setSeriesColors(Ink.SERIES.toArray(Color[]::new)).setSeriesLines(new BasicStroke[] {LINE});
        styler.setSeriesMarkers(new Marker[] {SeriesMarkers.NONE}).setMarkerSize(3).setYAxisLeftWidthHint(Y_AXIS_WIDTH);
        styler.setXAxisTitleColor(Ink.QUIET).setYAxisTitleColor(Ink.QUIET);
        styler.setAxisTitleFont(Fonts.plain(11)).setAxisTitlePadding(8);
        styler.setAxisTickLabelsFont(Fonts.plain(11)).setAxisTickLabelsColor(Ink.TEXT);
        styler.setXAxisTickLabelsColor(Ink.TEXT).setYAxisTickLabelsColor(Ink.TEXT);
        styler.setAxisTickMarksColor(Ink.AXIS).setAxisTickMarksStroke(HAIR).setAxisTickMarkLength(4).setAxisTickPadding(5);
        styler.setXAxisTickMarksColor(Ink.AXIS).setYAxisTickMarksColor(Ink.AXIS);
        styler.setPlotGridLinesColor(Ink.GRID).setPlotGridLinesStroke(HAIR).setPlotGridVerticalLinesVisible(false);
        styler.setXAxisLogarithmicDecadeOnly(false).setYAxisLogarithmicDecadeOnly(false);
        styler.setPlotMargin(0).setPlotTicksMarksVisible(false).setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
        styler.setXAxisTickMarkSpacingHint(90).setYAxisTickMarkSpacingHint(44);
    }

    /** Spans the x axis from {@code from} to {@code to} and labels it. */
    static void xAxis(XYChart chart, double from, double to, boolean log, Scale scale) {
        chart.getStyler().setXAxisMin(from).setXAxisMax(to).setXAxisLogarithmic(log);
        chart.setCustomXAxisTickLabelsFormatter(labels(from, to, log, scale)::apply);
    }

    /** Spans the y axis from {@code from} to {@code to} and labels it. */
    static void yAxis(XYChart chart, double from, double to, boolean log, Scale scale) {
        chart.getStyler().setYAxisMin(from).setYAxisMax(to).setYAxisLogarithmic(log);
        chart.setCustomYAxisTickLabelsFormatter(labels(from, to, log, scale)::apply);
    }

    /**
     * On a log axis every unit of a decade asks for a label; the more decades, the fewer get one. The others get blanks
     * of differing length: equal labels at both ends would make XChart drop them all.
     */
    private static DoubleFunction<String> labels(double from, double to, boolean log, Scale scale) {
        if (!log) {
            return value -> scale.tick(value, from, to);
        }
        double decades = Math.log10(to / from);
        return value -> {
            int lead = (int) Math.round(value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9)));
            boolean shown = lead == 1 || decades < 3 && (lead == 2 || lead == 5) || decades < 0.3 || decades < 0.7 && lead < 8 || decades < 1.2 && lead == 3;
            return shown ? scale.text(value) : "";
        };
    }

    /** A line through the points; the axes have been set before. */
    static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color) {
        boolean logX = chart.getStyler().isXAxisLogarithmic();
        boolean logY = chart.getStyler().isYAxisLogarithmic();
        XYSeries series = chart.addSeries(name, logX ? x : uneven(x), logY ? y : uneven(y));
        series.setLineColor(color).setLineStyle(LINE).setFillColor(color);
        series.setMarker(SeriesMarkers.NONE);
        series.setMarkerColor(color);
        return series;
    }

    /** Bars along x, each {@code thickness} pixels high, as thick lines with gaps between them. */
    static XYSeries bars(XYChart chart, String name, double[] x, double[] y, Color color, double thickness) {
        XYSeries series = line(chart, name, x, y, color);
        series.setLineStyle(new BasicStroke((float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        return series;
    }

    /** No line, only points. */
    static XYSeries dots(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = line(chart, name, x, y, color);
        series.setLineStyle(SeriesLines.NONE);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(Ink.translucent(color, 110));
        return series;
    }

    /**
     * Makes the y axis {@code n} lanes, the first on top, with {@code margin} pixels to their left for names. XChart would
     * leave out names at will, so {@link #nameLanes} writes them.
     */
    static void lanes(XYChart chart, int n, int margin) {
        chart.getStyler().setYAxisTicksVisible(false).setYAxisLeftWidthHint(margin);
        chart.getStyler().setYAxisMin(-0.6).setYAxisMax(Math.max(1, n) - 0.4);
    }

    /** How wide the margin must be for names; the longest are shortened to a third of the chart. */
    static int marginFor(List<String> names, int chartWidth) {
        double widest = names.stream().mapToDouble(name -> Fonts.width(name, Fonts.plain(11))).max().orElse(0);
        return (int) Math.ceil(Math.min(chartWidth / 3.0, Math.max(Y_AXIS_WIDTH, widest + 26)));
    }

    /** Whether lanes are high enough for a line of text each. */
    static boolean roomForText(Panel.Painted panel) {
        return Math.abs(panel.y(1) - panel.y(0)) >= LINE_HEIGHT;
    }

    /** Writes the names of lanes into the margin; where lanes are too low for text, the names of some. */
    static void nameLanes(Graphics2D g, Panel.Painted panel, List<String> names, int margin) {
        g.setFont(Fonts.plain(11));
        g.setColor(Ink.TEXT);
        int every = (int) Math.ceil(LINE_HEIGHT / Math.max(0.1, Math.abs(panel.y(1) - panel.y(0))));
        for (int i = 0; i < names.size(); i += every) {
            String name = Fonts.fit(names.get(i), Fonts.plain(11), margin - 22.0);
            g.drawString(name, (float) (margin - 4 - Fonts.width(name, Fonts.plain(11))),
                    (float) panel.y(names.size() - 1.0 - i) + 4);
        }
    }

    static Range xRange(AxesChart<?, ?> chart) {
        AxesChartStyler styler = chart.getStyler();
        return new Range(styler.getXAxisMin(), styler.getXAxisMax());
    }

    static Range yRange(AxesChart<?, ?> chart) {
        AxesChartStyler styler = chart.getStyler();
        return new Range(styler.getYAxisMin(), styler.getYAxisMax());
    }

    /**
     * Evenly spaced values would become the ticks themselves; a hair's breadth outwards keeps the ticks round. It has to be
     * wider than the 1e-4 that XChart calls even, and is not seen.
     */
    private static double[] uneven(double[] values) {
        double[] moved = values.clone();
        if (moved.length > 1 && Double.isFinite(moved[0])) {
            double span = Arrays.stream(values).filter(Double::isFinite).map(v -> Math.abs(v - values[0])).max().orElse(0);
            moved[0] -= Math.min(span * 1e-3, Math.max(span / values.length * 5e-4, 2e-4));
        }
        return moved;
    }
}
