package dev.lull.kernel.lab.chart;

import java.util.Arrays;

/** Points with a name. */
public final class Series {

    private final String name;
    private final double[] x;
    private final double[] y;

    private Series(String name, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("Series \"" + name + "\" has " + x.length + " x values but " + y.length
                    + " y values. Give as many of one as of the other.");
        }
        for (double value : x) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("Series \"" + name + "\" has the x value " + value
                        + ". Leave the point out; for a gap give a y value of NaN.");
            }
        }
        this.name = name;
        this.x = x;
        this.y = y;
    }

    /** A series of points. */
    public static Series of(String name, double[] x, double[] y) {
        return new Series(name, x.clone(), y.clone());
    }

    /** A series of points with whole numbers, such as nanoseconds and counts. */
    public static Series of(String name, long[] x, long[] y) {
        return new Series(name, Arrays.stream(x).asDoubleStream().toArray(), Arrays.stream(y).asDoubleStream().toArray());
    }

    /** A series of values at 0, 1, 2, ... */
    public static Series of(String name, double... y) {
        double[] x = new double[y.length];
        Arrays.setAll(x, i -> i);
        return new Series(name, x, y.clone());
    }

    /** What the points are. */
    public String name() {
        return name;
    }

    /** How many points there are. */
    public int size() {
        return x.length;
    }

    double[] x() {
        return x;
    }

    double[] y() {
        return y;
    }
}
