package dev.lull.kernel.lab.timeline;

import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Times;
import java.util.ArrayList;
import java.util.List;

/** Where moments lie on the figure, and which of them get a label. */
final class TimeAxis {

    /** A labelled place on the axis. */
    record Tick(double x, String label) {}

    private static final double SIDE_BY_SIDE = 64;

    private final long from;
    private final long to;
    private final double left;
    private final double right;
    private final List<String> steps;

    TimeAxis(Timeline timeline, double left, double right) {
        this.from = timeline.from();
        this.to = timeline.to();
        this.steps = timeline.steps();
        this.left = left;
        this.right = right;
    }

    boolean inSteps() {
        return steps != null;
    }

    /** Where a boundary between moments lies. */
    double x(long moment) {
        return left + (double) (moment - from) / (to - from) * (right - left);
    }

    /** Where something that happens at a moment lies: in steps, the middle of the column. */
    double point(long moment) {
        return inSteps() ? (x(moment) + x(moment + 1)) / 2 : x(moment);
    }

    /** Where the instants of one lane, in order of time, lie: in steps, those of one column side by side. */
    double[] points(List<Instant> instants) {
        double[] points = new double[instants.size()];
        for (int first = 0; first < points.length; ) {
            int end = first + 1;
            while (end < points.length && instants.get(end).at() == instants.get(first).at()) end++;
            double apart = inSteps() ? Math.min(SIDE_BY_SIDE, (x(from + 1) - x(from)) / (end - first)) : 0;
            for (int i = first; i < end; i++) points[i] = point(instants.get(i).at()) + (i - (first + end - 1) / 2.0) * apart;
            first = end;
        }
        return points;
    }

    /** A moment in words. */
    String text(long moment) {
        if (!inSteps()) {
            return Times.tick(moment, Math.max(Math.abs(from), Math.abs(to)), Math.max(1, (to - from) / 10_000.0));
        }
        return "step " + (moment >= 0 && moment < steps.size() ? steps.get((int) moment) : String.valueOf(moment));
    }

    /** The labelled places, far enough apart for their labels. */
    List<Tick> ticks() {
        return inSteps() ? stepTicks() : timeTicks();
    }

    private List<Tick> stepTicks() {
        double widest = steps.stream().mapToDouble(s -> Fonts.width(s, Fonts.plain(11))).max().orElse(0);
        double column = x(from + 1) - x(from);
        int every = (int) Math.max(1, Math.ceil((widest + 6) / column));
        List<Tick> ticks = new ArrayList<>();
        for (long i = from; i < to && i < steps.size(); i += every) {
            if (i >= 0) {
                ticks.add(new Tick(point(i), steps.get((int) i)));
            }
        }
        return ticks;
    }

    private List<Tick> timeTicks() {
        for (double step = roundUp((to - from) / 12.0);; step = roundUp(step * 1.01)) {
            List<Tick> ticks = new ArrayList<>();
            double widest = 0;
            for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
                String label = Times.tick(i * step, Math.max(Math.abs(from), Math.abs(to)), step);
                widest = Math.max(widest, Fonts.width(label, Fonts.plain(11)));
                ticks.add(new Tick(left + (i * step - from) / (to - from) * (right - left), label));
            }
            if (ticks.size() < 2 || ticks.get(1).x() - ticks.get(0).x() > widest + 16) {
                return ticks;
            }
        }
    }

    private static double roundUp(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(Math.max(1, value)) + 1e-12));
        double lead = Math.max(1, value) / decade - 1e-9;
        return decade * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
