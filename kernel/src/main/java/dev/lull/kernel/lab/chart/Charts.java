package dev.lull.kernel.lab.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.internal.chartpart.AxesChart;

/** Where charts come from. */
public final class Charts {

    private Charts() {}

    /** Latencies: distribution function and histogram on a log time axis, percentiles marked; several are overlaid. */
    public static Chart latency(Latencies... all) {
        return latency(List.of(all));
    }

    /** Latencies: distribution function and histogram on a log time axis, percentiles marked; several are overlaid. */
    public static Chart latency(List<Latencies> all) {
        Look look = new Look("Latency", Scale.NANOS, Scale.SHARE).withLog(true, false);
        return new Chart(new LatencyPlot(distinct(all)), look);
    }

    /** Where the time went: a stacked bar per row. */
    public static Chart phases(PhaseBreakdown breakdown) {
        int height = Math.max(160, Math.min(640, 130 + 52 * breakdown.rows().size()));
        return new Chart(new PhasePlot(breakdown), new Look("Latency by phase", Scale.NANOS, Scale.NUMBER).withSize(Look.WIDTH, height));
    }

    /** Progress of grace periods, in the order of their beginning: gp_seq over time, and a bar per phase. */
    public static Chart gracePeriods(List<GracePeriod> all) {
        return new Chart(new GracePeriodPlot(List.copyOf(all)), new Look("Grace periods", Scale.NANOS, Scale.NUMBER));
    }

    /** Points joined by straight lines. */
    public static Chart lines(Series... all) {
        return xy(XyPlot.Kind.LINE, all);
    }

    /** Values that hold until the next point. */
    public static Chart steps(Series... all) {
        return xy(XyPlot.Kind.STEP, all);
    }

    /** Points that are not joined. */
    public static Chart dots(Series... all) {
        return xy(XyPlot.Kind.DOTS, all);
    }

    /** Values that hold until the next point, one upon the other: what a whole is made of over time. All share their x values. */
    public static Chart stacked(Series... all) {
        for (Series one : all) {
            if (!Arrays.equals(one.x(), all[0].x())) {
                throw new IllegalArgumentException("stacked(): the series \"" + one.name() + "\" has other x values than \""
                        + all[0].name() + "\", so the two cannot be added up. Sample all at the same moments.");
            }
        }
        return xy(XyPlot.Kind.STACK, all);
    }

    /** How often which values occur. */
    public static Chart histogram(String name, double... values) {
        return new Chart(HistogramPlot.of(name, values), new Look(name, Scale.NUMBER, Scale.NUMBER));
    }

    /** How often which whole numbers occur. */
    public static Chart histogram(String name, long... values) {
        return histogram(name, Arrays.stream(values).asDoubleStream().toArray());
    }

    /** A bar for each name, in the map's order. */
    public static Chart bars(String title, Map<String, ? extends Number> values) {
        return bars(title, List.copyOf(values.keySet()), values.values().stream().mapToDouble(Number::doubleValue).toArray());
    }

    /** A bar for each name. */
    public static Chart bars(String title, List<String> names, double... values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException("bars(\"" + title + "\"): " + names.size() + " names but " + values.length
                    + " values. Give one value per name.");
        }
        int height = Math.max(140, Math.min(4000, 90 + 30 * values.length));
        return new Chart(new BarPlot(List.copyOf(names), values.clone()),
                new Look(title, Scale.NUMBER, Scale.NUMBER).withSize(Look.WIDTH, height));
    }

    /** A chart of XChart's own, drawn as it is, in all our formats. */
    public static Chart of(org.knowm.xchart.internal.chartpart.Chart<?, ?> xchart) {
        Look look = new Look("", Scale.NUMBER, Scale.NUMBER);
        return new Chart(new ForeignPlot(xchart), new Look(xchart.getTitle() == null ? "" : xchart.getTitle(), xchart.getWidth(),
                xchart.getHeight(), false, false, look.x(), look.y(), "", ""));
    }

    /** Puts our theme on an XChart of your own, before or after its series are added; returns the same chart. */
    public static <T extends AxesChart<?, ?>> T dress(T xchart) {
        Theme.dress(xchart.getStyler());
        return xchart;
    }

    private static Chart xy(XyPlot.Kind kind, Series... all) {
        for (int i = 0; i < all.length; i++) {
            for (int k = 0; k < i; k++) {
                if (all[i].name().equals(all[k].name())) {
                    throw new IllegalArgumentException("Two series are called \"" + all[i].name()
                            + "\", so the key could not tell them apart. Give each its own name.");
                }
            }
        }
        return new Chart(new XyPlot(kind, List.of(all)), new Look("", Scale.NUMBER, Scale.NUMBER));
    }

    private static List<Latencies> distinct(List<Latencies> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("latency() was given no latencies. Give at least one, such as"
                    + " Latencies.of(\"callback latency\", samplesNs).");
        }
        for (int i = 0; i < all.size(); i++) {
            for (int k = 0; k < i; k++) {
                if (all.get(i).name().equals(all.get(k).name())) {
                    throw new IllegalArgumentException("Two sets of latencies are called \"" + all.get(i).name()
                            + "\", so the key could not tell them apart. Use named(\"before\") and named(\"after\").");
                }
            }
        }
        return List.copyOf(all);
    }
}
