package dev.lull.engine.measure;

import java.util.Arrays;

/**
 * Puts lengths of time in order, a digit at a time from the lowest on. With the millions of a storm that takes a tenth of what comparing
 * them does, and a run is shown within the second in which somebody has stopped it.
 */
final class Ascending {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int FEW = 5_000;

    private Ascending() {
    }

    /** A sorted copy. */
    static long[] of(long[] lengths) {
        long[] from = lengths.clone();
        long bits = 0;
        for (long length : lengths) bits |= length;
        if (lengths.length < FEW || bits < 0) {
            Arrays.sort(from);
            return from;
        }
        long[] to = new long[from.length];
        for (int shift = 0; shift < Long.SIZE && bits >>> shift != 0; shift += DIGIT_BITS) {
            distribute(from, to, shift);
            long[] other = from;
            from = to;
            to = other;
        }
        return from;
    }

    private static void distribute(long[] from, long[] to, int shift) {
        int[] next = new int[DIGITS + 1];
        for (long length : from) next[digit(length, shift) + 1]++;
        for (int d = 0; d < DIGITS; d++) next[d + 1] += next[d];
        for (long length : from) to[next[digit(length, shift)]++] = length;
    }

    private static int digit(long length, int shift) {
        return (int) (length >>> shift) & DIGITS - 1;
    }
}
