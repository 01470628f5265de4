package dev.lull.engine.check;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.model.Finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * lockdep: in which order locks are taken, gathered over any number of steps, runs and machines of one model. A circle in it
 * is a deadlock that can happen, even if none of them met it. Locks of one {@linkplain Lock#kind() kind} are one here; among
 * themselves they are told apart by name.
 *
 * <p>It is fed with facts, "context C took B while holding A". {@link #watch} has a machine report each acquisition as it
 * happens; whoever makes steps without executing them again must report what they acquired with {@link #took}.
 */
public final class LockOrder implements Machine.LockListener {
    private final Map<String, Map<String, Fact>> before = new LinkedHashMap<>();       // by what was held, then by what was taken
    private Machine machine;

    /**
     * One lock taken inside another.
     *
     * @param by    who did it first
     * @param where the function and label at which it did
     * @param held  the outer lock's name
     * @param taken the inner lock's name
     */
    public record Fact(String by, String where, String held, String taken) {
        @Override public String toString() {
            return by + " takes " + taken + " while it holds " + held + ", in " + where;
        }
    }

    /** Has {@code machine} report every acquisition from now on; what was known is kept. */
    public LockOrder watch(Machine machine) {
        this.machine = machine;
        machine.onAcquired(this);
        return this;
    }

    @Override public void acquired(Context by, Lock lock) {
        List<Lock> locks = machine.allLocks();
        if (lock instanceof SpinLock && by.peekSpinlocks() == 1 && locks.size() == machine.locks().size()) return;     // the common case: it is the only one
        for (int i = 0; i < locks.size(); i++) {
            Lock held = locks.get(i);
            if (held != lock && held.isHeldBy(by)) took(by, by.executing().name() + "() at " + by.label(), held, lock);
        }
    }

    /** Notes a fact. */
    public void took(Context by, String where, Lock held, Lock taken) {
        boolean alike = held.kind().equals(taken.kind());
        String outer = alike ? held.name() : held.kind();
        String inner = alike ? taken.name() : taken.kind();
        Map<String, Fact> after = before.computeIfAbsent(outer, name -> new LinkedHashMap<>());
        if (!after.containsKey(inner)) after.put(inner, new Fact(by.name(), where, held.name(), taken.name()));
    }

    /** Adds what another has gathered: one watches each of several searchers, and they are put together in the end. */
    public LockOrder and(LockOrder other) {
        other.before.forEach((outer, after) -> after.forEach((inner, fact) -> before.computeIfAbsent(outer, name -> new LinkedHashMap<>()).putIfAbsent(inner, fact)));
        return this;
    }

    /** Every fact, the first of its kind each. */
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        before.values().forEach(after -> facts.addAll(after.values()));
        return facts;
    }

    /** The orders that contradict each other, a shortest circle for each lock that is on one; empty when there is none. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Set<Set<String>> told = new LinkedHashSet<>();
        for (String start : before.keySet()) {
            List<Fact> circle = circleFrom(start);
            Set<String> locks = new LinkedHashSet<>();
            for (Fact fact : circle) locks.add(fact.taken());
            if (!circle.isEmpty() && told.add(Collections.unmodifiableSet(locks))) findings.add(tell(circle));
        }
        return findings;
    }

    /** Breadth first: the shortest way from a lock back to itself, as facts. */
    private List<Fact> circleFrom(String start) {
        Map<String, String> cameFrom = new LinkedHashMap<>();
        List<String> queue = new ArrayList<>(List.of(start));
        for (int at = 0; at < queue.size(); at++) {
            String held = queue.get(at);
            for (String taken : before.getOrDefault(held, Map.of()).keySet()) {
                if (taken.equals(start)) return way(start, held, cameFrom);
                if (cameFrom.putIfAbsent(taken, held) == null) queue.add(taken);
            }
        }
        return List.of();
    }

    private List<Fact> way(String start, String last, Map<String, String> cameFrom) {
        List<Fact> way = new ArrayList<>(List.of(before.get(last).get(start)));
        for (String at = last; !at.equals(start); at = cameFrom.get(at)) way.add(0, before.get(cameFrom.get(at)).get(at));
        return way;
    }

    private static Finding tell(List<Fact> circle) {
        List<String> why = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Fact fact : circle) {
            why.add(fact.toString());
            names.add(fact.held());
        }
        why.add("if all of them do so at once, none of them goes on");
        return new Finding(Finding.Kind.LOCK_ORDER, "possible circular locking: " + String.join(" before ", names) + " before " + names.get(0), why);
    }
}
