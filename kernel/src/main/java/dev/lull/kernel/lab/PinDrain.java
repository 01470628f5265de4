package dev.lull.kernel.lab;

import dev.lull.engine.linux.hotplug.rt.Design;
import dev.lull.engine.linux.hotplug.rt.RtDrain;
import dev.lull.engine.run.Price;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.timed.StepPrices;
import dev.lull.engine.timed.Stretches;
import dev.lull.engine.timed.TimedModel;
import dev.lull.engine.timed.TimedStep;
import dev.lull.kernel.lab.chart.Chart;
import dev.lull.kernel.lab.chart.Charts;
import dev.lull.kernel.lab.chart.Scale;
import dev.lull.kernel.lab.chart.Series;

import java.util.List;

/** How long a CPU that is to go down has to wait until no task is pinned to it, by how many tasks pin it now and then, for each design of the -rt patches. */
final class PinDrain {
    private static final int[] TASKS = {1, 2, 4, 8, 12, 16, 24, 32};
    private static final int RUNS = 10;
    private static final Nanos MOST = Nanos.millis(100);        // a run that takes longer counts as this

    private PinDrain() {
    }

    /** A fifth of the time each task is pinned. The notifier, which is not what is measured, takes next to nothing. */
    private static StepPrices prices() {
        return StepPrices.usual()
                .with("PAUSE", Price.logNormal(Nanos.micros(80), 0.5))
                .with("MIGRATE_ENABLE", Price.logNormal(Nanos.micros(20), 0.5))
                .with("cpu_down: CPU_HOTPLUG_BEGIN", Price.around(Nanos.millis(1), 0.25));
    }

    static Chart chart(Seed seed) {
        return Charts.lines(series("original, 2011", Design.ORIGINAL, seed), series("rework, 2012", Design.REWORK, seed), series("three-point plan", Design.PLAN, seed)).logY().y(Scale.NANOS).xTitle("tasks on the CPU").yTitle("until it can go")
                .note("assumed, in the median: a task is pinned for 20 µs, then not for 80 µs; a wakeup takes 30 µs; mean of " + RUNS + " runs")
                .title("how long a CPU under -rt waits for pins to end");
    }

    private static Series series(String name, Design design, Seed seed) {
        double[] tasks = new double[TASKS.length];
        double[] ns = new double[TASKS.length];
        for (int i = 0; i < TASKS.length; i++) {
            tasks[i] = TASKS[i];
            TimedModel model = new TimedModel(new RtDrain(design, TASKS[i]), prices());
            for (int run = 0; run < RUNS; run++) ns[i] += (double) drainNs(model, seed.number() + run) / RUNS;
        }
        return Series.of(name, tasks, ns);
    }

    private static long drainNs(TimedModel model, long seed) {
        List<TimedStep> steps = model.steps(seed, MOST);
        long begun = Stretches.first(steps, "cpu_down", "CPU_HOTPLUG_BEGIN");
        long gone = Stretches.first(steps, "cpu_down", "TAKE_CPU_DOWN");
        return (gone < 0 ? MOST.count() : gone) - begun;
    }
}
