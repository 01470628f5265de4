package dev.lull.kernel.lab.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A time axis for things of very different lengths: where nothing begins or ends for long, the axis is broken, and says how much is
 * left out. Elsewhere all stretches have one scale.
 */
public final class BrokenAxis {
    private static final int LONG = 6;              // times the middle gap: what is broken
    private static final double LABEL_GAP = 10;

    /** A stretch between two moments at which something happens. */
    private record Stretch(long from, long to, boolean broken, double x, double width) { }

    /** A labelled place on the axis. */
    public record Tick(double x, String label) { }

    /** A place where the axis is broken, and how long a time is squeezed into it. */
    public record Break(double x, String label) { }

    private final List<Stretch> stretches = new ArrayList<>();
    private final long origin;
    private final double scale;                     // pixels a nanosecond, where it is not broken

    /** An axis from {@code left} to {@code right} on which all of {@code moments}, in nanoseconds, have a place. */
    public BrokenAxis(double left, double right, long... moments) {
        long[] at = Arrays.stream(moments).sorted().distinct().toArray();
        if (at.length < 2) throw new IllegalArgumentException("an axis takes two moments or more");
        origin = at[0];
        long[] gaps = new long[at.length - 1];
        for (int i = 0; i < gaps.length; i++) gaps[i] = at[i + 1] - at[i];
        long[] sorted = gaps.clone();
        Arrays.sort(sorted);
        long limit = Math.max(1, LONG * sorted[sorted.length / 2]);
        long shown = 0;
        for (long gap : gaps) shown += Math.min(gap, limit);
        scale = (right - left) / shown;
        double x = left;
        for (int i = 0; i < gaps.length; i++) {
            double width = Math.min(gaps[i], limit) * scale;
            stretches.add(new Stretch(at[i], at[i + 1], gaps[i] > limit, x, width));
            x += width;
        }
    }

    /** Where a moment lies. */
    public double x(long ns) {
        for (Stretch one : stretches) {
            if (ns <= one.to()) return one.x() + Math.max(0, (double) (ns - one.from()) / (one.to() - one.from())) * one.width();
        }
        Stretch last = stretches.get(stretches.size() - 1);
        return last.x() + last.width();
    }

    /** Where it is broken. */
    public List<Break> breaks() {
        List<Break> breaks = new ArrayList<>();
        for (Stretch one : stretches) if (one.broken()) breaks.add(new Break(one.x() + one.width() / 2, Times.text(one.to() - one.from())));
        return breaks;
    }

    /** Labels for times since the first moment, where the axis is not broken; none runs into another or into a break's. */
    public List<Tick> ticks() {
        double step = 1;
        while (step * scale < 70) step *= String.valueOf((long) step).startsWith("2") ? 2.5 : 2;
        List<double[]> taken = new ArrayList<>();
        for (Break one : breaks()) taken.add(reach(one.x(), one.label()));
        List<Tick> ticks = new ArrayList<>();
        long end = stretches.get(stretches.size() - 1).to();
        for (Stretch one : stretches) {
            if (one.broken()) continue;
            for (long i = (long) Math.ceil((one.from() - origin) / step); i * step <= one.to() - origin; i++) {
                Tick tick = new Tick(x(origin + Math.round(i * step)), Times.tick(i * step, end - origin, step));
                double[] reach = reach(tick.x(), tick.label());
                if (taken.stream().anyMatch(other -> other[0] < reach[1] + LABEL_GAP && reach[0] < other[1] + LABEL_GAP)) continue;
                taken.add(reach);
                ticks.add(tick);
            }
        }
        return ticks;
    }

    private static double[] reach(double x, String label) {
        double half = Fonts.width(label, Fonts.plain(11)) / 2;
        return new double[] {x - half, x + half};
    }
}
