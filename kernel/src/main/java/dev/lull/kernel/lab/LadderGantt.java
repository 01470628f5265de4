package dev.lull.kernel.lab;

import dev.lull.engine.linux.rcu.GpSeq;
import dev.lull.engine.measure.Climber;
import dev.lull.engine.measure.GracePeriod;
import dev.lull.engine.measure.HotplugOperation;
import dev.lull.engine.measure.RungTime;
import dev.lull.kernel.lab.figure.BrokenAxis;
import dev.lull.kernel.lab.figure.Figure;
import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;
import dev.lull.kernel.lab.figure.Times;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * One hotplug operation as a Gantt chart: lanes for the controlling CPU, the CPU that comes or goes, and RCU's grace periods; below them
 * a row for each rung of the ladder, in the order climbed, with how long it took. Where nothing begins or ends for long the axis is broken.
 */
public final class LadderGantt implements Figure {
    private static final int WIDTH = 940;
    private static final int LANE = 24;
    private static final int ROW = 19;
    private static final Color RCU = Ink.series(3);
    private static final Color FAILED = new Color(0xB3261E);
    private static final List<String> LANES = List.of("controlling CPU", "the CPU itself", "grace periods");

    private final String title;
    private final HotplugOperation operation;
    private final List<GracePeriod> meanwhile;
    private final FigureHeader header;
    private final int left;
    private final int right;                            // where the axis ends; behind it is room for the last bars' notes
    private final BrokenAxis axis;

    LadderGantt(HotplugOperation operation, List<GracePeriod> gracePeriods, String where, String assumed) {
        this.operation = operation;
        meanwhile = gracePeriods.stream().filter(gp -> gp.startNs() < operation.endNs() && gp.endNs() > operation.startNs()).toList();
        title = "CPU " + operation.cpu() + (operation.up() ? " comes up" : " goes down") + (operation.isRolledBack() ? ", and back" : "") + ", " + Times.text(operation.length().count()) + ": " + where;
        List<FigureHeader.Key> keys = new ArrayList<>();
        for (Climber climber : Climber.values()) keys.add(new FigureHeader.Key(climber.words(), colour(climber)));
        keys.add(new FigureHeader.Key("RCU takes part", RCU));
        if (operation.isRolledBack()) keys.add(new FigureHeader.Key("failed", FAILED));
        keys.add(new FigureHeader.Key(assumed, (Color) null));
        header = new FigureHeader(title, keys, WIDTH);
        double widest = Math.max(LANES.stream().mapToDouble(name -> Fonts.width(name, Fonts.plain(11))).max().orElse(0),
                operation.rungs().stream().mapToDouble(rung -> Fonts.width(name(rung), Fonts.plain(11))).max().orElse(0));
        left = (int) Math.ceil(widest) + 2 * FigureHeader.MARGIN;
        right = WIDTH - FigureHeader.MARGIN - (int) Math.ceil(operation.rungs().stream().mapToDouble(rung -> Fonts.width(note(rung), Fonts.plain(11))).max().orElse(0));
        axis = new BrokenAxis(left, right, operation.rungs().stream().flatMapToLong(rung -> LongStream.of(rung.fromNs(), Math.max(rung.toNs(), rung.fromNs() + 1))).toArray());
    }

    private static Color colour(Climber by) {
        return switch (by) {
            case CONTROLLER -> Ink.series(0);
            case IRQS_OFF -> Ink.series(1);
            case CPUHP -> Ink.series(2);
        };
    }

    /** Number, name in sysfs, function: as traces and {@code hotplug/states} have them. */
    private static String name(RungTime rung) {
        return String.format(Locale.ROOT, "%3d %s, %s", rung.rung().number(), rung.rung().title(), rung.function());
    }

    /** What is written behind a bar. */
    private String note(RungTime rung) {
        String time = Times.text(rung.length().count()) + (rung.together() > 1 ? " for all " + rung.together() : "");
        if (rung.isFailed()) return "returns " + rung.returned();
        String rcu = rung.rcu().isEmpty() || rung.rcu().equals(rung.function()) ? "" : ", " + rung.rcu() + "()";
        return time + rcu + (operation.takesBack(rung) ? ", taken back" : "");
    }

    private int lanesTop() {
        return header.height() + 12;
    }

    private int rowsTop() {
        return lanesTop() + LANES.size() * LANE + 12;
    }

    @Override public String title() {
        return title;
    }

    @Override public int width() {
        return WIDTH;
    }

    @Override public int height() {
        return rowsTop() + operation.rungs().size() * ROW + 34;
    }

    @Override public void paint(Graphics2D g) {
        g.setColor(Ink.PAPER);
        g.fill(new Rectangle2D.Double(0, 0, WIDTH, height()));
        header.paint(g);
        axis(g, rowsTop() + operation.rungs().size() * ROW + 4);
        for (int lane = 0; lane < LANES.size(); lane++) text(g, LANES.get(lane), FigureHeader.MARGIN, lanesTop() + lane * LANE + 15, Ink.TEXT);
        for (GracePeriod gp : meanwhile) gracePeriod(g, gp);
        List<RungTime> rungs = operation.rungs();
        for (int row = 0; row < rungs.size(); row++) rung(g, rungs.get(row), rowsTop() + row * ROW);
    }

    private void rung(Graphics2D g, RungTime rung, int y) {
        boolean rcu = !rung.rcu().isEmpty();
        Color colour = rung.isFailed() ? FAILED : colour(rung.by());
        double x = axis.x(rung.fromNs());
        double width = Math.max(2, axis.x(rung.toNs()) - x);
        int lane = lanesTop() + (rung.by() == Climber.CONTROLLER ? 0 : LANE);
        g.setColor(Ink.tint(colour, operation.takesBack(rung) ? 0.5 : 1));
        g.fill(new Rectangle2D.Double(x, lane + 4, width, LANE - 10.0));
        g.fill(new Rectangle2D.Double(x, y + 4, width, ROW - 8.0));
        if (rcu) {
            g.setColor(RCU);
            g.fill(new Rectangle2D.Double(x, lane + LANE - 6.0, width, 3));
            g.fill(new Rectangle2D.Double(x, y + ROW - 4.0, width, 3));
        }
        text(g, name(rung), FigureHeader.MARGIN, y + 13, rcu ? RCU.darker() : Ink.TEXT);
        text(g, note(rung), x + width + 5, y + 13, rung.isFailed() ? FAILED : rcu ? RCU.darker() : Ink.QUIET);
    }

    private void gracePeriod(Graphics2D g, GracePeriod gp) {
        double x = axis.x(Math.max(gp.startNs(), operation.startNs()));
        double width = Math.max(1, axis.x(Math.min(gp.endNs(), operation.endNs())) - x - 1);
        int y = lanesTop() + 2 * LANE;
        g.setColor(Ink.tint(RCU, 0.35));
        g.fill(new Rectangle2D.Double(x, y + 4, width, LANE - 10.0));
        String seq = Long.toString(GpSeq.counter(gp.seq()));
        if (Fonts.width(seq, Fonts.plain(11)) + 4 < width) text(g, seq, x + 3, y + 15, Ink.TEXT);
    }

    private void axis(Graphics2D g, int y) {
        g.setStroke(new BasicStroke(1));
        for (BrokenAxis.Tick tick : axis.ticks()) {
            g.setColor(Ink.GRID);
            g.draw(new Line2D.Double(tick.x(), lanesTop(), tick.x(), y));
            middle(g, tick.label(), tick.x(), y + 16, Ink.QUIET);
        }
        g.setColor(Ink.AXIS);
        g.draw(new Line2D.Double(left, y, right, y));
        for (BrokenAxis.Break one : axis.breaks()) {
            g.setColor(Ink.PAPER);
            g.fill(new Rectangle2D.Double(one.x() - 3, y - 4, 6, 8));
            g.setColor(Ink.AXIS);
            for (int side = -3; side <= 3; side += 6) g.draw(new Line2D.Double(one.x() + side - 2, y + 5, one.x() + side + 2, y - 5));
            middle(g, one.label(), one.x(), y + 16, Ink.TEXT);
        }
    }

    private static void middle(Graphics2D g, String text, double x, int y, Color colour) {
        text(g, text, x - Fonts.width(text, Fonts.plain(11)) / 2, y, colour);
    }

    private static void text(Graphics2D g, String text, double x, int y, Color colour) {
        Font font = Fonts.plain(11);
        g.setFont(font);
        g.setColor(colour);
        g.drawString(text, (float) x, y);
    }

    @Override public String asText() {
        StringBuilder out = new StringBuilder(title);
        int wide = operation.rungs().stream().mapToInt(rung -> name(rung).length()).max().orElse(0);
        for (RungTime rung : operation.rungs()) {
            out.append(String.format(Locale.ROOT, "%n%10s  %-" + wide + "s  %s, %s", "+" + Times.text(rung.fromNs() - operation.startNs()), name(rung), note(rung), rung.by().words()));
        }
        return out.toString();
    }

    @Override public String toString() {
        return asText();
    }
}
