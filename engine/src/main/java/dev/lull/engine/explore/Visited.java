package dev.lull.engine.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The states met, by fingerprint, and for each where it was first reached from: open addressing in one long array, at most
 * 65 % full. Several threads may add to it at once.
 *
 * <p>An entry is the fingerprint, in a wide table a second one, and the origin: from the top, the level at which the state
 * was met, the leading bits of its predecessor's fingerprint, and the move. Of several ways to reach a state on the same
 * level the one with the least origin is kept, so that what a search answers does not depend on who was first.
 */
final class Visited {
    /** Levels at most. */
    static final int DEEPEST = (1 << 14) - 1;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int LEVEL_SHIFT = 50;
    private static final double FULL = 0.65;
    private static final long FOR_ZERO = 0x9E3779B97F4A7C15L;

    private final boolean wide;
    private final int stride;
    private final int moveBits;
    private final int parentBits;
    private long[] table;
    private int log;
    long touched;                           // only there so that touching is not optimised away

    /**
     * @param moveBits bits of the greatest move's number
     * @param wide     whether two fingerprints tell states apart
     */
    Visited(int moveBits, boolean wide) {
        this.wide = wide;
        this.moveBits = moveBits;
        parentBits = LEVEL_SHIFT - moveBits;
        stride = wide ? 3 : 2;
        log = 14;
        table = new long[stride << log];
    }

    /** Where a state was reached from. */
    long origin(int level, long parent, int move) {
        return (long) level << LEVEL_SHIFT | parent >>> 64 - parentBits << moveBits | move;
    }

    static int level(long origin) {
        return (int) (origin >>> LEVEL_SHIFT);
    }

    int move(long origin) {
        return (int) (origin & (1L << moveBits) - 1);
    }

    private int home(long fingerprint) {
        return (int) (fingerprint >>> 64 - log);
    }

    /** Has the memory bring the places of states nearer, which will be asked for now: all at once instead of one by one. */
    void touch(long[] fingerprints, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) sum += table[home(fingerprints[i]) * stride];
        touched = sum;
    }

    /** Adds a state; false when it was there. */
    boolean add(long print, long second, long origin) {
        long fingerprint = print == 0 ? FOR_ZERO : print;
        int mask = (1 << log) - 1;
        int at = home(fingerprint);
        while (true) {
            int entry = at * stride;
            long there = (long) LONGS.getAcquire(table, entry);
            if (there == 0) {
                there = (long) LONGS.compareAndExchange(table, entry, 0L, fingerprint);
                if (there == 0) {
                    if (wide) LONGS.setRelease(table, entry + 2, second | 1);
                    LONGS.setRelease(table, entry + 1, origin);
                    return true;
                }
            }
            if (there == fingerprint && (!wide || awaited(entry + 2) == (second | 1))) {
                improve(entry + 1, origin);
                return false;
            }
            at = at + 1 & mask;
        }
    }

    private long awaited(int at) {
        long value = (long) LONGS.getAcquire(table, at);
        while (value == 0) {
            Thread.onSpinWait();
            value = (long) LONGS.getAcquire(table, at);
        }
        return value;
    }

    private void improve(int at, long origin) {
        long kept = awaited(at);
        while (origin < kept && kept >>> LEVEL_SHIFT == origin >>> LEVEL_SHIFT) {
            long seen = (long) LONGS.compareAndExchange(table, at, kept, origin);
            if (seen == kept) return;
            kept = seen;
        }
    }

    boolean contains(long print, long second) {
        return entry(print, second) >= 0;
    }

    /** The origin as it is when the state has its turn on that level. */
    long atLevel(long origin, int level) {
        return origin & (1L << LEVEL_SHIFT) - 1 | (long) level << LEVEL_SHIFT;
    }

    /** The origins of the states with that fingerprint: one, and in a wide table perhaps more. */
    List<Long> originsOf(long print) {
        long fingerprint = print == 0 ? FOR_ZERO : print;
        List<Long> found = new ArrayList<>();
        int mask = (1 << log) - 1;
        for (int at = home(fingerprint); table[at * stride] != 0; at = at + 1 & mask) {
            if (table[at * stride] == fingerprint) found.add(table[at * stride + 1]);
        }
        return found;
    }

    private int entry(long print, long second) {
        long fingerprint = print == 0 ? FOR_ZERO : print;
        int mask = (1 << log) - 1;
        for (int at = home(fingerprint); ; at = at + 1 & mask) {
            int entry = at * stride;
            long there = (long) LONGS.getAcquire(table, entry);
            if (there == 0) return -1;
            if (there == fingerprint && (!wide || awaited(entry + 2) == (second | 1))) return entry;
        }
    }

    /**
     * Origins of the states that may be the predecessor named in {@code origin}: those whose fingerprints begin as it says,
     * met on an earlier level. Nearly always there is one.
     */
    List<Long> parents(long origin) {
        List<Long> found = new ArrayList<>();
        long lead = (origin & (1L << LEVEL_SHIFT) - 1) >>> moveBits;
        int mask = (1 << log) - 1;
        for (int at = home(lead << 64 - parentBits); table[at * stride] != 0; at = at + 1 & mask) {
            if (table[at * stride] >>> 64 - parentBits == lead && level(table[at * stride + 1]) < level(origin)) found.add(table[at * stride + 1]);
        }
        return found;
    }

    /** Whether {@code states} and so many more fit without growing. */
    boolean hasRoom(long states, long more) {
        return states + more <= (long) ((1L << log) * FULL);
    }

    /** Bytes it will take while it grows. */
    long bytesToGrow() {
        return 3 * bytes();
    }

    /** Whether it can grow at all. */
    boolean canGrow() {
        return (long) stride << log + 1 < Integer.MAX_VALUE - 8;
    }

    /** Doubles; nobody else may use it meanwhile. */
    void grow() {
        long[] old = table;
        long[] grown = new long[stride << log + 1];
        log++;
        table = grown;
        int mask = (1 << log) - 1;
        for (int entry = 0; entry < old.length; entry += stride) {
            if (old[entry] == 0) continue;
            int at = home(old[entry]);
            while (grown[at * stride] != 0) at = at + 1 & mask;
            for (int i = 0; i < stride; i++) grown[at * stride + i] = old[entry + i];
        }
    }

    long bytes() {
        return 8L * table.length;
    }
}
