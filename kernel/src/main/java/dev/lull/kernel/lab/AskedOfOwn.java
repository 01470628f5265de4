package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Counterexample;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;

import java.util.ArrayList;
import java.util.List;

/** A model of the user's own. */
record AskedOfOwn(Definition definition) implements Asked {
    @Override public String title() {
        return definition.title();
    }

    @Override public List<String> about() {
        Model model = definition.build();
        List<String> lines = new ArrayList<>(List.of(parts(model.machine())));
        for (Rule rule : model.always()) lines.add("always: " + rule.says());
        for (Rule rule : model.owed()) lines.add("owed: " + rule.says());
        return lines;
    }

    /** In a line. */
    private static String parts(Machine machine) {
        List<String> parts = new ArrayList<>(List.of(Numbers.of(machine.contexts().size(), "context")));
        if (!machine.allLocks().isEmpty()) parts.add(Numbers.of(machine.allLocks().size(), "lock"));
        if (!machine.timers().isEmpty()) parts.add(Numbers.of(machine.timers().size(), "timer"));
        return "a model with " + Numbers.joined(parts);
    }

    @Override public Machine machine() {
        return definition.build().machine();
    }

    @Override public Exploration exploration(Bounds within) {
        return Exploration.of(definition, within);
    }

    @Override public Story tell(Counterexample counterexample) {
        Counterexample.Walk walk = counterexample.walk();
        int[] tape = counterexample.tape();
        int loop = counterexample.isRound() ? counterexample.loopFrom() : -1;
        Walked walked = new Walked(title(), parts(machine()), false, machine().contexts().stream().map(Context::name).toList(), walk.moments(), tape, loop, walk.finding(), List.of(), List.of());
        return new Story(walked, counterexample.preemptions(), name -> cell(name, tape, loop));
    }

    /** A tape that the user has kept, told. */
    Story replay(int... tape) {
        return tell(Counterexample.replay(definition, tape));
    }

    /** A line, for lines that could be the last are the last in plain jshell. */
    private static JavaCell cell(String name, int[] tape, int loop) {
        StringBuilder out = new StringBuilder(name).append(".replay(");
        int column = out.length();
        for (int i = 0; i < tape.length; i++) {
            String move = tape[i] + (i < tape.length - 1 ? "," : ")");
            boolean full = column + 1 + move.length() > 96;
            out.append(i == 0 ? "" : full ? "\n    " : " ").append(move);
            column = full ? 4 + move.length() : column + 1 + move.length();
        }
        if (tape.length == 0) out.append(')');
        return new JavaCell((loop < 0 ? "" : "// the moves from number " + (loop + 1) + " on can be made again, for ever\n") + out);
    }
}
