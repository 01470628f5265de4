package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.linux.srcu.SrcuLoad;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.run.srcu.SrcuRun;
import dev.lull.engine.run.srcu.SrcuScript;
import dev.lull.engine.run.srcu.SrcuSimulation;
import dev.lull.engine.time.Nanos;
import dev.lull.kernel.display.Display;
import dev.lull.kernel.display.Progress;

/** An SRCU with load on it, about which something is to be found out. Immutable. */
public final class SrcuExperiment {
    private final SrcuScenario scenario;
    private final SrcuSimulation.Wheel wheel;

    SrcuExperiment(SrcuScenario scenario) {
        this(scenario, SrcuSimulation.Wheel.ROUNDS_UP);
    }

    private SrcuExperiment(SrcuScenario scenario, SrcuSimulation.Wheel wheel) {
        this.scenario = scenario;
        this.wheel = wheel;
    }

    /** Adds load. */
    public SrcuExperiment load(SrcuLoad load) {
        return new SrcuExperiment(scenario.load(load), wheel);
    }

    /** The same on another SRCU. */
    public SrcuExperiment on(SrcuUnderTest other) {
        return new SrcuExperiment(scenario.on(other.settings()), wheel);
    }

    /** In timed runs, has timers fire in the tick of their jiffy and not in the one after, as if the wheel did not round up. */
    public SrcuExperiment exactTimers() {
        return new SrcuExperiment(scenario, SrcuSimulation.Wheel.EXACT);
    }

    /** The scenario, as data. */
    public SrcuScenario scenario() {
        return scenario;
    }

    /** Looks for an interleaving that breaks a promise, leads to a bad pointer, or leaves somebody waiting for ever. */
    public Answer explore() {
        return explore(Bounds.DEFAULT);
    }

    /** As {@link #explore()}, as far and in the order that {@code bounds} say. The stop button ends it with what is known. */
    public Answer explore(Bounds bounds) {
        return Exploring.run(Exploration.of(scenario, bounds), new AskedOfOwn(scenario), bounds);
    }

    /** Makes the moves of a tape again, one that an exploration of this very scenario has found. */
    public Story replay(int... tape) {
        return new AskedOfOwn(scenario).replay(tape);
    }

    /** Numbered steps, to be played on this scenario: its loads are the tasks that there are. */
    public SrcuMailScript script() {
        return new SrcuMailScript(SrcuScript.on(scenario));
    }

    /** Runs it in virtual time: load arrives for {@code length}, then the run goes on until all is done. The stop button ends it. */
    public SrcuTimedRun simulate(Seed seed, Nanos length) {
        try (Progress progress = Display.progress("simulating SRCU", 0)) {
            SrcuRun run = SrcuSimulation.of(scenario, seed.number(), length).wheel(wheel).run();
            progress.endsAs("done");
            SrcuTimedRun timed = new SrcuTimedRun(run);
            if (Thread.interrupted()) System.out.println("STOPPED: " + run.verdict());
            return timed;
        }
    }

    @Override public String toString() {
        StringBuilder out = new StringBuilder("\"" + scenario.title() + "\" on " + scenario.srcu().describe());
        for (SrcuLoad load : scenario.loads()) out.append("\n  ").append(load.describe());
        return out.toString();
    }
}
