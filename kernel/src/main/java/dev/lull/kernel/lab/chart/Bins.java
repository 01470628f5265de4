package dev.lull.kernel.lab.chart;

import java.util.Arrays;

/** The bins of a histogram: evenly wide, or evenly wide on a log axis, beginning and ending at round values. */
record Bins(double[] edges) {

    private static final int PER_DECADE = 20;
    private static final int BINS = 60;

    static Bins logarithmic(double min, double max) {
        double from = Math.max(1, min);
        double low = roundDown(from);
        double high = Math.max(roundUp(Math.max(max, from)), low * 2);
        int count = (int) Math.max(8, Math.min(BINS * 2, Math.round(Math.log10(high / low) * PER_DECADE * 2)));
        double[] edges = new double[Math.min(count, BINS) + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = low * Math.pow(high / low, (double) i / (edges.length - 1));
        }
        edges[edges.length - 1] = high;
        return new Bins(edges);
    }

    static Bins linear(double min, double max) {
        double low = min > 0 && min < max / 3 ? 0 : min;
        double width = roundUp(Math.max((max - low) / BINS, Math.ulp(max)));
        double first = Math.floor(low / width) * width;
        int count = (int) Math.max(1, Math.ceil((max - first) / width + 1e-9));
        double[] edges = new double[count + 1];
        for (int i = 0; i <= count; i++) {
            edges[i] = first + i * width;
        }
        return new Bins(edges);
    }

    double from() {
        return edges[0];
    }

    double to() {
        return edges[edges.length - 1];
    }

    /** The share of {@code values} in each bin; what lies before the first bin's edge is in the first. */
    double[] shares(Latencies values) {
        double[] shares = new double[edges.length - 1];
        double before = 0;
        for (int i = 0; i < shares.length; i++) {
            double upTo = i == shares.length - 1 ? 1 : values.shareUpTo(edges[i + 1]);
            shares[i] = upTo - before;
            before = upTo;
        }
        return shares;
    }

    /** How many of {@code values} are in each bin. */
    double[] counts(double[] values) {
        double[] counts = new double[edges.length - 1];
        for (double value : values) {
            int at = Arrays.binarySearch(edges, value);
            counts[Math.max(0, Math.min(counts.length - 1, at >= 0 ? at : -at - 2))]++;
        }
        return counts;
    }

    /** The x values of the histogram's outline, from the foot of the first bar to the foot of the last. */
    double[] outlineX() {
        double[] x = new double[edges.length + 1];
        x[0] = edges[0];
        System.arraycopy(edges, 0, x, 1, edges.length);
        return x;
    }

    /** The y values that belong to {@link #outlineX}. */
    static double[] outlineY(double[] heights) {
        double[] y = new double[heights.length + 2];
        System.arraycopy(heights, 0, y, 1, heights.length);
        return y;
    }

    /** The nearest of 1, 2, 5 times a power of ten that is not above {@code value}. */
    static double roundDown(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value) + 1e-12));
        double lead = value / decade + 1e-9;
        return decade * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
    }

    /** The nearest of 1, 2, 5 times a power of ten that is not below {@code value}. */
    static double roundUp(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value) + 1e-12));
        double lead = value / decade - 1e-9;
        return decade * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
