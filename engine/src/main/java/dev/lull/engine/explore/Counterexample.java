package dev.lull.engine.explore;

import dev.lull.engine.check.AtRest;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Moment;
import dev.lull.engine.run.Path;
import dev.lull.engine.run.Watch;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.List;

/**
 * A way from the first state to a violation, as moves. It can be walked again, with callbacks that have names, and every
 * walk ends in the same finding.
 */
public final class Counterexample {
    private final Scenario scenario;
    private final LinuxSystem.Build build;
    private final int[] tape;

    Counterexample(Scenario scenario, LinuxSystem.Build build, int[] tape) {
        this.scenario = scenario;
        this.build = build;
        this.tape = tape.clone();
    }

    /** A tape that somebody kept, on the scenario it was made on. */
    public static Counterexample replay(Scenario scenario, Bounds bounds, int... tape) {
        return new Counterexample(scenario, LinuxSystem.Build.explored(bounds.gracePeriods()), tape);
    }

    public Scenario scenario() {
        return scenario;
    }

    /** The moves' numbers. */
    public int[] tape() {
        return tape.clone();
    }

    /** Moves. */
    public int length() {
        return tape.length;
    }

    /** Walks the tape and tells every move. */
    public Walk walk() {
        return walk(Watch.nothing());
    }

    /**
     * Walks the tape, reading watched fields after every move.
     *
     * @throws IllegalArgumentException when the tape is not one of this scenario
     */
    public Walk walk(Watch watch) {
        LinuxSystem system = new LinuxSystem(scenario, build.namingCallbacks()).settle();
        Path path = new Path(system.machine());
        List<List<String>> fields = new ArrayList<>();
        for (int at = 0; at < tape.length; at++) {
            if (!system.machine().allows(tape[at])) {
                throw new IllegalArgumentException("move " + (at + 1) + " of the tape cannot be made here: it was recorded on another scenario or"
                        + " another version of Lull");
            }
            path.take(tape[at]);
            fields.add(watch.read(system));
        }
        Finding finding = path.blame() != null ? new Finding(Finding.Kind.LOCK_DISCIPLINE, path.blame(), List.of()) : new AtRest(system).look();
        return new Walk(path.moments(), watch.names(), fields, finding);
    }

    /**
     * A tape walked.
     *
     * @param moments the moves, told
     * @param fields  names of the watched fields
     * @param values  their values after each move
     * @param finding what is wrong at the end
     */
    public record Walk(List<Moment> moments, List<String> fields, List<List<String>> values, Finding finding) { }

    /** How often the moves turn away from a context that could have gone on: the fewer, the easier to follow. */
    public int preemptions() {
        LinuxSystem system = new LinuxSystem(scenario, build).settle();
        int preemptions = 0;
        Context last = null;
        for (int move : tape) {
            MoveSource source = system.machine().source(move);
            if (source instanceof Context context) {
                if (last != null && last != context && last.canRun()) preemptions++;
                last = context;
            }
            system.machine().take(move);
        }
        return preemptions;
    }
}
