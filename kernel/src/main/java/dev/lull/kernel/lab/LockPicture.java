package dev.lull.kernel.lab;

import dev.lull.engine.check.LockGraph;
import dev.lull.kernel.lab.figure.Figure;
import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order of locks as a picture: an arrow from each lock to those that are taken inside it, outer locks above inner ones.
 * Arrows that lead back, so that they close a circle, stand out.
 */
public final class LockPicture implements Figure {
    private static final int GAP = 28;
    private static final int LEVEL = 64;
    private static final int BOX = 24;
    private static final int LEAST = 360;
    private static final double HEAD = 7;
    private static final Color BAD = Ink.series(1);

    private final String title;
    private final LockGraph graph;
    private final FigureHeader header;
    private final Map<String, Rectangle2D> boxes = new LinkedHashMap<>();
    private final Set<LockGraph.Fact> onCircles = new LinkedHashSet<>();
    private final int width;
    private final int height;

    LockPicture(String title, LockGraph graph) {
        this.title = "locks taken inside others: " + title;
        this.graph = graph;
        graph.circles().forEach(onCircles::addAll);
        List<List<String>> levels = levels();
        int widest = LEAST;
        for (List<String> level : levels) widest = Math.max(widest, level.stream().mapToInt(name -> boxWidth(name) + GAP).sum() + GAP);
        width = widest;
        List<FigureHeader.Key> keys = new ArrayList<>(List.of(new FigureHeader.Key("from the outer lock to the inner one", (Color) null)));
        if (!onCircles.isEmpty()) keys.add(new FigureHeader.Key("on a circle: a deadlock that can happen", BAD));
        header = new FigureHeader(this.title, keys, width);
        for (int level = 0; level < levels.size(); level++) place(levels.get(level), header.height() + 16 + level * LEVEL);
        height = header.height() + 16 + Math.max(1, levels.size()) * LEVEL - LEVEL + BOX + 18;
    }

    private static int boxWidth(String name) {
        return (int) Math.ceil(Fonts.width(name, Fonts.plain(11))) + 16;
    }

    private void place(List<String> names, int y) {
        int needed = names.stream().mapToInt(name -> boxWidth(name) + GAP).sum() - GAP;
        int x = (width - needed) / 2;
        for (String name : names) {
            boxes.put(name, new Rectangle2D.Double(x, y, boxWidth(name), BOX));
            x += boxWidth(name) + GAP;
        }
    }

    /** Each lock below all that are held when it is taken, as far as they do not contradict each other. */
    private List<List<String>> levels() {
        Map<String, Integer> depth = new LinkedHashMap<>();
        for (String place : graph.places()) depth.put(place, 0);
        for (int round = 0; round < depth.size(); round++) {
            for (LockGraph.Fact fact : graph.facts()) {
                int below = depth.get(fact.held().place()) + 1;
                if (!onCircles.contains(fact) && depth.get(fact.taken().place()) < below) depth.put(fact.taken().place(), below);
            }
        }
        List<List<String>> levels = new ArrayList<>();
        depth.forEach((place, at) -> {
            while (levels.size() <= at) levels.add(new ArrayList<>());
            levels.get(at).add(place);
        });
        return levels;
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

    @Override public String asText() {
        return title + "\n" + graph;
    }

    @Override public void paint(Graphics2D g) {
        g.setColor(Ink.PAPER);
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        header.paint(g);
        for (LockGraph.Fact fact : graph.facts()) arrow(g, boxes.get(fact.held().place()), boxes.get(fact.taken().place()), onCircles.contains(fact));
        Font small = Fonts.plain(11);
        boxes.forEach((name, box) -> {
            RoundRectangle2D shape = new RoundRectangle2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight(), 8, 8);
            g.setColor(Ink.tint(Ink.series(0), 0.12));
            g.fill(shape);
            g.setColor(Ink.series(0));
            g.setStroke(new BasicStroke(1));
            g.draw(shape);
            g.setColor(Ink.TEXT);
            g.setFont(small);
            g.drawString(name, (float) box.getX() + 8, (float) box.getY() + 16);
        });
    }

    /** Down from the outer lock; beside the way down when it leads up again or to the same height. */
    private static void arrow(Graphics2D g, Rectangle2D from, Rectangle2D to, boolean bad) {
        boolean down = to.getY() > from.getY();
        boolean level = to.getY() == from.getY();
        boolean right = to.getX() > from.getX();
        double aside = bad && !level ? down ? -6 : 6 : 0;
        double x1 = level ? right ? from.getMaxX() : from.getX() : from.getCenterX() + aside;
        double y1 = level ? from.getCenterY() + (right ? -5 : 5) : down ? from.getMaxY() : from.getY();
        double x2 = level ? right ? to.getX() : to.getMaxX() : to.getCenterX() + aside;
        double y2 = level ? to.getCenterY() + (right ? -5 : 5) : down ? to.getY() : to.getMaxY();
        g.setColor(bad ? BAD : Ink.QUIET);
        g.setStroke(new BasicStroke(bad ? 1.8f : 1.1f));
        g.draw(new Line2D.Double(x1, y1, x2, y2));
        double angle = Math.atan2(y2 - y1, x2 - x1);
        Path2D head = new Path2D.Double();
        head.moveTo(x2, y2);
        head.lineTo(x2 - HEAD * Math.cos(angle - 0.4), y2 - HEAD * Math.sin(angle - 0.4));
        head.lineTo(x2 - HEAD * Math.cos(angle + 0.4), y2 - HEAD * Math.sin(angle + 0.4));
        head.closePath();
        g.fill(head);
    }

    @Override public String toString() {
        return asText();
    }
}
