package dev.lull.engine.run;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Snapshot;

/** Whether a machine is at rest: no move but from outside would change anything. */
public final class Rest {
    private Rest() {
    }

    /** Tries every move that is not from outside, and takes it back. */
    public static boolean isAtRest(Machine machine) {
        int[] moves = new int[machine.moveLimit()];
        int count = machine.moves(moves);
        for (int i = 0; i < count; i++) {
            if (!machine.source(moves[i]).environment() && doesSomething(machine, moves[i])) return false;
        }
        return true;
    }

    /** Whether a move, which must be possible, would change anything or be blamed: who spins does nothing. Tries it and takes it back. */
    public static boolean doesSomething(Machine machine, int move) {
        Memory memory = machine.memory();
        Snapshot here = memory.snapshot();
        machine.muted(true);
        machine.take(move);
        machine.muted(false);
        boolean does = machine.takeBlame() != null || memory.fingerprint() != here.fingerprint();
        memory.restore(here);
        machine.takeRefusal();
        return does;
    }
}
