package dev.lull.engine.check;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;

import java.util.ArrayList;
import java.util.List;

/**
 * Who sleeps for whom in a machine's present state, as edges of a graph: for a lock its holders (and, before a reader, the
 * writers that wait), else those who alone would wake him. Spinning is not among them.
 */
public final class WaitsFor {
    private WaitsFor() {
    }

    /**
     * One task waits for another.
     *
     * @param who  the one that sleeps
     * @param what for what: a lock, a work item, another's exit
     * @param on   whom that takes
     */
    public record Edge(String who, String what, String on) {
        @Override public String toString() {
            return who + " --" + what + "--> " + on;
        }
    }

    /** All edges, in the order of the contexts. */
    public static List<Edge> in(Machine machine) {
        List<Edge> edges = new ArrayList<>();
        for (Context context : machine.contexts()) {
            if (!(context instanceof Task task) || !task.sleeps()) continue;
            WaitQueue queue = task.waitingFor();
            Lock lock = machine.sleptFor(queue);
            for (Context on : lock == null ? queue.wakers() : ahead(lock, task)) {
                edges.add(new Edge(task.name(), lock == null ? queue.name() : lock.name(), on.name()));
            }
        }
        return List.copyOf(edges);
    }

    private static List<Context> ahead(Lock lock, Task task) {
        List<Context> ahead = new ArrayList<>(lock.holders());
        if (lock instanceof RwSemaphore both && !both.prefersReaders() && !both.waitingWriters().contains(task)) {
            for (Context writer : both.waitingWriters()) if (!ahead.contains(writer)) ahead.add(writer);
        }
        return ahead;
    }

    /** The shortest circle in {@code edges}, from the edge that comes first; empty when there is none. */
    public static List<Edge> circle(List<Edge> edges) {
        List<Edge> shortest = List.of();
        for (Edge start : edges) {
            List<Edge> way = back(start, edges);
            if (!way.isEmpty() && (shortest.isEmpty() || way.size() < shortest.size())) shortest = way;
        }
        return shortest;
    }

    /** Breadth first from {@code start} to the one who waits in it. */
    private static List<Edge> back(Edge start, List<Edge> edges) {
        List<List<Edge>> ways = new ArrayList<>(List.of(List.of(start)));
        List<String> met = new ArrayList<>(List.of(start.on()));
        for (int i = 0; i < ways.size(); i++) {
            List<Edge> way = ways.get(i);
            String at = way.get(way.size() - 1).on();
            if (at.equals(start.who())) return way;
            for (Edge edge : edges) {
                if (!edge.who().equals(at) || met.contains(edge.on()) && !edge.on().equals(start.who())) continue;
                met.add(edge.on());
                List<Edge> longer = new ArrayList<>(way);
                longer.add(edge);
                ways.add(longer);
            }
        }
        return List.of();
    }
}
