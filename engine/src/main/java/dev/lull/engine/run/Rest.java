package dev.lull.engine.run;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.system.LinuxSystem;

/** Whether a system is at rest: no move but from outside would change anything. */
public final class Rest {
    private Rest() {
    }

    /** Tries every move and takes it back. */
    public static boolean isAtRest(LinuxSystem system) {
        Machine machine = system.machine();
        Memory memory = machine.memory();
        Snapshot here = memory.snapshot();
        int[] moves = new int[machine.moveLimit()];
        int count = machine.moves(moves);
        for (int i = 0; i < count; i++) {
            if (machine.source(moves[i]).environment()) continue;
            machine.take(moves[i]);
            boolean changed = memory.fingerprint() != here.fingerprint();
            memory.restore(here);
            machine.takeBlame();
            if (changed) return false;
        }
        return true;
    }
}
