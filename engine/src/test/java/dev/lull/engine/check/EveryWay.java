package dev.lull.engine.check;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** The plainest search there is: every state of a small model, each looked at once. */
final class EveryWay {
    private EveryWay() {
    }

    /** The first thing that {@code look} or the machine itself finds wrong, or {@code null}. */
    static Finding search(Definition definition, LockOrder order, Function<Machine, Finding> look) {
        Machine machine = definition.build().machine();
        if (order != null) order.watch(machine);
        Set<Long> known = new HashSet<>();
        Deque<Snapshot> open = new ArrayDeque<>();
        open.add(machine.memory().snapshot());
        known.add(machine.memory().fingerprint());
        int[] moves = new int[machine.moveLimit()];
        while (!open.isEmpty()) {
            Snapshot here = open.removeFirst();
            machine.memory().restore(here);
            Finding found = look.apply(machine);
            if (found != null) return found;
            int count = machine.moves(moves);
            for (int i = 0; i < count; i++) {
                machine.memory().restore(here);
                if (machine.source(moves[i]) == machine.clock()) continue;
                machine.take(moves[i]);
                String blame = machine.takeBlame();
                if (blame != null) return Finding.blamed(blame);
                if (known.add(machine.memory().fingerprint())) open.add(machine.memory().snapshot());
            }
        }
        return null;
    }
}
