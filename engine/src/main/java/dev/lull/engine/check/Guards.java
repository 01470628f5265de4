package dev.lull.engine.check;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.memory.Footprint;
import dev.lull.engine.memory.Memory;

import java.util.BitSet;
import java.util.List;

/**
 * Whether words that a lock guards are left alone by those who do not hold it. It judges one step after the other by its
 * footprint, together with the state it led to: a lock was held during the step if it is held after it, or if the step itself
 * took or released it.
 */
public final class Guards {
    private final Machine machine;
    private final List<Machine.Guard> guards;

    /** For a machine that is complete. */
    public Guards(Machine machine) {
        this.machine = machine;
        this.guards = machine.guards();
    }

    /** Whether there is anything to watch. */
    public boolean isEmpty() {
        return guards.isEmpty();
    }

    /** What was wrong with the step that {@code by} has just made from {@code where}; {@code null} when nothing was. */
    public String judge(Context by, String where, Footprint step) {
        if (guards.isEmpty()) return null;
        BitSet reads = step.reads();
        BitSet writes = step.writes();
        for (Machine.Guard guard : guards) {
            boolean wrote = writes.get(guard.slot());
            boolean touched = wrote || !guard.writesOnly() && reads.get(guard.slot());
            if (!touched || guard.lock().isHeldBy(by) || guard.lock() instanceof SpinLock spin && writes.get(spin.slot())) continue;
            Memory memory = machine.memory();
            return "access without lock: " + by.name() + (wrote ? " wrote " : " read ") + memory.name(guard.slot()) + " without holding "
                    + guard.lock().name() + ", in " + where;
        }
        return null;
    }
}
