package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.cpuset.CpuChange;
import dev.lull.engine.linux.cpuset.Reaction;
import dev.lull.engine.run.Price;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.timed.Stretches;
import dev.lull.engine.timed.StepPrices;
import dev.lull.engine.timed.TimedModel;
import dev.lull.engine.timed.TimedStep;
import dev.lull.kernel.display.Display;
import dev.lull.kernel.display.Progress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A CPU that comes up or goes down, and a question about it; by name of the way in which cpusets are told. Immutable. */
public final class CpuComesUp {
    private static final Nanos LONG_ENOUGH = Nanos.seconds(10);
    private static final int A_WHILE = 2_000;

    /** What {@link #prices()} say, in a line. */
    static final String ASSUMED = "assumed, in the median: the CPU comes up in 5 ms, the work gets its turn after 5 ms, a program hears of a uevent after 1 ms";

    private final CpuChange change;

    CpuComesUp(CpuChange change) {
        this.change = change;
    }

    static Reaction reaction(String name) {
        for (Reaction reaction : Reaction.values()) if (reaction.says().equalsIgnoreCase(name)) return reaction;
        throw new IllegalArgumentException("cpusets have never been told \"" + name + "\". They have been, or might have been: "
                + String.join(", ", Arrays.stream(Reaction.values()).map(reaction -> '"' + reaction.says() + '"').toList()) + ".");
    }

    /** With somebody who changes a cgroup meanwhile. */
    public CpuComesUp besideCgroupWriter() {
        return new CpuComesUp(change.withCgroupWriter());
    }

    /** Asking whether cpusets know of the change when the operation returns, and not what a listener sees. */
    public CpuComesUp askingConsistency() {
        return new CpuComesUp(change.asking(CpuChange.Asked.CONSISTENCY));
    }

    /** The model, as data. */
    public CpuChange definition() {
        return change;
    }

    /** Looks for an interleaving that goes wrong, the shortest one. */
    public Answer explore() {
        return explore(Bounds.DEFAULT.shortest());
    }

    /** As {@link #explore()}, as far and in the order that {@code bounds} say. */
    public Answer explore(Bounds bounds) {
        return new OwnModel(change).explore(bounds);
    }

    /** Counts all executions, and those that go wrong. */
    public Counted count() {
        return new OwnModel(change).count();
    }

    /** What it costs, as far as we know: the work waits some milliseconds for its turn, and so does a listener. */
    static StepPrices prices() {
        return StepPrices.usual().others(Price.around(Nanos.micros(2), 0.5))
                .with("SET_CPU_ONLINE", Price.logNormal(Nanos.millis(5), 0.3))
                .with("PROCESS_ONE_WORK", Price.logNormal(Nanos.millis(5), 1.1))
                .with("REBUILD_SCHED_DOMAINS", Price.around(Nanos.micros(1400), 0.3))
                .with("RECEIVE_UEVENT", Price.logNormal(Nanos.millis(1), 0.8));
    }

    /** Has the CPU come up {@code cycles} times in virtual time, each from a seed of its own, and notes how often the rule is broken. */
    public Soak soak(int cycles, Seed seed) {
        if (cycles < 1) throw new IllegalArgumentException("soak(" + cycles + "): at least one cycle");
        TimedModel model = new TimedModel(change, prices());
        int failed = 0;
        int done = 0;
        try (Progress progress = Display.progress("soaking", cycles)) {
            while (done < cycles && !Thread.currentThread().isInterrupted()) {
                if (model.run(seed.number() + done, LONG_ENOUGH, step -> { }) != null) failed++;
                done++;
                if (done % A_WHILE == 0) progress.at(done);
            }
            progress.endsAs("done");
        }
        return new Soak(change.title(), done, failed, seed.number());
    }

    /** From the uevent until cpusets know, in each of {@code cycles} cycles. */
    public Windows windows(int cycles, Seed seed) {
        TimedModel model = new TimedModel(change, prices());
        List<Long> windows = new ArrayList<>();
        for (int cycle = 0; cycle < cycles; cycle++) {
            List<TimedStep> steps = model.steps(seed.number() + cycle, LONG_ENOUGH);
            long uevent = Stretches.first(steps, "cpu_up", "KOBJECT_UEVENT");
            long known = Math.max(Stretches.first(steps, "kworker", "UPDATE_EFFECTIVE_CPUS"), Stretches.first(steps, "cpu_up", "UPDATE_EFFECTIVE_CPUS"));
            if (uevent >= 0 && known >= 0) windows.add(Math.max(0, known - uevent));
        }
        return new Windows(change.reaction().says(), windows.stream().mapToLong(Long::longValue).toArray());
    }

    @Override public String toString() {
        return new OwnModel(change).toString();
    }
}
