package dev.lull.engine.packed;

/**
 * What one way through a step did to words that others may touch too: for each access the word, whether it was written,
 * the locks held at that moment, and those of them that had been held since the step began.
 */
final class Facts {
    final int who;
    final int offered;          // accesses before this one only found out that the step is possible
    final int[] access;         // slot * 2, plus 1 for a store
    final long[] held;
    final long[] heldThroughout;

    Facts(int who, int offered, int[] access, long[] held, long[] heldThroughout) {
        this.who = who;
        this.offered = offered;
        this.access = access;
        this.held = held;
        this.heldThroughout = heldThroughout;
    }

    static int slot(int access) {
        return access >>> 1;
    }

    static boolean isStore(int access) {
        return (access & 1) != 0;
    }
}
