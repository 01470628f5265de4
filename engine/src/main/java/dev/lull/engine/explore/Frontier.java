package dev.lull.engine.explore;

import java.util.ArrayList;
import java.util.List;

/** Packed states that wait to be looked at, with an extra long each where one is wanted, in chunks that are used again. */
final class Frontier {
    /** States in a chunk. */
    static final int PER_CHUNK = 1 << 10;

    private final int stride;
    private final List<long[]> chunks = new ArrayList<>();
    private int size;

    /** @param stride longs for each state */
    Frontier(int stride) {
        this.stride = stride;
    }

    /** Makes room for one more, which goes to {@link #chunk} at {@link #offset} of the number returned. */
    int add() {
        if (size == chunks.size() * PER_CHUNK) chunks.add(new long[stride * PER_CHUNK]);
        return size++;
    }

    long[] chunk(int index) {
        return chunks.get(index / PER_CHUNK);
    }

    int offset(int index) {
        return index % PER_CHUNK * stride;
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
