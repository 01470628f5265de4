package dev.lull.kernel.lab;

import dev.lull.kernel.lab.chart.Chart;
import dev.lull.kernel.lab.chart.Charts;
import dev.lull.kernel.lab.chart.Scale;
import dev.lull.kernel.lab.chart.Series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From the uevent of a CPU that has come up until cpusets know of it, measured many times; 0 where they did before. */
public final class Windows {
    private static final int POINTS = 120;

    private final String name;
    private final long[] ns;

    Windows(String name, long[] ns) {
        this.name = name;
        this.ns = ns.clone();
        Arrays.sort(this.ns);
    }

    /** The lengths in nanoseconds, ascending. */
    public long[] ns() {
        return ns.clone();
    }

    /** How often which length occurs. */
    public Chart histogram() {
        double[] shown = Arrays.stream(ns, 0, Math.min(ns.length, (int) (0.99 * ns.length) + 1)).mapToDouble(n -> n).toArray();        // a tail would press the rest together
        return Charts.histogram(name, shown).x(Scale.NANOS).xTitle("from the uevent until effective_cpus has the CPU").yTitle("cycles").note(CpuComesUp.ASSUMED).title("the window: " + name + ", the shortest 99 %");
    }

    /** How likely sched_setaffinity() fails when it is called so long after the uevent. */
    static Chart failures(Windows... all) {
        long most = 1;
        for (Windows windows : all) if (windows.ns.length > 0) most = Math.max(most, windows.ns[(int) (0.99 * (windows.ns.length - 1))]);
        Map<List<Double>, String> names = new LinkedHashMap<>();           // curves that lie on each other are one, with all their names
        for (Windows windows : all) names.merge(windows.failing(most), windows.name, (one, other) -> one + " / " + other);
        double[] x = new double[POINTS];
        for (int i = 0; i < POINTS; i++) x[i] = (double) most * i / (POINTS - 1);
        List<Series> series = new ArrayList<>();
        names.forEach((curve, name) -> series.add(Series.of(name, x, curve.stream().mapToDouble(Double::doubleValue).toArray())));
        return Charts.lines(series.toArray(Series[]::new)).x(Scale.NANOS).y(Scale.SHARE).xTitle("from the uevent until sched_setaffinity()").yTitle("fails with EINVAL").note(CpuComesUp.ASSUMED).title("how often the call fails");
    }

    private List<Double> failing(long most) {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            double reaction = (double) most * i / (POINTS - 1);
            shares.add(ns.length == 0 ? 0 : (double) Arrays.stream(ns).filter(each -> each > reaction).count() / ns.length);
        }
        return shares;
    }

    @Override public String toString() {
        if (ns.length == 0) return name + ": no cycle came to an end";
        return String.format(Locale.ROOT, "%s: %s, median %.1f ms, p95 %.1f ms, longest %.1f ms", name, Numbers.of(ns.length, "cycle"), ms(0.5), ms(0.95), ms(1));
    }

    private double ms(double part) {
        return ns[(int) (part * (ns.length - 1))] / 1e6;
    }
}
