package dev.lull.kernel.lab.timeline;

import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where everything on a timeline goes. The more lanes there are, the lower they get and the fewer rows of labels. */
final class TimelineLayout {

    /** One lane: where its bars begin and end, and its labels. */
    record Strip(Lane lane, double top, double barTop, double barHeight, LaneLabels labels) {
        double middle() {
            return barTop + barHeight / 2;
        }
    }

    static final double ROW = 13;
    private static final int AXIS_HEIGHT = 30;
    private static final int GROUP_GAP = 8;

    private final FigureHeader header;
    private final Map<String, Strip> strips = new LinkedHashMap<>();
    private final TimeAxis axis;
    private final double left;
    private final double right;
    private final double bottom;

    TimelineLayout(Timeline timeline) {
        List<Lane> lanes = timeline.lanes();
        header = new FigureHeader(timeline.title(), keys(timeline), timeline.width());
        double widest = lanes.stream().mapToDouble(lane -> Fonts.width(lane.name(), Fonts.plain(11))).max().orElse(0);
        left = Math.ceil(Math.min(timeline.width() / 4.0, widest + FigureHeader.MARGIN + 12));
        right = timeline.width() - FigureHeader.MARGIN - 8.0;
        axis = new TimeAxis(timeline, left, right);

        int rowsMax = lanes.size() <= 8 ? 4 : lanes.size() <= 20 ? 2 : lanes.size() <= 40 ? 1 : 0;
        double bar = lanes.size() <= 20 ? 15 : lanes.size() <= 40 ? 11 : 9;
        double gap = lanes.size() <= 20 ? 8 : lanes.size() <= 40 ? 5 : 3;
        double y = header.height() + 6;
        String group = null;
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            if (group != null && !group.equals(lane.group())) {
                y += GROUP_GAP;
            }
            group = lane.group();
            List<Instant> instants = timeline.shown().instants(lane);
            LaneLabels labels = new LaneLabels(instants, axis, crossings(timeline, lanes, i), left,
                    right + FigureHeader.MARGIN, rowsMax);
            int at = i;
            timeline.shown().arrows().stream().filter(arrow -> lower(lanes, arrow) == at)
                    .forEach(arrow -> labels.reason(arrow.label(), axis.point(arrow.at())));
            double barTop = y + gap / 2 + labels.rows() * ROW;
            strips.put(lane.name(), new Strip(lane, y, barTop, bar, labels));
            y = barTop + bar + gap / 2;
        }
        bottom = y;
    }

    /** The x of every arrow whose upright part passes over the lane. */
    private double[] crossings(Timeline timeline, List<Lane> lanes, int lane) {
        List<String> names = lanes.stream().map(Lane::name).toList();
        return timeline.shown().arrows().stream().filter(arrow -> {
            int a = names.indexOf(arrow.fromLane());
            int b = names.indexOf(arrow.toLane());
            boolean labelsOfLower = lane == Math.max(a, b);        // the arrow comes through the labels of the lower lane
            return a != b && (lane > Math.min(a, b) && lane < Math.max(a, b) || labelsOfLower);
        }).mapToDouble(arrow -> axis.point(arrow.at())).toArray();
    }

    /** The lower of an arrow's two lanes, the one through whose rows of labels it passes; none if it stays on one lane. */
    private static int lower(List<Lane> lanes, Arrow arrow) {
        List<String> names = lanes.stream().map(Lane::name).toList();
        int from = names.indexOf(arrow.fromLane());
        int to = names.indexOf(arrow.toLane());
        return from == to ? -1 : Math.max(from, to);
    }

    private static List<FigureHeader.Key> keys(Timeline timeline) {
        Set<State> states = EnumSet.noneOf(State.class);
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        timeline.shown().spans().forEach(span -> states.add(span.state()));
        timeline.shown().instants().forEach(instant -> marks.add(instant.mark()));
        List<FigureHeader.Key> keys = new ArrayList<>();
        states.forEach(state -> keys.add(state.isStripe() || state.isThin()
                ? new FigureHeader.Key(state.words(), (g, x, y) -> {
                    g.setColor(state.color());
                    g.setStroke(new BasicStroke(3));
                    g.draw(new Line2D.Double(x - 5, y, x + 5, y));
                }) : new FigureHeader.Key(state.words(), state.color())));
        marks.forEach(mark -> keys.add(new FigureHeader.Key(mark.words(), mark::paint)));
        if (!timeline.shown().arrows().isEmpty()) {
            keys.add(new FigureHeader.Key("wake-up", (g, x, y) -> {
                g.setColor(Ink.TEXT);
                g.setStroke(new BasicStroke(1));
                g.draw(new Line2D.Double(x, y - 5, x, y + 1));
                g.fill(head(x, y + 5, true));
            }));
        }
        return keys;
    }

    /** An arrow's head, its tip at (x, y), pointing down or up. */
    static Path2D head(double x, double y, boolean down) {
        double back = down ? -6 : 6;
        Path2D head = new Path2D.Double();
        head.moveTo(x, y);
        head.lineTo(x - 3, y + back);
        head.lineTo(x + 3, y + back);
        head.closePath();
        return head;
    }

    FigureHeader header() {
        return header;
    }

    TimeAxis axis() {
        return axis;
    }

    List<Strip> strips() {
        return List.copyOf(strips.values());
    }

    Strip strip(String lane) {
        return strips.get(lane);
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    double top() {
        return header.height();
    }

    double bottom() {
        return bottom;
    }

    int height() {
        return (int) Math.ceil(bottom) + AXIS_HEIGHT;
    }
}
