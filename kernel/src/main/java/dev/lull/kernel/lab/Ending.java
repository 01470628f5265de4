package dev.lull.kernel.lab;

import dev.lull.engine.check.Deadlock;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;

/** What is wrong where a replayed tape ends: that somebody is stuck or forgotten can be said only where nothing moves any more. */
final class Ending {
    private Ending() {
    }

    static Finding of(Definition definition, int[] tape, Finding claimed) {
        if (claimed == null || claimed.kind() == Finding.Kind.BROKEN_RULE || claimed.kind() == Finding.Kind.LOCK_DISCIPLINE) return claimed;
        Machine machine = definition.build().machine();
        for (int move : tape) machine.take(move);
        return Deadlock.look(machine) != null || !canMove(machine) ? claimed : null;
    }

    /** Tries every move that is not from outside, and takes it back. */
    private static boolean canMove(Machine machine) {
        Memory memory = machine.memory();
        Snapshot here = memory.snapshot();
        int[] moves = new int[machine.moveLimit()];
        int count = machine.moves(moves);
        for (int i = 0; i < count; i++) {
            if (machine.source(moves[i]).environment()) continue;
            machine.take(moves[i]);
            boolean changed = memory.fingerprint() != here.fingerprint();
            memory.restore(here);
            if (changed) return true;
        }
        return false;
    }
}
