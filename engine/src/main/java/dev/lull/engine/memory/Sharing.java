package dev.lull.engine.memory;

import java.util.Arrays;

/**
 * Learns, from the accesses themselves, how each word is shared: by one accessor alone, by several but always under a
 * common lock (Eraser's lockset discipline), written by one or by nobody, or freely. While a step executes it tells whether the
 * step could be noticed by anybody else, given the locks its context held when it began.
 *
 * <p>What is learned only ever moves towards "freely shared". {@link #changed()} tells whether it has moved since asked
 * last: conclusions drawn before that may have been wrong.
 */
public final class Sharing {
    private static final int NOBODY = -1;
    private static final int SEVERAL = -2;

    private final int[] accessor;
    private final long[] guards;        // locks held at every access so far, by bit
    private final int[] writer;
    private boolean changed;

    private int current;
    private long heldAtStart;
    private long heldInStep;
    private boolean noticeable;

    /** Knows nothing yet of a memory of {@code words} words. */
    public Sharing(int words) {
        accessor = new int[words];
        Arrays.fill(accessor, NOBODY);
        guards = new long[words];
        Arrays.fill(guards, -1L);
        writer = new int[words];
        Arrays.fill(writer, NOBODY);
    }

    /** Accesses from now on are {@code who}'s, who holds the locks in {@code held}. */
    public void begin(int who, long held) {
        current = who;
        heldAtStart = held;
        heldInStep = held;
        noticeable = false;
    }

    /** The current accessor has just got a lock. */
    public void locked(long lock) {
        heldInStep |= lock;
    }

    /** Whether some access since {@link #begin} was to a word that another accessor might use at the same time. */
    public boolean isNoticeable() {
        return noticeable;
    }

    /** Whether anything new was learned since this was asked last. */
    public boolean changed() {
        boolean was = changed;
        changed = false;
        return was;
    }

    void read(int slot) {
        if (accessor[slot] == current) {
            guards[slot] &= heldInStep;
            return;
        }
        if (writer[slot] != NOBODY && writer[slot] != current && (guards[slot] & heldAtStart) == 0) noticeable = true;
        learn(slot);
    }

    void wrote(int slot) {
        if (accessor[slot] == current) {
            guards[slot] &= heldInStep;
        } else {
            if ((guards[slot] & heldAtStart) == 0) noticeable = true;
            learn(slot);
        }
        if (writer[slot] != current && writer[slot] != SEVERAL) {
            writer[slot] = writer[slot] == NOBODY ? current : SEVERAL;
            changed = true;
        }
    }

    private void learn(int slot) {
        if (accessor[slot] == NOBODY) {
            accessor[slot] = current;
            changed = true;
        } else if (accessor[slot] != SEVERAL) {
            accessor[slot] = SEVERAL;
            changed = true;
        }
        long still = guards[slot] & heldInStep;
        if (still != guards[slot]) {
            guards[slot] = still;
            changed = true;
        }
    }
}
