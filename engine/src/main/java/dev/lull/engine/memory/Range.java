package dev.lull.engine.memory;

/**
 * The values a word may hold, both ends included. An exploration packs each word into just the bits its range needs;
 * a timed run keeps a whole {@code long} each.
 */
public record Range(long min, long max) {
    /** Any value at all: 64 bits when packed. */
    public static final Range FULL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    /** 0 or 1. */
    public static final Range FLAG = new Range(0, 1);

    public Range {
        if (min > max) throw new IllegalArgumentException("a range from " + min + " to " + max + " is empty");
    }

    /** 0 to {@code max}. */
    public static Range upTo(long max) {
        return new Range(0, max);
    }

    /** Whether {@code value} lies inside. */
    public boolean holds(long value) {
        return min <= value && value <= max;
    }

    /** Bits needed to tell all values of this range apart; 64 when the range spans all longs. */
    public int bits() {
        long span = max - min;
        return span < 0 ? 64 : 64 - Long.numberOfLeadingZeros(span);
    }
}
