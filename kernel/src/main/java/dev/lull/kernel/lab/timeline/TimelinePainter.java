package dev.lull.kernel.lab.timeline;

import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;
import dev.lull.kernel.lab.figure.Tooltips;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws a timeline from back to front: grid, bars, stripes, arrows, stems, symbols, text. */
final class TimelinePainter {

    private static final BasicStroke HAIR = new BasicStroke(1);
    private static final BasicStroke WAIT = new BasicStroke(1.2f);
    private static final int TOOLTIPS_MAX = 1500;         // beyond, they would outweigh the drawing
    private static final double LANE_TEXT_MIN = 11;

    private final Timeline timeline;
    private final TimelineLayout layout;
    private final TimeAxis axis;
    private final List<Span> spans;
    private final Map<String, List<Double>> crossings = new HashMap<>();
    private final boolean tooltips;

    TimelinePainter(Timeline timeline, TimelineLayout layout) {
        this.timeline = timeline;
        this.layout = layout;
        this.axis = layout.axis();
        this.spans = merged(timeline.shown().spans());
        this.tooltips = spans.size() + timeline.shown().instants().size() <= TOOLTIPS_MAX;
    }

    void paint(Graphics2D g) {
        g.setColor(Ink.PAPER);
        g.fill(new Rectangle2D.Double(0, 0, timeline.width(), layout.height()));
        layout.header().paint(g);
        grid(g);
        spans.stream().filter(span -> !span.state().isStripe()).forEach(span -> bar(g, span));
        spans.stream().filter(span -> span.state().isStripe()).forEach(span -> stripe(g, span));
        timeline.shown().arrows().forEach(arrow -> arrow(g, arrow));
        spans.stream().filter(span -> !span.state().isStripe()).forEach(span -> barLabel(g, span));
        layout.strips().forEach(strip -> strip.labels().all().forEach(label -> instant(g, strip, label)));
        layout.strips().forEach(strip -> strip.labels().reasons().forEach(reason -> {
            g.setFont(LaneLabels.FONT);
            g.setColor(Ink.QUIET);
            g.drawString(reason.text(), (float) reason.left(), (float) rowMiddle(strip, reason.row()) + 3.5f);
        }));
    }

    private void grid(Graphics2D g) {
        g.setStroke(HAIR);
        g.setFont(Fonts.plain(11));
        for (TimeAxis.Tick tick : axis.ticks()) {
            g.setColor(Ink.GRID);
            g.draw(new Line2D.Double(tick.x(), layout.top() + 4, tick.x(), layout.bottom()));
            g.setColor(Ink.AXIS);
            g.draw(new Line2D.Double(tick.x(), layout.bottom(), tick.x(), layout.bottom() + 4));
            g.setColor(Ink.TEXT);
            double width = Fonts.width(tick.label(), Fonts.plain(11));
            double x = Math.min(tick.x() - width / 2, timeline.width() - 4 - width);
            g.drawString(tick.label(), (float) x, (float) layout.bottom() + 17);
        }
        g.setColor(Ink.AXIS);
        g.draw(new Line2D.Double(layout.left(), layout.bottom(), layout.right(), layout.bottom()));
        String group = null;
        for (TimelineLayout.Strip strip : layout.strips()) {
            if (group != null && !group.equals(strip.lane().group())) {
                g.setColor(Ink.AXIS);
                g.draw(new Line2D.Double(14, strip.top() - 4, layout.right(), strip.top() - 4));
            }
            group = strip.lane().group();
            g.setColor(Ink.GRID);
            g.draw(new Line2D.Double(layout.left(), strip.middle(), layout.right(), strip.middle()));
            g.setColor(Ink.TEXT);
            g.setFont(Fonts.plain(strip.barHeight() >= LANE_TEXT_MIN ? 11 : 10));
            String name = Fonts.fit(strip.lane().name(), g.getFont(), layout.left() - 20);
            g.drawString(name, (float) (layout.left() - 8 - Fonts.width(name, g.getFont())), (float) strip.middle() + 4);
        }
    }

    private void bar(Graphics2D g, Span span) {
        TimelineLayout.Strip strip = layout.strip(span.lane());
        double x = axis.x(span.from());
        double width = Math.max(0.6, axis.x(span.to()) - x);
        double height = span.state().isThin() ? 3 : strip.barHeight();
        tip(g, words(span), () -> {
            g.setColor(span.state().color());
            g.fill(new Rectangle2D.Double(x, strip.middle() - height / 2, width, height));
        });
    }

    /** Interrupts off is a stripe along the top of the bar, a held lock one along its bottom. */
    private void stripe(Graphics2D g, Span span) {
        TimelineLayout.Strip strip = layout.strip(span.lane());
        double x = axis.x(span.from());
        double width = Math.max(0.6, axis.x(span.to()) - x);
        double y = span.state() == State.IRQS_OFF ? strip.barTop() - 1.5 : strip.barTop() + strip.barHeight() - 1.5;
        tip(g, words(span), () -> {
            g.setColor(span.state().color());
            g.fill(new Rectangle2D.Double(x, y, width, 3));
        });
    }

    private void barLabel(Graphics2D g, Span span) {
        TimelineLayout.Strip strip = layout.strip(span.lane());
        if (span.label().isEmpty() || strip.barHeight() < LANE_TEXT_MIN || span.state().isThin()) {
            return;
        }
        double[] room = widestFree(span);
        String text = Fonts.fit(span.label(), LaneLabels.FONT, room[1] - room[0] - 6);
        boolean says = text.equals(span.label()) || !axis.inSteps() && text.length() > 4;
        if (!text.isEmpty() && says) {
            g.setFont(LaneLabels.FONT);
            g.setColor(Ink.textOn(span.state().color()));
            g.drawString(text, (float) room[0] + 3, (float) strip.middle() + 3.5f);
        }
    }

    /** The widest part of a bar that no arrow passes over. */
    private double[] widestFree(Span span) {
        double[] best = {0, 0};
        double from = axis.x(span.from());
        List<Double> cuts = new ArrayList<>(crossing(span.lane()));
        cuts.add(axis.x(span.to()));
        for (double cut : cuts) {
            double to = Math.min(cut, axis.x(span.to()));
            if (to - from > best[1] - best[0]) {
                best = new double[] {from, to};
            }
            from = Math.max(from, cut + 2);
        }
        return best;
    }

    private List<Double> crossing(String lane) {
        return crossings.computeIfAbsent(lane, this::findCrossing);
    }

    private List<Double> findCrossing(String lane) {
        double y = layout.strip(lane).middle();
        List<Double> xs = new ArrayList<>();
        for (Arrow arrow : timeline.shown().arrows()) {
            double a = layout.strip(arrow.fromLane()).middle();
            double b = layout.strip(arrow.toLane()).middle();
            if (y > Math.min(a, b) && y < Math.max(a, b)) {
                xs.add(axis.point(arrow.at()) - 2);
            } else if (arrow.toLane().equals(lane) && arrow.until() > arrow.at()) {
                xs.add(axis.point(arrow.until()) - 2);
            }
        }
        xs.sort(null);
        return xs;
    }

    private void arrow(Graphics2D g, Arrow arrow) {
        TimelineLayout.Strip from = layout.strip(arrow.fromLane());
        TimelineLayout.Strip to = layout.strip(arrow.toLane());
        double x = axis.point(arrow.at());
        double wait = axis.point(arrow.until());
        boolean down = to.middle() > from.middle();
        double start = down ? from.barTop() + from.barHeight() : from.barTop();
        double end = down ? to.barTop() - 1 : to.barTop() + to.barHeight() + 1;
        tip(g, words(arrow), () -> {
            g.setColor(Ink.TEXT);
            g.setStroke(HAIR);
            if (from != to) {
                g.draw(new Line2D.Double(x, start, x, end + (down ? -5 : 5)));
                g.fill(TimelineLayout.head(x, end, down));
            }
            if (wait - x > 4) {
                g.setStroke(WAIT);
                g.draw(new Line2D.Double(x, to.middle(), wait - 5, to.middle()));
                g.fill(right(wait, to.middle()));
            }
        });
    }

    private void instant(Graphics2D g, TimelineLayout.Strip strip, LaneLabels.Placed label) {
        Instant instant = label.instant();
        double y = rowMiddle(strip, Math.max(0, label.row()));
        tip(g, instant.label() + (instant.label().isEmpty() ? "" : ": ") + instant.mark().words() + " at " + axis.text(instant.at())
                + " on " + instant.lane(), () -> {
            g.setColor(instant.mark().color());
            g.setStroke(HAIR);
            boolean throughBar = strip.barHeight() < LANE_TEXT_MIN;           // such bars have no text that it could cross
            g.draw(new Line2D.Double(label.x(), label.symbolShown() ? y + 3 : strip.barTop() - 4, label.x(),
                    strip.barTop() + (throughBar ? strip.barHeight() : 0)));
            if (label.symbolShown()) {
                instant.mark().paint(g, label.x(), y);
                g.setFont(LaneLabels.FONT);
                g.setColor(instant.mark().color());
                g.drawString(label.label(), (float) label.left(), (float) y + 3.5f);
            }
        });
    }

    private static double rowMiddle(TimelineLayout.Strip strip, int row) {
        return strip.barTop() - 2 - (row + 0.5) * TimelineLayout.ROW;
    }

    private void tip(Graphics2D g, String text, Runnable drawing) {
        if (tooltips) {
            Tooltips.on(g, text, drawing);
        } else {
            drawing.run();
        }
    }

    private String words(Span span) {
        String until = axis.inSteps() ? axis.text(span.to() - 1) : axis.text(span.to());
        return span.lane() + ": " + span.state().words() + (span.label().isEmpty() ? "" : ", " + span.label()) + ", "
                + axis.text(span.from()) + (axis.inSteps() && span.to() - span.from() == 1 ? "" : " to " + until);
    }

    private String words(Arrow arrow) {
        return arrow.fromLane() + " wakes " + arrow.toLane() + " at " + axis.text(arrow.at())
                + (arrow.label().isEmpty() ? "" : ", " + arrow.label());
    }

    private static Path2D right(double x, double y) {
        Path2D head = new Path2D.Double();
        head.moveTo(x, y);
        head.lineTo(x - 6, y - 3);
        head.lineTo(x - 6, y + 3);
        head.closePath();
        return head;
    }

    /** Spans of one lane, state and label with less than half a pixel between them are drawn as one; slivers lose their label. */
    private List<Span> merged(List<Span> sorted) {
        record Kind(String lane, State state, String label) {}
        Map<Kind, Integer> last = new HashMap<>();
        List<Span> all = new ArrayList<>();
        for (Span span : sorted) {
            String label = axis.x(span.to()) - axis.x(span.from()) < 1 ? "" : span.label();
            Kind kind = new Kind(span.lane(), span.state(), label);
            Integer before = axis.inSteps() ? null : last.get(kind);
            if (before != null && axis.x(span.from()) - axis.x(all.get(before).to()) < 0.5) {
                Span longer = all.get(before);
                all.set(before, new Span(span.lane(), longer.from(), Math.max(longer.to(), span.to()), span.state(), label));
            } else {
                last.put(kind, all.size());
                all.add(new Span(span.lane(), span.from(), span.to(), span.state(), label));
            }
        }
        return all;
    }
}
