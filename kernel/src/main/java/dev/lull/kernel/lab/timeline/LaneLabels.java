package dev.lull.kernel.lab.timeline;

import dev.lull.kernel.lab.figure.Fonts;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The instants of one lane above its bars, in rows: row 0 is next to the bars. Each has a symbol, a stem down to the bars,
 * and a label right of the symbol, or left of it. Findings are placed first, then the others from the last to the first, so
 * that a label seldom lies in the way of a stem to come. A symbol that finds no room becomes a tick.
 */
final class LaneLabels {

    /** An instant placed. Its label is what is shown, shortened or empty; it spans {@code left} to {@code right}. */
    record Placed(Instant instant, double x, int row, String label, double left, double right) {
        boolean symbolShown() {
            return row >= 0;
        }
    }

    /** The reason of an arrow that comes down or up through this lane's rows, right of its line. */
    record Reason(String text, int row, double left, double right) {}

    static final Font FONT = Fonts.plain(10);
    static final double SYMBOL = 4.5;                     // half its width
    private static final int LABELLED_MAX = 300;          // in a crowd beyond this, few labels would find room anyway
    private static final double GAP = 6;
    private static final double SHORTEST = 26;            // below this a shortened label says nothing

    private final List<Placed> placed = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final double[] lines;                         // vertical lines that cross the lane
    private final double[] xs;                            // where the lane's instants are
    private final double begin;                           // labels stay between begin and edge
    private final double edge;
    private final int rowsMax;

    LaneLabels(List<Instant> instants, TimeAxis axis, double[] lines, double begin, double edge, int rowsMax) {
        this.lines = lines;
        this.begin = begin;
        this.edge = edge;
        this.rowsMax = rowsMax;
        this.xs = axis.points(instants);
        for (boolean findings : new boolean[] {true, false}) {
            boolean crowded = !findings && instants.size() > LABELLED_MAX;
            for (int i = instants.size() - 1; i >= 0; i--) {
                if (findings == (instants.get(i).mark() == Mark.FINDING)) {
                    placed.add(crowded ? tick(instants.get(i), xs[i]) : place(instants.get(i), xs[i]));
                }
            }
        }
    }

    List<Placed> all() {
        return placed;
    }

    /** The reasons of arrows that found room. */
    List<Reason> reasons() {
        return reasons;
    }

    /** How many rows are in use. */
    int rows() {
        return Math.max(placed.stream().mapToInt(p -> p.row() + 1).max().orElse(0),
                reasons.stream().mapToInt(r -> r.row() + 1).max().orElse(0));
    }

    /** Writes why an arrow at {@code x} is there, if there is room beside it once all instants are placed. */
    void reason(String text, double x) {
        double left = x + 4;
        double right = left + Fonts.width(text, FONT);
        for (int row = 0; row < rowsMax && right <= edge && !text.isEmpty(); row++) {
            int level = row;
            boolean clear = reasons.stream().noneMatch(r -> r.row() == level && left < r.right() + GAP && r.left() < right + GAP)
                    && Arrays.stream(lines).noneMatch(line -> Math.abs(line - x) > 0.5 && line > left - 3 && line < right + 3)
                    && placed.stream().noneMatch(p -> p.row() == level && left < Math.max(p.right(), p.x() + SYMBOL) + GAP
                            && Math.min(p.left(), p.x() - SYMBOL) < right + GAP || p.row() > level && p.x() > left - 2 && p.x() < right + 2);
            if (clear) {
                reasons.add(new Reason(text, row, left, right));
                return;
            }
        }
    }

    private Placed place(Instant instant, double x) {
        double width = Fonts.width(instant.label(), FONT);
        if (!instant.label().isEmpty()) {
            for (int row = 0; row < rowsMax; row++) {
                for (double left : new double[] {x + SYMBOL + 3, x - SYMBOL - 3 - width}) {
                    if (left + width <= edge && left >= begin && free(x, row, left, left + width)
                            && (row > 0 || leavesRoom(x, left, left + width))) {
                        return new Placed(instant, x, row, instant.label(), left, left + width);
                    }
                }
            }
            Placed shortened = shortened(instant, x);
            if (shortened != null) {
                return shortened;
            }
        }
        for (int row = 0; row < rowsMax; row++) {
            if (free(x, row, x, x)) {
                return new Placed(instant, x, row, "", x, x);
            }
        }
        return tick(instant, x);
    }

    private static Placed tick(Instant instant, double x) {
        return new Placed(instant, x, -1, "", x, x);
    }

    private Placed shortened(Instant instant, double x) {
        double left = x + SYMBOL + 3;
        for (int row = 0; row < rowsMax; row++) {
            double room = edge;
            for (Placed other : placed) {
                if (other.row() >= row && other.x() > x) {
                    room = Math.min(room, Math.min(other.x() - SYMBOL, other.row() == row ? other.left() : edge) - GAP);
                }
            }
            for (double line : lines) {
                room = line > x + 0.5 ? Math.min(room, line - 3) : room;
            }
            String label = Fonts.fit(instant.label(), FONT, room - left);
            double right = left + Fonts.width(label, FONT);
            if (room - left >= SHORTEST && !label.isEmpty() && free(x, row, left, right)) {
                return new Placed(instant, x, row, label, left, right);
            }
        }
        return null;
    }

    /** Whether no other instant's symbol would be buried under a label in the lowest row. */
    private boolean leavesRoom(double x, double left, double right) {
        return Arrays.stream(xs).noneMatch(other -> Math.abs(other - x) > 0.5 && other > left - SYMBOL && other < right + SYMBOL);
    }

    /** Whether a symbol at x in this row, its stem, and its label from left to right touch nothing placed before. */
    private boolean free(double x, int row, double left, double right) {
        double from = Math.min(x - SYMBOL, left);
        double to = Math.max(x + SYMBOL, right);
        for (Placed other : placed) {
            double otherFrom = Math.min(other.x() - SYMBOL, other.left());
            double otherTo = Math.max(other.x() + SYMBOL, other.right());
            boolean sameRow = other.row() == row && from < otherTo + GAP && otherFrom < to + GAP;
            boolean itsStem = other.row() > row && other.x() > from - 1 && other.x() < to + 1;
            boolean ownStem = other.row() < row && other.row() >= 0 && x > otherFrom - 1 && x < otherTo + 1;
            if (sameRow || itsStem || ownStem) {
                return false;
            }
        }
        return left == right || Arrays.stream(lines).noneMatch(line -> line > left - 3 && line < right + 3);
    }
}
