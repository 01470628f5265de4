package dev.lull.kernel.lab;

import dev.lull.engine.check.WaitsFor;
import dev.lull.engine.tally.Stuck;
import dev.lull.kernel.lab.figure.Figure;
import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who waits for whom, and for what: tasks in a round, an arrow from each that waits; those that close a circle stand out. */
public final class WaitPicture implements Figure {
    private static final int WIDTH = 660;
    private static final int BOX = 30;
    private static final int RADIUS = 100;
    private static final double BEND = 52;
    private static final Color BAD = Ink.series(1);

    private final String title;
    private final Stuck stuck;
    private final FigureHeader header;
    private final List<String> tasks;
    private final int height;

    WaitPicture(String title, Stuck stuck) {
        this.title = title;
        this.stuck = stuck;
        Set<String> names = new LinkedHashSet<>();
        for (WaitsFor.Edge edge : stuck.circle()) names.add(edge.who());
        for (WaitsFor.Edge edge : stuck.waits()) {
            names.add(edge.who());
            names.add(edge.on());
        }
        tasks = List.copyOf(names);
        header = new FigureHeader(title, List.of(new FigureHeader.Key("from who waits to whom it waits for; for what, on the arrow", (Color) null),
                new FigureHeader.Key("in a circle, for ever", BAD)), WIDTH);
        height = header.height() + (tasks.size() <= 2 ? 140 : 2 * RADIUS + BOX + 70);
    }

    @Override public String title() {
        return title;
    }

    @Override public int width() {
        return WIDTH;
    }

    @Override public int height() {
        return height;
    }

    @Override public String asText() {
        List<String> lines = new ArrayList<>(List.of(title, stuck.inOneLine()));
        for (WaitsFor.Edge edge : stuck.waits()) if (!stuck.circle().contains(edge)) lines.add("and " + edge);
        return String.join("\n", lines);
    }

    @Override public void paint(Graphics2D g) {
        g.setColor(Ink.PAPER);
        g.fill(new Rectangle2D.Double(0, 0, WIDTH, height));
        header.paint(g);
        for (WaitsFor.Edge edge : stuck.waits()) if (!stuck.circle().contains(edge)) arrow(g, edge, Ink.AXIS);
        for (WaitsFor.Edge edge : stuck.circle()) arrow(g, edge, BAD);
        for (int i = 0; i < tasks.size(); i++) box(g, tasks.get(i), place(i));
    }

    /** The first stands on top, the others follow clockwise; two stand side by side. */
    private Point2D place(int i) {
        double middle = header.height() + (height - header.height()) / 2.0;
        if (tasks.size() <= 2) return new Point2D.Double(i == 0 ? 110 : WIDTH - 130, middle);
        double angle = 2 * Math.PI * i / tasks.size() - Math.PI / 2;
        return new Point2D.Double(WIDTH / 2.0 + 1.55 * RADIUS * Math.cos(angle), middle + RADIUS * Math.sin(angle));
    }

    private static double half(String task) {
        return Fonts.width(task, Fonts.bold(12)) / 2 + 12;
    }

    private static void box(Graphics2D g, String task, Point2D at) {
        RoundRectangle2D frame = new RoundRectangle2D.Double(at.getX() - half(task), at.getY() - BOX / 2.0, 2 * half(task), BOX, 8, 8);
        g.setColor(Ink.tint(Ink.series(0), 0.12));
        g.fill(frame);
        g.setColor(Ink.series(0));
        g.setStroke(new BasicStroke(1.2f));
        g.draw(frame);
        g.setFont(Fonts.bold(12));
        g.setColor(Ink.TEXT);
        g.drawString(task, (float) (at.getX() - Fonts.width(task, Fonts.bold(12)) / 2), (float) at.getY() + 4);
    }

    private void arrow(Graphics2D g, WaitsFor.Edge edge, Color color) {
        Point2D from = place(tasks.indexOf(edge.who()));
        Point2D to = place(tasks.indexOf(edge.on()));
        double dx = to.getX() - from.getX();
        double dy = to.getY() - from.getY();
        double length = Math.hypot(dx, dy);
        double bendX = dy / length * BEND;              // to the left of the way, so that there and back do not lie on each other
        double bendY = -dx / length * BEND;
        Point2D control = new Point2D.Double((from.getX() + to.getX()) / 2 + bendX, (from.getY() + to.getY()) / 2 + bendY);
        Point2D tip = edgeOf(edge.on(), to, control);
        Point2D tail = edgeOf(edge.who(), from, control);
        g.setColor(color);
        g.setStroke(new BasicStroke(1.8f));
        g.draw(new QuadCurve2D.Double(tail.getX(), tail.getY(), control.getX(), control.getY(), tip.getX(), tip.getY()));
        head(g, control, tip);
        label(g, edge.what(), 0.25 * tail.getX() + 0.5 * control.getX() + 0.25 * tip.getX(), 0.25 * tail.getY() + 0.5 * control.getY() + 0.25 * tip.getY(), color);
    }

    /** Where the way from a box's middle towards {@code outside} leaves the box. */
    private static Point2D edgeOf(String task, Point2D middle, Point2D outside) {
        double dx = outside.getX() - middle.getX();
        double dy = outside.getY() - middle.getY();
        double part = Math.min(half(task) / Math.max(1e-9, Math.abs(dx)), (BOX / 2.0 + 2) / Math.max(1e-9, Math.abs(dy)));
        return new Point2D.Double(middle.getX() + dx * part, middle.getY() + dy * part);
    }

    private static void head(Graphics2D g, Point2D from, Point2D tip) {
        double angle = Math.atan2(tip.getY() - from.getY(), tip.getX() - from.getX());
        Path2D head = new Path2D.Double();
        head.moveTo(tip.getX(), tip.getY());
        head.lineTo(tip.getX() - 9 * Math.cos(angle - 0.4), tip.getY() - 9 * Math.sin(angle - 0.4));
        head.lineTo(tip.getX() - 9 * Math.cos(angle + 0.4), tip.getY() - 9 * Math.sin(angle + 0.4));
        head.closePath();
        g.fill(head);
    }

    private static void label(Graphics2D g, String text, double x, double y, Color color) {
        Font font = Fonts.plain(11);
        double half = Fonts.width(text, font) / 2;
        g.setColor(Ink.PAPER);
        g.fill(new RoundRectangle2D.Double(x - half - 4, y - 9, 2 * half + 8, 18, 6, 6));
        g.setFont(font);
        g.setColor(color.equals(BAD) ? BAD : Ink.QUIET);
        g.drawString(text, (float) (x - half), (float) y + 4);
    }
}
