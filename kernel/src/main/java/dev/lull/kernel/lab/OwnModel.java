package dev.lull.kernel.lab;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;

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
