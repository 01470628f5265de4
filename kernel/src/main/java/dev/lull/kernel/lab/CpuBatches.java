package dev.lull.kernel.lab;

import dev.lull.engine.linux.cpuset.CpuChange;
import dev.lull.engine.linux.cpuset.Reaction;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.timed.Stretches;
import dev.lull.engine.timed.TimedModel;
import dev.lull.engine.timed.TimedStep;
import dev.lull.kernel.lab.chart.Chart;
import dev.lull.kernel.lab.chart.Charts;
import dev.lull.kernel.lab.chart.Scale;
import dev.lull.kernel.lab.chart.Series;

import java.util.ArrayList;
import java.util.List;

/**
 * How long it takes to bring up several CPUs one after another, as switching SMT on does, by the way in which cpusets are told: with a
 * wait for each CPU, with one wait for all, with none. Each CPU's coming up is a timed run of its own, and the times are added up;
 * one wait for all is for the work of the last CPU, which covers those before it, since the work reads the mask afresh.
 */
final class CpuBatches {
    private static final Nanos LONG_ENOUGH = Nanos.seconds(10);
    private static final int BATCHES = 40;

    private CpuBatches() {
    }

    /** One CPU's coming up: until the lock around it is dropped, and how long its work takes after that. */
    private record One(long operationNs, long workNs) { }

    private static List<One> runs(Reaction reaction, int count, long seed) {
        TimedModel model = new TimedModel(CpuChange.up(reaction), CpuComesUp.prices());
        List<One> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<TimedStep> steps = model.steps(seed + i, LONG_ENOUGH);
            long done = Stretches.first(steps, "cpu_up", "CPU_MAPS_UPDATE_DONE");
            long known = Stretches.first(steps, "kworker", "REBUILD_SCHED_DOMAINS");
            runs.add(new One(done, Math.max(0, known - done)));
        }
        return runs;
    }

    /** Means over many batches, of one CPU up to {@code most}. */
    static Chart chart(int most, Seed seed) {
        if (most < 1 || most > 1_000) throw new IllegalArgumentException("cpuBatches(" + most + "): from 1 CPU to 1000");
        return Charts.lines(
                        series("a wait for each CPU (5.14 to 6.9)", Reaction.FLUSH_AFTER_UNLOCK, most, seed, false),
                        series("one wait for all, by the caller", Reaction.CALLER_FLUSHES, most, seed, true),
                        series("on the spot (6.10 and later)", Reaction.SYNCHRONOUS_CPUSET_MUTEX, most, seed, false),
                        series("no wait (3.9 to 5.13)", Reaction.ASYNCHRONOUS, most, seed, false))
                .y(Scale.NANOS).xTitle("CPUs brought up one after another").yTitle("until all is done").note(CpuComesUp.ASSUMED)
                .title("bringing up several CPUs, by how cpusets are told; mean of " + BATCHES + " batches");
    }

    private static Series series(String name, Reaction reaction, int most, Seed seed, boolean waitsAtEnd) {
        List<One> runs = runs(reaction, most * BATCHES, seed.number());
        double[] cpus = new double[most];
        double[] ns = new double[most];
        for (int batch = 0; batch < BATCHES; batch++) {
            long sum = 0;
            for (int i = 0; i < most; i++) {
                One one = runs.get(batch * most + i);
                sum += one.operationNs();
                cpus[i] = i + 1;
                ns[i] += (double) (sum + (waitsAtEnd ? one.workNs() : 0)) / BATCHES;
            }
        }
        return Series.of(name, cpus, ns);
    }
}
