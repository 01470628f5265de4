package dev.lull.engine.run;

import dev.lull.engine.check.Invariant;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.ObjectLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.time.Nanos;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A timed run: each step takes virtual time, CPUs and timers are events, and the earliest event makes the next move.
 * The same scenario, seed and prices give the same trace on every JDK. Interrupting the thread ends a run early with
 * what it has.
 */
public final class Simulation {
    private final Scenario scenario;
    private final long seed;
    private final Nanos length;
    private final Prices prices;
    private final UnaryOperator<LinuxSystem.Build> build;
    private final boolean recording;
    private final Progress progress;
    private final List<Invariant> invariants;

    /** Told now and then how far a run has come. */
    public interface Progress {
        /** Called about every 50,000 moves. */
        void at(Nanos now, long moves);
    }

    private Simulation(Scenario scenario, long seed, Nanos length, Prices prices, UnaryOperator<LinuxSystem.Build> build, boolean recording, Progress progress, List<Invariant> invariants) {
        this.scenario = scenario;
        this.seed = seed;
        this.length = length;
        this.prices = prices;
        this.build = build;
        this.recording = recording;
        this.progress = progress;
        this.invariants = List.copyOf(invariants);
    }

    /** {@code scenario} under load for {@code length}, and from then on until nothing moves any more. */
    public static Simulation of(Scenario scenario, long seed, Nanos length) {
        if (length.count() <= 0) throw new IllegalArgumentException("a run of " + length + ": give it a length, millis(100) for one");
        for (Load load : scenario.loads()) check(load);
        return new Simulation(scenario, seed, length, Prices.usual(), UnaryOperator.identity(), false, (now, moves) -> { }, List.of());
    }

    private static void check(Load load) {
        if (load instanceof CpuUpLoad up && up.arrivals() == null || load instanceof CpuDownLoad down && down.arrivals() == null) {
            throw new IllegalArgumentException("\"" + load.describe() + "\" does not say when, and a timed run needs to know. Add every(millis(100)), say: what goes down"
                    + " comes up again half a period later, if both say the same.");
        }
        if (load instanceof CallRcuLoad calls && calls.arrivals() == null) {
            throw new IllegalArgumentException("callRcu().on(\"" + calls.list() + "\") does not say when calls arrive, and a timed run needs to know."
                    + " Add poisson(20_000) for so many a second at random, or every(micros(50)) for a period.");
        }
        if (load instanceof ToggleLoad toggle && toggle.arrivals() == null) {
            throw new IllegalArgumentException("\"" + load.describe() + "\" does not say when, and a timed run needs to know. Add every(millis(50)), say, or poisson(10),"
                    + " and times(n) for more than one change.");
        }
        if (load instanceof WaitLoad waits && waits.arrivals() == null) {
            throw new IllegalArgumentException(waits.function().says() + " on CPU " + waits.list() + " does not say when calls come, and a timed run needs to know."
                    + " Add every(millis(10)), say, or poisson(100).");
        }
        if (load instanceof ObjectLoad object && object.arrivals() == null) {
            throw new IllegalArgumentException("rcuObject().on(\"" + object.list() + "\") does not say when updaters come, and a timed run needs to know. Add every(millis(20)), say, or poisson(50).");
        }
        if (load instanceof ReaderLoad reader && reader.every() == null) {
            throw new IllegalArgumentException("reader().on(\"" + reader.list() + "\") does not say when sections begin, and a timed run needs to know."
                    + " Add every(millis(10)).");
        }
    }

    /** The same at other prices. */
    public Simulation prices(Prices prices) {
        return new Simulation(scenario, seed, length, prices, build, recording, progress, invariants);
    }

    /** The same with kthreads of your own. */
    public Simulation build(UnaryOperator<LinuxSystem.Build> how) {
        return new Simulation(scenario, seed, length, prices, how, recording, progress, invariants);
    }

    /** The same keeping every move made: a path that can be replayed. Runs are long, so it is not kept unasked. */
    public Simulation recordingMoves() {
        return new Simulation(scenario, seed, length, prices, build, true, progress, invariants);
    }

    /** The same telling {@code progress} how far it has come. */
    public Simulation telling(Progress progress) {
        return new Simulation(scenario, seed, length, prices, build, recording, progress, invariants);
    }

    /** Has invariants of Linux looked at after every move: {@code "desync"}; see {@link Invariant}. */
    public Simulation checking(String... names) {
        List<Invariant> more = new ArrayList<>(invariants);
        for (String name : names) more.add(Invariant.named(name));
        return new Simulation(scenario, seed, length, prices, build, recording, progress, more);
    }

    /** Runs it. */
    public SimulatedRun run() {
        return new TimedDriver(this).run();
    }

    Scenario scenario() {
        return scenario;
    }

    long seed() {
        return seed;
    }

    Nanos length() {
        return length;
    }

    Prices prices() {
        return prices;
    }

    LinuxSystem.Build build() {
        return build.apply(LinuxSystem.Build.timed());
    }

    boolean isRecording() {
        return recording;
    }

    List<Invariant> invariants() {
        return invariants;
    }

    Progress progress() {
        return progress;
    }
}
