package dev.lull.engine.time;

import java.util.Locale;

/** A length or a moment of virtual time, in nanoseconds. */
public record Nanos(long count) implements Comparable<Nanos> {
    public static final Nanos ZERO = new Nanos(0);

    public static Nanos nanos(long n) {
        return new Nanos(n);
    }

    public static Nanos micros(long n) {
        return new Nanos(Math.multiplyExact(n, 1_000L));
    }

    public static Nanos millis(long n) {
        return new Nanos(Math.multiplyExact(n, 1_000_000L));
    }

    public static Nanos seconds(long n) {
        return new Nanos(Math.multiplyExact(n, 1_000_000_000L));
    }

    public Nanos plus(Nanos more) {
        return new Nanos(Math.addExact(count, more.count));
    }

    public Nanos minus(Nanos less) {
        return new Nanos(Math.subtractExact(count, less.count));
    }

    @Override public int compareTo(Nanos other) {
        return Long.compare(count, other.count);
    }

    /** Three significant digits and the unit that suits: {@code 1.50 ms}. */
    @Override public String toString() {
        long size = Math.abs(count);
        if (size < 1_000) return count + " ns";
        double value = size < 1_000_000 ? count / 1e3 : size < 1_000_000_000 ? count / 1e6 : count / 1e9;
        String unit = size < 1_000_000 ? " us" : size < 1_000_000_000 ? " ms" : " s";
        int decimals = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f%s", value, unit);
    }
}
