package dev.lull.kernel.lab.chart;

import java.util.Arrays;

/** Measured latencies of one kind, in nanoseconds: what a latency chart and its percentiles are made of. */
public final class Latencies {

    private final String name;
    private final long[] ns;                 // ascending, no value twice
    private final long[] upTo;               // how many were at most ns[i]

    private final long never;

    private Latencies(String name, long[] ns, long[] upTo, long never) {
        this.name = name;
        this.ns = ns;
        this.upTo = upTo;
        this.never = never;
    }

    /** Latencies one by one, in any order. */
    public static Latencies of(String name, long... samplesNs) {
        long[] sorted = samplesNs.clone();
        Arrays.sort(sorted);
        long[] ns = new long[sorted.length];
        long[] upTo = new long[sorted.length];
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                ns[distinct++] = sorted[i];
            }
            upTo[distinct - 1] = i + 1;
        }
        return new Latencies(name, checked(name, Arrays.copyOf(ns, distinct)), Arrays.copyOf(upTo, distinct), 0);
    }

    /** Latencies counted already, as a histogram has them: {@code counts[i]} times {@code ascendingNs[i]}. */
    public static Latencies ofCounts(String name, long[] ascendingNs, long[] counts) {
        if (ascendingNs.length != counts.length) {
            throw new IllegalArgumentException("Latencies \"" + name + "\": " + ascendingNs.length + " values but "
                    + counts.length + " counts. Give one count per value.");
        }
        long[] ns = new long[counts.length];
        long[] upTo = new long[counts.length];
        int kept = 0;
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            if (i > 0 && ascendingNs[i] <= ascendingNs[i - 1]) {
                throw new IllegalArgumentException("Latencies \"" + name + "\": value " + ascendingNs[i] + " follows "
                        + ascendingNs[i - 1] + ". Give the values in ascending order, each once.");
            }
            if (counts[i] > 0) {
                ns[kept] = ascendingNs[i];
                upTo[kept++] = total += counts[i];
            }
        }
        return new Latencies(name, checked(name, Arrays.copyOf(ns, kept)), Arrays.copyOf(upTo, kept), 0);
    }

    /** These latencies under another name. */
    public Latencies named(String other) {
        return new Latencies(other, ns, upTo, never);
    }

    /** These latencies, and {@code count} more that began and never ended: callbacks that nobody invokes. */
    public Latencies never(long count) {
        return new Latencies(name, ns, upTo, count);
    }

    /** How many never ended. They are in no percentile. */
    public long never() {
        return never;
    }

    /** What was measured. */
    public String name() {
        return name;
    }

    /** How many ended, and so were measured. */
    public long count() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }

    /** The shortest, in nanoseconds. */
    public long min() {
        return some()[0];
    }

    /** The longest, in nanoseconds. */
    public long max() {
        return some()[ns.length - 1];
    }

    /** The latency in nanoseconds that {@code p} percent did not exceed; a measured one, never in between. */
    public long percentile(double p) {
        long[] values = some();
        long rank = Math.max(1, (long) Math.ceil(p / 100 * count() - 1e-9));
        int at = Arrays.binarySearch(upTo, rank);
        return values[Math.min(values.length - 1, at >= 0 ? at : -at - 1)];
    }

    /** The share of latencies that did not exceed {@code limitNs}. */
    double shareUpTo(double limitNs) {
        int at = Arrays.binarySearch(ns, (long) Math.floor(limitNs));
        int last = at >= 0 ? at : -at - 2;
        return last < 0 ? 0 : (double) upTo[last] / count();
    }

    /** The distribution function as at most {@code most} points {ns, share}, rising; the first has share 0. */
    double[][] distribution(int most) {
        double[] x = new double[Math.min(ns.length, most) + 1];
        double[] y = new double[x.length];
        x[0] = ns[0];
        for (int i = 1; i < x.length; i++) {
            int at = (int) Math.round((double) (i - 1) * (ns.length - 1) / Math.max(1, x.length - 2));
            x[i] = ns[at];
            y[i] = (double) upTo[at] / count();
        }
        return new double[][] {x, y};
    }

    private long[] some() {
        if (ns.length == 0) {
            throw new IllegalStateException("Latencies \"" + name + "\" are empty, so there is no minimum, maximum or"
                    + " percentile. Ask count() first, or measure for longer.");
        }
        return ns;
    }

    private static long[] checked(String name, long[] ascending) {
        if (ascending.length > 0 && ascending[0] < 0) {
            throw new IllegalArgumentException("Latencies \"" + name + "\" contain " + ascending[0]
                    + " ns. A latency is an end minus its begin; are they the wrong way round?");
        }
        return ascending;
    }
}
