package dev.lull.engine.explore;

import java.util.ArrayList;
import java.util.List;

/** Packed states in the order added, with number, fingerprint and who went last: one level of a breadth-first search. */
final class Frontier {
    private static final int PER_CHUNK = 1 << 13;

    private final int longs;
    private final int stride;
    private final List<long[]> chunks = new ArrayList<>();
    private int size;

    Frontier(int longs) {
        this.longs = longs;
        this.stride = longs + 2;
    }

    /** Makes room for one more state; then {@link #chunk} and {@link #offset} of the last say where it goes. */
    int add(int number, int context, long fingerprint) {
        if (size == chunks.size() * PER_CHUNK) chunks.add(new long[stride * PER_CHUNK]);
        int index = size++;
        long[] chunk = chunk(index);
        int at = offset(index);
        chunk[at + longs] = (long) context << 32 | number;
        chunk[at + longs + 1] = fingerprint;
        return index;
    }

    long[] chunk(int index) {
        return chunks.get(index / PER_CHUNK);
    }

    int offset(int index) {
        return index % PER_CHUNK * stride;
    }

    int number(int index) {
        return (int) chunk(index)[offset(index) + longs];
    }

    /** Who went last. */
    int context(int index) {
        return (int) (chunk(index)[offset(index) + longs] >> 32);
    }

    long fingerprint(int index) {
        return chunk(index)[offset(index) + longs + 1];
    }

    int size() {
        return size;
    }

    /** Forgets all states and keeps the room. */
    void clear() {
        size = 0;
    }

    long bytes() {
        return 8L * stride * PER_CHUNK * chunks.size();
    }
}
