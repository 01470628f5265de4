package dev.lull.engine.check;

import dev.lull.engine.model.Finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lock was taken inside which, over any number of runs: what lockdep knows. A circle in it is a deadlock that can
 * happen, even if no run met it; so is a handler's taking a lock that a task holds with handlers let in.
 *
 * @param facts      one lock taken inside another, the first of its kind each
 * @param inHandlers of each lock that a handler takes, the first time
 * @param open       of each lock that a task holds with interrupts and bottom halves on, the first time
 */
public record LockGraph(List<Fact> facts, List<Use> inHandlers, List<Use> open) {
    /** Nothing is known. */
    public static final LockGraph EMPTY = new LockGraph(List.of(), List.of(), List.of());

    public LockGraph {
        facts = List.copyOf(facts);
        inHandlers = List.copyOf(inHandlers);
        open = List.copyOf(open);
    }

    /**
     * A lock as a place in the graph.
     *
     * @param name   the lock's
     * @param place  what it counts as: its kind; its name where two of a kind were taken one inside the other
     * @param passed whether others who hold it in the same way are let pass
     */
    public record Held(String name, String place, boolean passed) { }

    /**
     * One lock taken inside another.
     *
     * @param by    who did it first
     * @param where the function and label at which it did
     * @param held  the outer lock
     * @param taken the inner lock
     * @param run   the moves of a run that ends with it; empty when it is not known
     * @param steps where in that run; {@code null} when it is not known
     */
    public record Fact(String by, String where, Held held, Held taken, int[] run, Steps steps) {
        @Override public String toString() {
            String at = by + " takes " + taken.name() + " while it holds " + held.name() + ", in " + where;
            return steps == null ? at : at + " (step " + steps.taken() + (steps.held() == 0 ? "" : " of a run; " + held.name() + " since step " + steps.held() + ", in " + steps.heldAt()) + ")";
        }

        boolean saysTheSame(Fact other) {
            return held.place().equals(other.held.place()) && taken.place().equals(other.taken.place()) && held.passed() == other.held.passed() && taken.passed() == other.taken.passed();
        }

        /** The same with the places in its run at which it took the two. */
        public Fact at(Steps steps) {
            return new Fact(by, where, held, taken, run, steps);
        }
    }

    /**
     * Moves of a run, from 1.
     *
     * @param held   the one with which the outer lock was taken; 0 for before the run began
     * @param heldAt the function and label at which that was
     * @param taken  the one with which the inner lock was
     */
    public record Steps(int held, String heldAt, int taken) { }

    /**
     * A lock in somebody's hands.
     *
     * @param by    whose
     * @param where the function and label at which
     * @param lock  the lock
     */
    public record Use(String by, String where, Held lock) { }

    /** What both know: circles may show that neither has alone, for what counts as one place is told by its name. Of one order, this one's fact stays. */
    public LockGraph and(LockGraph other) {
        List<Fact> both = new ArrayList<>(facts);
        for (Fact fact : other.facts) if (both.stream().noneMatch(fact::saysTheSame)) both.add(fact);
        return new LockGraph(both, joined(inHandlers, other.inHandlers), joined(open, other.open));
    }

    private static List<Use> joined(List<Use> some, List<Use> more) {
        List<Use> all = new ArrayList<>(some);
        for (Use use : more) if (some.stream().noneMatch(known -> known.lock().place().equals(use.lock().place()))) all.add(use);
        return all;
    }

    /** The orders without those that follow from others, by way of a third lock; what is on a circle stays. */
    public List<Fact> essential() {
        Set<Fact> onCircles = new LinkedHashSet<>();
        circles().forEach(onCircles::addAll);
        List<Fact> straight = facts.stream().filter(fact -> !onCircles.contains(fact)).toList();
        List<Fact> essential = new ArrayList<>();
        for (Fact fact : facts) {
            String from = fact.held().place();
            boolean follows = straight.contains(fact) && straight.stream().anyMatch(first -> first.held().place().equals(from) && !first.taken().place().equals(fact.taken().place())
                    && leads(straight, first.taken().place(), fact.taken().place()));
            boolean told = essential.stream().anyMatch(other -> other.held().place().equals(from) && other.taken().place().equals(fact.taken().place()));
            if (!follows && !told) essential.add(fact);
        }
        return essential;
    }

    private static boolean leads(List<Fact> by, String from, String to) {
        List<String> reached = new ArrayList<>(List.of(from));
        for (int at = 0; at < reached.size(); at++) {
            if (reached.get(at).equals(to)) return true;
            for (Fact fact : by) if (fact.held().place().equals(reached.get(at)) && !reached.contains(fact.taken().place())) reached.add(fact.taken().place());
        }
        return false;
    }

    /** Whether no lock was taken inside another. */
    public boolean isEmpty() {
        return facts.isEmpty();
    }

    /** Every lock that stands in it, in the order in which it was met. */
    public List<String> places() {
        Set<String> places = new LinkedHashSet<>();
        for (Fact fact : facts) {
            places.add(fact.held().place());
            places.add(fact.taken().place());
        }
        return List.copyOf(places);
    }

    /** The facts of each circle, a shortest one for each lock that is on one. */
    public List<List<Fact>> circles() {
        List<List<Fact>> circles = new ArrayList<>();
        Set<Set<String>> told = new LinkedHashSet<>();
        for (Fact start : facts) {
            List<Fact> circle = circleFrom(start);
            Set<String> locks = new LinkedHashSet<>();
            for (Fact fact : circle) locks.add(fact.taken().place());
            if (!circle.isEmpty() && told.add(Collections.unmodifiableSet(locks))) circles.add(circle);
        }
        return circles;
    }

    /** Breadth first: the shortest way on from a fact back to it. */
    private List<Fact> circleFrom(Fact start) {
        Map<Fact, Fact> cameFrom = new LinkedHashMap<>();
        List<Fact> queue = new ArrayList<>(List.of(start));
        for (int at = 0; at < queue.size(); at++) {
            Fact here = queue.get(at);
            for (Fact next : facts) {
                if (!next.held().place().equals(here.taken().place()) || next.held().passed() && here.taken().passed()) continue;
                if (next == start) return way(start, here, cameFrom);
                if (cameFrom.putIfAbsent(next, here) == null) queue.add(next);
            }
        }
        return List.of();
    }

    private static List<Fact> way(Fact start, Fact last, Map<Fact, Fact> cameFrom) {
        List<Fact> way = new ArrayList<>();
        for (Fact at = last; at != start; at = cameFrom.get(at)) way.add(0, at);
        way.add(0, start);
        return way;
    }

    /** What is wrong with it; empty when nothing is. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (List<Fact> circle : circles()) findings.add(tell(circle));
        for (Use handler : inHandlers) {
            for (Use task : open) if (task.lock().place().equals(handler.lock().place())) findings.add(tell(handler, task));
        }
        return findings;
    }

    private static Finding tell(List<Fact> circle) {
        List<String> why = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Fact fact : circle) {
            why.add(fact.toString());
            names.add(fact.held().name());
        }
        why.add("if all of them do so at once, none of them goes on");
        return new Finding(Finding.Kind.LOCK_ORDER, "possible circular locking: " + String.join(" before ", names) + " before " + names.get(0), why);
    }

    private static Finding tell(Use handler, Use task) {
        return new Finding(Finding.Kind.LOCK_ORDER, "inconsistent use of " + task.lock().place() + ": a handler takes it, and a task holds it with handlers let in", List.of(
                handler.by() + " takes " + handler.lock().name() + " in a handler, in " + handler.where(),
                task.by() + " holds " + task.lock().name() + " with interrupts and bottom halves on, in " + task.where(),
                "a handler that begins on that CPU meanwhile waits for the task below it"));
    }

    /** The facts, a line each. */
    @Override public String toString() {
        StringBuilder out = new StringBuilder();
        for (Fact fact : facts) {
            out.append(out.length() == 0 ? "" : "\n").append(fact.held().place()).append(" -> ").append(fact.taken().place())
                    .append("   ").append(fact.by()).append(", in ").append(fact.where());
        }
        return out.length() == 0 ? "no lock was taken inside another" : out.toString();
    }
}
