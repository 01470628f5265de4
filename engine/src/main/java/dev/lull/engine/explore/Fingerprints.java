package dev.lull.engine.explore;

/**
 * A set of 64-bit fingerprints: open addressing in one long array, at most 60 % full, doubled when it is. 0 stands for
 * an empty place, so fingerprint 0 is kept aside.
 */
final class Fingerprints {
    private long[] table;
    private int mask;
    private int size;
    private int limit;
    private boolean zero;

    Fingerprints() {
        allocate(1 << 16);
    }

    private void allocate(int capacity) {
        table = new long[capacity];
        mask = capacity - 1;
        limit = (int) (capacity * 0.6);
    }

    /** Adds a fingerprint; false when it was there already. */
    boolean add(long fingerprint) {
        if (fingerprint == 0) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        int at = (int) (fingerprint ^ fingerprint >>> 32) & mask;
        while (true) {
            long there = table[at];
            if (there == fingerprint) return false;
            if (there == 0) break;
            at = at + 1 & mask;
        }
        table[at] = fingerprint;
        if (++size > limit) grow();
        return true;
    }

    /** Whether a fingerprint was added before. */
    boolean contains(long fingerprint) {
        if (fingerprint == 0) return zero;
        int at = (int) (fingerprint ^ fingerprint >>> 32) & mask;
        while (true) {
            long there = table[at];
            if (there == fingerprint) return true;
            if (there == 0) return false;
            at = at + 1 & mask;
        }
    }

    private void grow() {
        if (table.length >= 1 << 30) throw new IllegalStateException("more than 640 million states");
        long[] old = table;
        allocate(old.length * 2);
        for (long fingerprint : old) {
            if (fingerprint == 0) continue;
            int at = (int) (fingerprint ^ fingerprint >>> 32) & mask;
            while (table[at] != 0) at = at + 1 & mask;
            table[at] = fingerprint;
        }
    }

    int size() {
        return size + (zero ? 1 : 0);
    }

    /** Bytes the table takes. */
    long bytes() {
        return 8L * table.length;
    }
}
