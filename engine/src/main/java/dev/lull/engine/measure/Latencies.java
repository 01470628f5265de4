package dev.lull.engine.measure;

import dev.lull.engine.time.Nanos;

import java.util.Locale;

/** Many lengths of one kind, sorted: percentiles and the distribution function. */
public final class Latencies {
    private final long[] sortedNs;

    Latencies(long[] lengthsNs) {
        sortedNs = Ascending.of(lengthsNs);
    }

    public int count() {
        return sortedNs.length;
    }

    public boolean isEmpty() {
        return sortedNs.length == 0;
    }

    /**
     * The length that {@code percent} of all do not exceed: {@code percentile(99.9)}. One that occurred, by the
     * nearest-rank rule, never one between two.
     */
    public Nanos percentile(double percent) {
        if (!(percent >= 0 && percent <= 100)) throw new IllegalArgumentException("percentile(" + percent + "): a percentile is from 0 to 100");
        if (isEmpty()) throw new IllegalStateException("no callback was invoked, so there is no percentile; look at count() first");
        int rank = (int) StrictMath.ceil(percent * sortedNs.length / 100);
        return new Nanos(sortedNs[Math.max(rank, 1) - 1]);
    }

    public Nanos median() {
        return percentile(50);
    }

    public Nanos max() {
        return percentile(100);
    }

    /** The average. */
    public Nanos mean() {
        double sum = 0;
        for (long ns : sortedNs) sum += ns;
        return new Nanos(isEmpty() ? 0 : (long) (sum / sortedNs.length));
    }

    /** Every length in nanoseconds, shortest first: a distribution function's steps. */
    public long[] sortedNs() {
        return sortedNs.clone();
    }

    /** Key figures in one line. */
    @Override public String toString() {
        if (isEmpty()) return "none";
        return String.format(Locale.ROOT, "%d: p50 %s, p90 %s, p99 %s, p99.9 %s, max %s", count(), percentile(50), percentile(90), percentile(99), percentile(99.9), max());
    }
}
