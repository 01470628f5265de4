package dev.lull.kernel.lab;

import dev.lull.engine.check.LockGraph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Where locks stand in a picture of their order: in layers, outer above inner. An order that leads over several layers has a free
 * place in each between, so that its arrow passes beside other locks. An order that would lead back up is laid out as if it led down.
 */
final class LockLayers {
    private static final double GAP = 18;
    private static final double WAY = 10;               // the free place of an arrow that only passes
    private static final int SWEEPS = 24;

    /** A lock, or the place at which an arrow passes a layer. */
    static final class Node {
        final String lock;                              // null: an arrow passes
        final int layer;
        final double width;
        final List<Node> above = new ArrayList<>();
        final List<Node> below = new ArrayList<>();
        double x;                                       // its middle

        Node(String lock, int layer, double width) {
            this.lock = lock;
            this.layer = layer;
            this.width = width;
        }
    }

    /** An order, from place to place; {@code back} when it leads up. */
    record Way(LockGraph.Fact fact, List<Node> nodes, boolean back) { }

    private final List<List<Node>> layers = new ArrayList<>();
    private final Map<String, Node> locks = new LinkedHashMap<>();
    private final List<Way> ways = new ArrayList<>();

    LockLayers(List<String> places, List<LockGraph.Fact> facts, ToDoubleFunction<String> width) {
        List<String[]> down = new ArrayList<>();
        List<Boolean> back = new ArrayList<>();
        for (LockGraph.Fact fact : facts) {
            boolean up = leads(down, fact.taken().place(), fact.held().place());
            back.add(up);
            down.add(up ? new String[] {fact.taken().place(), fact.held().place()} : new String[] {fact.held().place(), fact.taken().place()});
        }
        Map<String, Integer> depth = new LinkedHashMap<>();
        for (String place : places) depth.put(place, 0);
        for (int round = 0; round < places.size(); round++) for (String[] way : down) depth.merge(way[1], depth.get(way[0]) + 1, Math::max);
        depth.forEach((place, layer) -> locks.put(place, put(new Node(place, layer, width.applyAsDouble(place)))));
        for (int i = 0; i < facts.size(); i++) ways.add(new Way(facts.get(i), way(locks.get(down.get(i)[0]), locks.get(down.get(i)[1])), back.get(i)));
        double left = 0;
        for (List<List<Node>> part : parts()) {
            for (int sweep = 0; sweep < SWEEPS; sweep++) arrange(part, sweep);
            double least = part.stream().flatMap(List::stream).mapToDouble(node -> node.x - node.width / 2).min().orElse(0);
            for (List<Node> layer : part) for (Node node : layer) node.x += left - least;
            left = part.stream().flatMap(List::stream).mapToDouble(node -> node.x + node.width / 2).max().orElse(0) + 2 * GAP;
        }
    }

    /** What no order joins stands side by side: the layers of each part, those of them that are not empty. */
    private List<List<List<Node>>> parts() {
        List<List<List<Node>>> parts = new ArrayList<>();
        Set<Node> placed = new HashSet<>();                     // looked up, never walked
        for (Node start : locks.values()) {
            if (!placed.add(start)) continue;
            List<Node> part = new ArrayList<>(List.of(start));
            for (int at = 0; at < part.size(); at++) {
                for (Node next : part.get(at).above) if (placed.add(next)) part.add(next);
                for (Node next : part.get(at).below) if (placed.add(next)) part.add(next);
            }
            List<List<Node>> own = new ArrayList<>();
            for (List<Node> layer : layers) own.add(new ArrayList<>(layer.stream().filter(part::contains).toList()));
            own.removeIf(List::isEmpty);
            parts.add(own);
        }
        return parts;
    }

    private static boolean leads(List<String[]> down, String from, String to) {
        List<String> reached = new ArrayList<>(List.of(from));
        for (int at = 0; at < reached.size(); at++) {
            if (reached.get(at).equals(to)) return true;
            for (String[] way : down) if (way[0].equals(reached.get(at)) && !reached.contains(way[1])) reached.add(way[1]);
        }
        return false;
    }

    private Node put(Node node) {
        while (layers.size() <= node.layer) layers.add(new ArrayList<>());
        layers.get(node.layer).add(node);
        return node;
    }

    private List<Node> way(Node from, Node to) {
        List<Node> nodes = new ArrayList<>(List.of(from));
        for (int layer = from.layer + 1; layer < to.layer; layer++) nodes.add(put(new Node(null, layer, WAY)));
        nodes.add(to);
        for (int i = 0; i + 1 < nodes.size(); i++) {
            nodes.get(i).below.add(nodes.get(i + 1));
            nodes.get(i + 1).above.add(nodes.get(i));
        }
        return nodes;
    }

    /** Each layer by the middle of what its nodes are joined to, downwards and upwards by turns; then apart as far as need be. */
    private static void arrange(List<List<Node>> part, int sweep) {
        boolean downwards = sweep % 2 == 0;
        for (int i = 0; i < part.size(); i++) {
            List<Node> layer = part.get(downwards ? i : part.size() - 1 - i);
            for (Node node : layer) node.x = middle(downwards ? node.above : node.below, node.x);
            layer.sort(Comparator.comparingDouble(node -> node.x));
            spread(layer);
        }
    }

    private static double middle(List<Node> joined, double otherwise) {
        return joined.stream().mapToDouble(node -> node.x).average().orElse(otherwise);
    }

    /** Neighbours keep their distance; the layer as a whole stays where it wanted to be. */
    private static void spread(List<Node> layer) {
        double wanted = layer.stream().mapToDouble(node -> node.x).average().orElse(0);
        double reach = Double.NEGATIVE_INFINITY;
        for (Node node : layer) {
            node.x = Math.max(node.x, reach + node.width / 2);
            reach = node.x + node.width / 2 + GAP;
        }
        double moved = wanted - layer.stream().mapToDouble(node -> node.x).average().orElse(0);
        for (Node node : layer) node.x += moved;
    }

    /** The locks, by name. */
    Map<String, Node> locks() {
        return locks;
    }

    List<Way> ways() {
        return ways;
    }

    int count() {
        return layers.size();
    }

    double width() {
        return layers.stream().flatMap(List::stream).mapToDouble(node -> node.x + node.width / 2).max().orElse(0);
    }
}
