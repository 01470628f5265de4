package dev.lull.kernel.lab;

import dev.lull.engine.check.LockGraph;
import dev.lull.kernel.lab.figure.Figure;
import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order of locks as a picture: an arrow from each lock to those that are taken inside it, outer locks above inner ones. Arrows
 * on a circle stand out; those that follow from others are left out. Of several explorations each has its colour.
 */
public final class LockPicture implements Figure {
    private static final int LEVEL = 62;
    private static final int BOX = 24;
    private static final int LEAST = 720;
    private static final double HEAD = 7;
    private static final Color BAD = Ink.series(1);
    private static final List<Color> GROUPS = List.of(Ink.series(0), Ink.series(2), Ink.series(3), Ink.series(4), Ink.series(5), Ink.QUIET);

    private final String title;
    private final LockGraph graph;
    private final FigureHeader header;
    private final LockLayers layers;
    private final Map<String, Color> colours = new LinkedHashMap<>();
    private final Set<LockGraph.Fact> onCircles = new LinkedHashSet<>();
    private final int width;
    private final int height;
    private final double left;

    LockPicture(String title, LockGraph graph) {
        this(title, Map.of("", graph));
    }

    /** @param each what each exploration met, by its title, in the order in which they are to be told */
    LockPicture(String title, Map<String, LockGraph> each) {
        this.title = "locks taken inside others: " + title;
        LockGraph all = LockGraph.EMPTY;
        for (LockGraph one : each.values()) all = all.and(one);
        graph = all;
        graph.circles().forEach(onCircles::addAll);
        List<LockGraph.Fact> drawn = graph.essential();
        layers = new LockLayers(graph.places(), drawn, LockPicture::boxWidth);
        width = Math.max(LEAST, (int) Math.ceil(layers.width()) + 2 * FigureHeader.MARGIN);
        left = (width - layers.width()) / 2;
        header = new FigureHeader(this.title, keys(each, graph.facts().size() - drawn.size()), width);
        height = header.height() + 16 + Math.max(1, layers.count()) * LEVEL - LEVEL + BOX + 18;
    }

    /** Each lock has the colour of the exploration that met it first. */
    private List<FigureHeader.Key> keys(Map<String, LockGraph> each, int leftOut) {
        List<FigureHeader.Key> keys = new ArrayList<>();
        keys.add(new FigureHeader.Key("from the outer lock to the inner one" + (leftOut == 0 ? "" : "; " + Numbers.of(leftOut, "order") + " that " + (leftOut == 1 ? "follows" : "follow") + " from these left out"), (Color) null));
        if (!onCircles.isEmpty()) keys.add(new FigureHeader.Key("on a circle: a deadlock that can happen", BAD));
        int group = 0;
        for (Map.Entry<String, LockGraph> one : each.entrySet()) {
            Color colour = GROUPS.get(Math.min(group++, GROUPS.size() - 1));
            boolean first = false;
            for (String place : one.getValue().places()) first |= colours.putIfAbsent(place, colour) == null;
            if (first && each.size() > 1) keys.add(new FigureHeader.Key("met in: " + one.getKey(), colour));
        }
        return keys;
    }

    private static double boxWidth(String name) {
        return Math.ceil(Fonts.width(name, Fonts.plain(11))) + 16;
    }

    private double y(int layer) {
        return header.height() + 16.0 + layer * LEVEL;
    }

    @Override public String title() {
        return title;
    }

    @Override public int width() {
        return width;
    }

    @Override public int height() {
        return height;
    }

    /** Every order that was met, who did so and where. */
    public LockGraph data() {
        return graph;
    }

    @Override public String asText() {
        StringBuilder out = new StringBuilder(title).append('\n').append(graph);
        for (List<LockGraph.Fact> circle : graph.circles()) {
            out.append("\na circle: ");
            for (LockGraph.Fact fact : circle) out.append(fact.held().place()).append(" -> ");
            out.append(circle.get(0).held().place());
        }
        return out.toString();
    }

    @Override public void paint(Graphics2D g) {
        g.setColor(Ink.PAPER);
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        header.paint(g);
        for (LockLayers.Way way : layers.ways()) if (!onCircles.contains(way.fact())) arrow(g, way, Ink.AXIS, 1.1f);
        for (LockLayers.Way way : layers.ways()) if (onCircles.contains(way.fact())) arrow(g, way, BAD, 1.8f);
        layers.locks().forEach((name, node) -> box(g, name, node));
    }

    private void box(Graphics2D g, String name, LockLayers.Node node) {
        Color colour = colours.get(name);
        double x = left + node.x - node.width / 2;
        RoundRectangle2D shape = new RoundRectangle2D.Double(x, y(node.layer), node.width, BOX, 8, 8);
        g.setColor(Ink.tint(colour, 0.14));
        g.fill(shape);
        g.setColor(colour);
        g.setStroke(new BasicStroke(1.2f));
        g.draw(shape);
        g.setColor(Ink.TEXT);
        g.setFont(Fonts.plain(11));
        g.drawString(name, (float) x + 8, (float) y(node.layer) + 16);
    }

    /** Through the free places between; two that lead to and fro stand side by side. */
    private void arrow(Graphics2D g, LockLayers.Way way, Color colour, float thick) {
        List<LockLayers.Node> nodes = way.nodes();
        double aside = onCircles.contains(way.fact()) ? way.back() ? 7 : -7 : 0;
        List<Point2D> points = new ArrayList<>();
        points.add(new Point2D.Double(left + nodes.get(0).x + aside, y(nodes.get(0).layer) + BOX));
        for (LockLayers.Node node : nodes.subList(1, nodes.size() - 1)) {
            points.add(new Point2D.Double(left + node.x, y(node.layer) - 4));
            points.add(new Point2D.Double(left + node.x, y(node.layer) + BOX + 4));
        }
        LockLayers.Node last = nodes.get(nodes.size() - 1);
        points.add(new Point2D.Double(left + last.x + aside, y(last.layer)));
        if (way.back()) Collections.reverse(points);
        Path2D line = new Path2D.Double();
        line.moveTo(points.get(0).getX(), points.get(0).getY());
        for (Point2D point : points.subList(1, points.size())) line.lineTo(point.getX(), point.getY());
        g.setColor(colour);
        g.setStroke(new BasicStroke(thick));
        g.draw(line);
        head(g, points.get(points.size() - 2), points.get(points.size() - 1));
    }

    private static void head(Graphics2D g, Point2D from, Point2D tip) {
        double angle = Math.atan2(tip.getY() - from.getY(), tip.getX() - from.getX());
        Path2D head = new Path2D.Double();
        head.moveTo(tip.getX(), tip.getY());
        head.lineTo(tip.getX() - HEAD * Math.cos(angle - 0.4), tip.getY() - HEAD * Math.sin(angle - 0.4));
        head.lineTo(tip.getX() - HEAD * Math.cos(angle + 0.4), tip.getY() - HEAD * Math.sin(angle + 0.4));
        head.closePath();
        g.fill(head);
    }

    @Override public String toString() {
        return asText();
    }
}
