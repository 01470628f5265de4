package dev.lull.engine.run.srcu;

import java.util.Arrays;

/**
 * What a pair of srcu_read_lock() and srcu_read_unlock() costs while updates go on.
 *
 * @param lines        the lines touched
 * @param reads        pairs
 * @param misses       lines found taken away by a writer since the pair before
 * @param nanosPerRead mean cost, the barriers included
 */
public record ReaderCost(ReaderLines lines, long reads, long misses, double nanosPerRead) {
    /**
     * What accesses cost: assumptions about a server of about 2020.
     *
     * @param hit     nanoseconds for a line that is in the cache
     * @param miss    for one that another CPU has written
     * @param barrier for a full memory barrier; a pair has two
     * @param count   for incrementing a counter of its own CPU's
     */
    public record Prices(double hit, double miss, double barrier, double count) {
        /** The default. */
        public static Prices usual() {
            return new Prices(1, 80, 14, 2);
        }
    }

    /** Coherence misses in a thousand pairs. */
    public double missesPerThousand() {
        return 1000.0 * misses / reads;
    }

    static ReaderCost of(SrcuRun run, ReaderLines lines, int perMilli, Prices prices) {
        if (perMilli < 1) throw new IllegalArgumentException("readerCost(..., " + perMilli + ", ...): at least one read a millisecond");
        long gapNs = 1_000_000L / perMilli;
        long reads = run.simulation().length().count() / gapNs;
        long misses = 0;
        int[] lineOf = new int[1 + Arrays.stream(run.writeSlots()).max().orElse(0)];
        for (int slot = 0; slot < lineOf.length; slot++) lineOf[slot] = lines.disturbedLine(run.names().apply(slot));
        long dirty = 0;                                 // a bit for each line taken away
        int next = 0;
        for (long read = 1; read <= reads; read++) {
            for (; next < run.writeTimes().length && run.writeTimes()[next] < read * gapNs; next++) {
                int line = lineOf[run.writeSlots()[next]];
                if (line >= 0) dirty |= 1L << line;
            }
            misses += Long.bitCount(dirty);
            dirty = 0;
        }
        // a pair looks at the index once and at sda twice, and counts twice
        double plain = 3 * prices.hit() + 2 * prices.count() + 2 * prices.barrier();
        return new ReaderCost(lines, reads, misses, plain + (prices.miss() - prices.hit()) * misses / reads);
    }
}
