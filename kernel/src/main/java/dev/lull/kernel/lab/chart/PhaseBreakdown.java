package dev.lull.kernel.lab.chart;

import java.util.Arrays;
import java.util.Comparator;
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
     * one, at most a hundredth of all on either side. {@code partsNs[sample][phase]}.
     */
    public static PhaseBreakdown atPercentiles(List<String> phases, long[][] partsNs, double... percentiles) {
        Sample[] sorted = Arrays.stream(partsNs).map(parts -> new Sample(Arrays.stream(parts).sum(), parts)).toArray(Sample[]::new);
        Arrays.sort(sorted, Comparator.comparingLong(Sample::totalNs));
        List<Row> rows = sorted.length == 0 ? List.of() : Arrays.stream(percentiles).mapToObj(p -> {
            int rank = (int) Math.max(0, Math.min(sorted.length - 1, Math.ceil(p / 100 * sorted.length - 1e-9) - 1));
            int reach = Math.min(sorted.length / 200, Math.min(rank, sorted.length - 1 - rank));
            double[] mean = new double[phases.size()];
            for (int i = rank - reach; i <= rank + reach; i++) {
                for (int phase = 0; phase < mean.length; phase++) {
                    mean[phase] += (double) sorted[i].partsNs()[phase] / (2 * reach + 1);
                }
            }
            return Row.of(p >= 100 ? "max" : "p" + Scale.NUMBER.text(p), mean);
        }).toList();
        return new PhaseBreakdown(phases, rows);
    }

    /** One sample, with its sum, which is asked for at every comparison. */
    private record Sample(long totalNs, long[] partsNs) {}
}
