package dev.lull.engine.explore;

import dev.lull.engine.check.Deadlock;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;
import dev.lull.engine.run.Moment;
import dev.lull.engine.run.Path;
import dev.lull.engine.run.Rest;
import dev.lull.engine.run.Watch;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A way from the first state to a violation, as moves. It can be walked again, with callbacks that have names, and every
 * walk ends in the same finding.
 */
public final class Counterexample {
    private final Definition definition;
    private final int[] tape;
    private final int loopFrom;

    Counterexample(Definition definition, int[] tape) {
        this(definition, tape, tape.length);
    }

    /** @param loopFrom the move with which an endless round begins, which the last move ends; the tape's length for none */
    Counterexample(Definition definition, int[] tape, int loopFrom) {
        this.definition = definition;
        this.tape = tape.clone();
        this.loopFrom = loopFrom;
    }

    /** A tape that somebody kept, on the scenario it was made on. */
    public static Counterexample replay(Scenario scenario, Bounds bounds, int... tape) {
        return new Counterexample(new LinuxDefinition(scenario, LinuxSystem.Build.explored(bounds.gracePeriods()), bounds.invariants()), tape);
    }

    /** A tape that somebody kept, on the model it was made on. */
    public static Counterexample replay(Definition definition, int... tape) {
        return new Counterexample(definition, tape);
    }

    /** What was explored. */
    public String title() {
        return definition.title();
    }

    /** The scenario; {@code null} for a model of the user's own. */
    public Scenario scenario() {
        return definition instanceof LinuxDefinition linux ? linux.scenario() : null;
    }

    /** The moves' numbers. */
    public int[] tape() {
        return tape.clone();
    }

    /** The move, from 0, with which an endless round begins; {@link #length()} when there is none. */
    public int loopFrom() {
        return loopFrom;
    }

    /** Whether it ends in a round that goes on for ever, and not in a state. */
    public boolean isRound() {
        return loopFrom < tape.length;
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
     * Walks the tape, reading watched fields of a Linux system after every move.
     *
     * @throws IllegalArgumentException when the tape is not one of this scenario, or fields of Linux are to be watched in a
     *                                  model that is none
     */
    public Walk walk(Watch watch) {
        Model model = definition.buildToTell();
        LinuxSystem system = model instanceof LinuxDefinition.LinuxModel linux ? linux.system() : null;
        if (system == null && !watch.names().isEmpty()) {
            throw new IllegalArgumentException("\"" + title() + "\" is no Linux scenario, so it has no " + String.join(", ", watch.names()) + " to watch");
        }
        Path path = new Path(model.machine());
        List<List<String>> fields = new ArrayList<>();
        for (int at = 0; at < tape.length; at++) {
            if (!model.machine().allows(tape[at])) {
                throw new IllegalArgumentException("move " + (at + 1) + " of the tape cannot be made here: it was recorded on another scenario or"
                        + " another version of Lull");
            }
            path.take(tape[at]);
            fields.add(system == null ? List.of() : watch.read(system));
        }
        return new Walk(path.moments(), watch.names(), fields, isRound() ? round(model, path) : finding(model, path));
    }

    private Finding round(Model model, Path path) {
        String open = "something is owed";
        for (Rule debt : model.owed()) if (debt.holds().getAsBoolean()) open = debt.says();
        SortedSet<String> movers = new TreeSet<>();
        for (Moment moment : path.moments().subList(loopFrom, tape.length)) if (!moment.who().isEmpty()) movers.add(moment.who());
        return new Finding(Finding.Kind.LIVELOCK, open + ", and stays so for ever", List.of(
                "steps " + (loopFrom + 1) + " to " + tape.length + " lead back to where they began, and can be made again without end",
                movers.isEmpty() ? "nothing but time passes in them" : "in them move: " + String.join(", ", movers),
                "whoever is able to move in some state of the round does move in it, so no fair scheduler ends it"));
    }

    private static Finding finding(Model model, Path path) {
        if (path.blame() != null) return path.blamed();
        for (Rule rule : model.always()) {
            if (!rule.holds().getAsBoolean()) return new Finding(Finding.Kind.BROKEN_RULE, "it is not true that " + rule.says(), List.of());
        }
        Finding circle = Deadlock.look(model.machine());
        if (circle != null) return path.withLocks(circle);
        boolean rests = !Resting.awaitsTimer(model) && Rest.isAtRest(model.machine());
        return rests ? path.withLocks(Resting.look(model)) : null;
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
        Machine machine = definition.build().machine();
        int preemptions = 0;
        Context last = null;
        for (int move : tape) {
            MoveSource source = machine.source(move);
            if (source instanceof Context context) {
                if (last != null && last != context && last.canRun() && Rest.doesSomething(machine, machine.move(last, 0))) preemptions++;
                last = context;
            }
            machine.take(move);
        }
        return preemptions;
    }
}
