package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;
import dev.lull.engine.tally.Tally;

import java.util.Arrays;
import java.util.List;

/** A model of your own, about which something is to be found out. Immutable. */
public final class OwnModel {
    private final Definition definition;

    /** The model is built once at once, so that a mistake in it is met where it was made. */
    OwnModel(Definition definition) {
        this.definition = definition;
        definition.build();
    }

    /** The model, as data. */
    public Definition definition() {
        return definition;
    }

    /** Looks for an interleaving that breaks a rule, deadlocks, or leaves something owed for ever. */
    public Answer explore() {
        return explore(Bounds.DEFAULT);
    }

    /** As {@link #explore()}, as far and in the order that {@code bounds} say. The stop button ends it with what is known. */
    public Answer explore(Bounds bounds) {
        return Exploring.run(Exploration.of(definition, bounds), new AskedOfOwn(definition), bounds);
    }

    /**
     * Counts all executions, and those that break a rule or get stuck; for a small model with an end.
     *
     * @throws IllegalArgumentException when it can go round for ever, or has too many states
     */
    public Counted count() {
        return new Counted(Tally.of(definition), definition.assumptions());
    }

    /**
     * Makes the moves of a tape again, one that an exploration of this very model has found.
     *
     * @throws IllegalArgumentException when a move of it cannot be made, as after a change of the model
     */
    public Story replay(int... tape) {
        return new AskedOfOwn(definition).replay(tape);
    }

    @Override public String toString() {
        Model model = definition.build();
        Machine machine = model.machine();
        StringBuilder out = new StringBuilder(definition.title()).append(": ").append(Numbers.of(machine.contexts().size(), "context"));
        for (Context context : machine.contexts()) {
            for (Code<?> code : context.codes()) {
                List<String> labels = Arrays.stream(code.labels()).map(Enum::name).toList();
                out.append("\n  ").append(context.name()).append(": ").append(code.name()).append("()  ").append(String.join(" ", labels));
            }
        }
        if (!machine.allLocks().isEmpty()) out.append("\n  locks: ").append(String.join(", ", machine.allLocks().stream().map(Lock::name).toList()));
        for (Rule rule : model.always()) out.append("\n  always: ").append(rule.says());
        for (Rule rule : model.owed()) out.append("\n  owed: ").append(rule.says());
        return out.toString();
    }
}
