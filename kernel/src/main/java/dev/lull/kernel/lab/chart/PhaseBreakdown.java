package dev.lull.kernel.lab.chart;

import java.util.Arrays;
import java.util.List;

/** Where time went: for each row (a percentile, a CPU, a variant) how long each phase took, in nanoseconds. */
public record PhaseBreakdown(List<String> phases, List<Row> rows) {

    /** One bar: a label and a time for every phase. */
    public record Row(String label, List<Double> ns) {
        /** Keeps a copy of the times. */
        public Row {
            ns = List.copyOf(ns);
        }

        /** One bar from an array of times. */
        public static Row of(String label, double... ns) {
            return new Row(label, Arrays.stream(ns).boxed().toList());
        }

        /** All phases together. */
        public double total() {
            return ns.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /** Checks that every row has a time for every phase. */
    public PhaseBreakdown {
        phases = List.copyOf(phases);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.ns().size() != phases.size()) {
                throw new IllegalArgumentException("Row \"" + row.label() + "\" has " + row.ns().size() + " times, but there are "
                        + phases.size() + " phases " + phases + ". Give one time per phase, 0 where a phase did not occur.");
            }
        }
    }

    /**
     * The breakdown at percentiles of the total: each bar is the mean over the samples round that percentile, at least
     * one, at most half a hundredth of all on either side. {@code partsNs[phase][sample]}.
     */
    public static PhaseBreakdown atPercentiles(List<String> phases, long[][] partsNs, double... percentiles) {
        long[] totals = new long[partsNs[0].length];
        for (long[] part : partsNs) {
            Arrays.setAll(totals, sample -> totals[sample] + part[sample]);
        }
        long[] sorted = totals.clone();
        Arrays.sort(sorted);
        List<Row> rows = totals.length == 0 ? List.of() : Arrays.stream(percentiles).mapToObj(p -> {
            int rank = (int) Math.max(0, Math.min(totals.length - 1, Math.ceil(p / 100 * totals.length - 1e-9) - 1));
            int reach = Math.min(totals.length / 200, Math.min(rank, totals.length - 1 - rank));
            return Row.of(p >= 100 ? "max" : "p" + Scale.NUMBER.text(p), mean(partsNs, totals, new Window(sorted, rank - reach, rank + reach)));
        }).toList();
        return new PhaseBreakdown(phases, rows);
    }

    private static double[] mean(long[][] partsNs, long[] totals, Window window) {
        long[] sums = new long[partsNs.length];
        for (int sample = 0; sample < totals.length; sample++) {
            if (window.takes(totals[sample])) {
                for (int phase = 0; phase < sums.length; phase++) {
                    sums[phase] += partsNs[phase][sample];
                }
            }
        }
        return Arrays.stream(sums).mapToDouble(sum -> (double) sum / window.size()).toArray();
    }

    /** The samples between two ranks, found without moving one: of those that are alike the first ones have the lower ranks. */
    private static final class Window {
        private final int size;
        private final long lowest;
        private final long highest;
        private int tooLow;             // of those as long as the lowest, how many rank below it
        private int asHigh;             // of those as long as the highest, how many are within

        Window(long[] sorted, int from, int to) {
            size = to - from + 1;
            lowest = sorted[from];
            highest = sorted[to];
            while (from - tooLow > 0 && sorted[from - tooLow - 1] == lowest) {
                tooLow++;
            }
            while (asHigh < size && sorted[to - asHigh] == highest) {
                asHigh++;
            }
        }

        int size() {
            return size;
        }

        /** Whether the next sample, of this total, is one of them; to be asked of all in their order. */
        boolean takes(long total) {
            if (total == lowest && tooLow > 0) {
                tooLow--;
                return false;
            }
            return total == highest ? asHigh-- > 0 : lowest <= total && total < highest;
        }
    }
}
