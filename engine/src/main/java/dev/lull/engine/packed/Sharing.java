package dev.lull.engine.packed;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.memory.Memory;

import java.util.Arrays;

/**
 * How each word is shared, learned from the accesses themselves: touched by one accessor alone, by several but always
 * under a common lock (Eraser's lockset discipline), written by one or by nobody, or freely. From that follows which steps
 * nobody else can notice: no other move reads what they write or writes what they read, now or later, as long as the
 * step has not been made. A release is such a step when nobody ever looks at the lock but to wait for it.
 *
 * <p>What is learned only ever moves towards "freely shared".
 */
public final class Sharing {
    private static final int NOBODY = -1;
    private static final int SEVERAL = -2;

    private final int[] accessor;
    private final int[] writer;
    private final long[] guards;        // locks held at every access so far, by bit
    private final long[] lockOf;        // the bit of the lock whose owner is kept here; 0: an ordinary word
    private final boolean[] looked;     // somebody looked at the lock without holding it

    /** Knows nothing yet but which words are a context's own. */
    public Sharing(Machine machine) {
        Memory memory = machine.memory();
        int words = memory.size();
        accessor = new int[words];
        writer = new int[words];
        guards = new long[words];
        lockOf = new long[words];
        looked = new boolean[words];
        Arrays.fill(accessor, NOBODY);
        Arrays.fill(writer, NOBODY);
        Arrays.fill(guards, -1L);
        for (int slot = 0; slot < words; slot++) {
            if (memory.owner(slot) == Memory.SHARED) continue;
            Context owner = machine.contexts().get(memory.owner(slot));
            accessor[slot] = writer[slot] = Machine.position(machine.move(owner, 0));
            guards[slot] = 0;
        }
        for (SpinLock lock : machine.locks()) lockOf[lock.slot()] = lock.bit();
    }

    private Sharing(Sharing other) {
        accessor = other.accessor.clone();
        writer = other.writer.clone();
        guards = other.guards.clone();
        lockOf = other.lockOf;
        looked = other.looked.clone();
    }

    /** What is known now. */
    public Sharing copy() {
        return new Sharing(this);
    }

    /** Learns all that {@code other} knows. */
    public void join(Sharing other) {
        for (int slot = 0; slot < accessor.length; slot++) {
            accessor[slot] = both(accessor[slot], other.accessor[slot]);
            writer[slot] = both(writer[slot], other.writer[slot]);
            guards[slot] &= other.guards[slot];
            looked[slot] |= other.looked[slot];
        }
    }

    private static int both(int one, int other) {
        return one == NOBODY || one == other ? other : other == NOBODY ? one : SEVERAL;
    }

    void learn(Facts facts) {
        for (int i = 0; i < facts.access.length; i++) {
            int slot = Facts.slot(facts.access[i]);
            accessor[slot] = both(accessor[slot], facts.who);
            guards[slot] &= facts.held[i];
            if (Facts.isStore(facts.access[i])) writer[slot] = both(writer[slot], facts.who);
            else if (lockOf[slot] != 0 && (facts.held[i] & lockOf[slot]) == 0) looked[slot] = true;
        }
    }

    /** Whether somebody else might notice a step that did this, as far as is known. */
    boolean isNoticeable(Facts facts) {
        for (int i = facts.offered; i < facts.access.length; i++) {
            int slot = Facts.slot(facts.access[i]);
            long held = facts.heldThroughout[i];
            boolean store = Facts.isStore(facts.access[i]);
            if (lockOf[slot] != 0) {
                if ((held & lockOf[slot]) == 0 || store && looked[slot]) return true;
            } else {
                int other = store ? accessor[slot] : writer[slot];
                if (other != NOBODY && other != facts.who && (guards[slot] & held) == 0) return true;
            }
        }
        return false;
    }
}
