package dev.lull.kernel.lab;

import dev.lull.engine.linux.hotplug.contention.Contention;
import dev.lull.engine.timed.Stretches;
import dev.lull.engine.timed.TimedStep;
import dev.lull.kernel.lab.chart.Chart;
import dev.lull.kernel.lab.chart.Charts;
import dev.lull.kernel.lab.chart.Latencies;
import dev.lull.kernel.lab.chart.Scale;
import dev.lull.kernel.lab.chart.Series;

import java.util.List;
import java.util.Locale;

/** What readers of the hotplug lock waited in a run. */
public final class LockRun {
    private static final int BINS = 200;

    private final Contention contention;
    private final List<TimedStep> steps;

    LockRun(Contention contention, List<TimedStep> steps) {
        this.contention = contention;
        this.steps = steps;
    }

    /** Every step, as data. */
    public List<TimedStep> steps() {
        return steps;
    }

    private List<Stretches.Stretch> reads() {
        return Stretches.between(steps, "CPUS_READ_LOCK", "INSIDE");
    }

    Latencies latencies() {
        return Latencies.of(contention.title(), reads().stream().mapToLong(Stretches.Stretch::ns).toArray());
    }

    /** From cpus_read_lock() until it returns. */
    public Chart readLatency() {
        return Charts.latency(latencies()).note(LockLoad.ASSUMED).title("cpus_read_lock(): " + contention.title());
    }

    /** The same of several runs: with a writer and without, one form and another. */
    static Chart readLatency(LockRun... runs) {
        Latencies[] all = new Latencies[runs.length];
        for (int i = 0; i < runs.length; i++) all[i] = runs[i].latencies();
        return Charts.latency(all).note(LockLoad.ASSUMED).title("cpus_read_lock(): from call to return");
    }

    /** Which part of the readers took the slow path, over time. */
    public Chart slowPath() {
        long end = steps.isEmpty() ? 1 : steps.get(steps.size() - 1).atNs() + 1;
        double[] at = new double[BINS];
        double[] fast = new double[BINS];
        double[] slow = new double[BINS];
        for (int i = 0; i < BINS; i++) at[i] = (double) end * i / BINS;
        for (TimedStep step : steps) {
            int bin = (int) (step.atNs() * BINS / end);
            if (step.label().equals("COUNT_FAST")) fast[bin]++;
            if (step.label().equals("COUNT_SLOW")) slow[bin]++;
        }
        double[] share = new double[BINS];
        for (int i = 0; i < BINS; i++) share[i] = fast[i] + slow[i] == 0 ? Double.NaN : slow[i] / (fast[i] + slow[i]);
        return Charts.steps(Series.of("slow path", at, share)).x(Scale.NANOS).y(Scale.SHARE).note(LockLoad.ASSUMED).title("readers on the slow path: " + contention.title());
    }

    @Override public String toString() {
        Latencies all = latencies();
        if (all.count() == 0) return contention.title() + ": nobody got the lock";
        return String.format(Locale.ROOT, "%s: %s, median %,d ns, p99 %,d ns, longest %,d ns", contention.title(), Numbers.of(all.count(), "read"), all.percentile(50),
                all.percentile(99), all.max());
    }
}
