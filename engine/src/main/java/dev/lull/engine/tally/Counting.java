package dev.lull.engine.tally;

import dev.lull.engine.check.Deadlock;
import dev.lull.engine.check.LockOrder;
import dev.lull.engine.check.WaitsFor;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Depth first over a model's states, each looked at once, adding up from the ends what lies behind it. */
final class Counting {
    private static final int MOST_STATES = 2_000_000;

    private final Model model;
    private final Machine machine;
    private final Memory memory;
    private final String title;
    private final int[] moves;
    private final LockOrder order;

    private final Map<Node, Ahead> known = new HashMap<>();                 // looked up, never walked
    private final Set<Node> under = new HashSet<>();                        // on the way to where we are
    private final Set<Snapshot> states = new HashSet<>();
    private final Map<String, Stuck> ends = new LinkedHashMap<>();

    /** A state, and whether a rule has been broken on the way to it. */
    private record Node(Snapshot state, boolean broken) { }

    /** What lies ahead of a node: executions, and how likely each end is. */
    private record Ahead(BigInteger executions, BigInteger broken, BigInteger deadlocked, double oddsBroken, double oddsDeadlocked) {
        static final Ahead NOTHING = new Ahead(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, 0, 0);

        Ahead and(Ahead other) {
            return new Ahead(executions.add(other.executions), broken.add(other.broken), deadlocked.add(other.deadlocked),
                    oddsBroken + other.oddsBroken, oddsDeadlocked + other.oddsDeadlocked);
        }

        Ahead evenly(int ways) {
            return new Ahead(executions, broken, deadlocked, oddsBroken / ways, oddsDeadlocked / ways);
        }
    }

    Counting(Definition definition) {
        title = definition.title();
        model = definition.build();
        machine = model.machine();
        memory = machine.memory();
        moves = new int[machine.moveLimit()];
        order = new LockOrder().watch(machine);
    }

    Tally tally() {
        Ahead all = from(new Node(memory.snapshot(), breaksRule()));
        return new Tally(title, states.size(), all.executions(), all.broken(), all.deadlocked(), all.oddsBroken(), all.oddsDeadlocked(),
                List.copyOf(ends.values()), order.findings());
    }

    private Ahead from(Node here) {
        Ahead before = known.get(here);
        if (before != null) return before;
        if (!under.add(here)) throw new IllegalArgumentException("\"" + title + "\" can go round for ever, so its executions cannot be counted. Explore it instead.");
        if (known.size() == MOST_STATES) throw new IllegalArgumentException("\"" + title + "\" has more than " + MOST_STATES + " states. Make it smaller, or explore it.");
        states.add(here.state());
        List<Node> next = next(here);
        Ahead ahead = Ahead.NOTHING;
        for (Node node : next) ahead = ahead.and(from(node));
        ahead = next.isEmpty() ? end(here) : ahead.evenly(next.size());
        under.remove(here);
        known.put(here, ahead);
        return ahead;
    }

    private List<Node> next(Node here) {
        memory.restore(here.state());
        List<Node> next = new ArrayList<>();
        int[] open = Arrays.copyOf(moves, machine.moves(moves));
        for (int move : open) {
            MoveSource source = machine.source(move);
            if (source == machine.clock()) continue;
            machine.take(move);
            boolean broken = here.broken() | machine.takeBlame() != null | breaksRule();
            Snapshot there = memory.snapshot();
            boolean wentOn = !there.equals(here.state()) && !(source instanceof Task task && task.sleeps());
            if (wentOn) next.add(new Node(there, broken));
            memory.restore(here.state());
        }
        return next;
    }

    private boolean breaksRule() {
        for (Rule rule : model.always()) if (!rule.holds().getAsBoolean()) return true;
        return false;
    }

    private Ahead end(Node here) {
        memory.restore(here.state());
        String owed = null;
        for (Rule debt : model.owed()) if (owed == null && debt.holds().getAsBoolean()) owed = debt.says();
        if (owed != null) note(owed);
        BigInteger broken = here.broken() ? BigInteger.ONE : BigInteger.ZERO;
        BigInteger deadlocked = owed == null ? BigInteger.ZERO : BigInteger.ONE;
        return new Ahead(BigInteger.ONE, broken, deadlocked, broken.doubleValue(), deadlocked.doubleValue());
    }

    /** Lets everybody who cannot go on fall asleep, so that it can be seen for what. */
    private void note(String owed) {
        for (Context context : machine.contexts()) if (context.canRun()) context.take(0);
        machine.takeBlame();
        List<WaitsFor.Edge> waits = WaitsFor.in(machine);
        Finding circle = Deadlock.look(machine);
        Finding finding = circle != null ? circle : new Finding(Finding.Kind.DEADLOCK, "it never comes about that " + owed,
                waits.stream().map(WaitsFor.Edge::toString).toList());
        ends.merge(waits.toString(), new Stuck(finding, waits, WaitsFor.circle(waits), 1), (known, more) -> known.oneMore());
    }
}
