package dev.lull.engine.explore;

import java.util.Arrays;

/**
 * Breadth-first search of a {@link PackedProtocol}: an open-addressing table of states, which are their own fingerprints,
 * and the list of them in the order they were met, which is the queue. It allocates only to grow. The bound that any general
 * explorer is measured against.
 */
final class HandPacked {
    private static final int FIRST_TABLE = 1 << 16;

    private final PackedProtocol protocol;
    private final long[] open = new long[PackedProtocol.MOST_STEPS];
    private long[] table = new long[FIRST_TABLE];           // state + 1; 0: free
    private long[] states = new long[FIRST_TABLE];
    private int known;

    HandPacked(PackedProtocol protocol) {
        this.protocol = protocol;
    }

    /**
     * What came of it.
     *
     * @param states      different states met
     * @param transitions steps made
     * @param length      steps to the nearest lost wakeup; -1 when there is none
     * @param depth       levels searched
     */
    record Answer(long states, long transitions, int length, int depth) {
        boolean lost() {
            return length >= 0;
        }
    }

    /**
     * Searches all states.
     *
     * @param stops whether to stop at the first lost wakeup
     */
    Answer run(boolean stops) {
        long transitions = 0;
        int length = -1;
        int depth = 0;
        add(protocol.first());
        int levelEnd = known;
        for (int at = 0; at < known; at++) {
            if (at == levelEnd) {
                depth++;
                levelEnd = known;
            }
            int count = protocol.steps(states[at], open);
            transitions += count;
            for (int i = 0; i < count; i++) add(open[i]);
            if (count == 0 && length < 0 && PackedProtocol.owes(states[at])) {
                length = depth;
                if (stops) break;
            }
        }
        return new Answer(known, transitions, length, depth);
    }

    private void add(long state) {
        int mask = table.length - 1;
        int slot = (int) mix(state) & mask;
        while (table[slot] != 0) {
            if (table[slot] == state + 1) return;
            slot = slot + 1 & mask;
        }
        table[slot] = state + 1;
        if (known == states.length) states = Arrays.copyOf(states, known * 2);
        states[known++] = state;
        if (known > table.length / 2) grow();
    }

    private void grow() {
        table = new long[table.length * 2];
        int mask = table.length - 1;
        for (int i = 0; i < known; i++) {
            int slot = (int) mix(states[i]) & mask;
            while (table[slot] != 0) slot = slot + 1 & mask;
            table[slot] = states[i] + 1;
        }
    }

    private static long mix(long state) {
        long z = (state ^ state >>> 32) * 0x9E3779B97F4A7C15L;
        return z ^ z >>> 29;
    }
}
