package dev.lull.engine.explore;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;
import dev.lull.engine.packed.PackedModel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Looks for endless rounds in which something stays owed although everybody who can move again and again does so, and
 * jiffies pass. The whole graph of states is kept; within the states in which a debt is open, each strongly connected part
 * is a round unless it leaves somebody out who could move: then the states in which he could are taken out of it, and what
 * is left is looked at again (strong fairness, by Emerson and Lei's way of refining components).
 */
final class Rounds {
    private static final int PROCESSES = 64;
    private static final int NO_PROCESS = -1;
    private static final long REPORT_NANOS = 100_000_000;

    private final PackedModel model;
    private final int longs;
    private final int clock;
    private final Frontier states;
    private final Index index = new Index();
    private int[] parent = new int[1024];
    private int[] cameBy = new int[1024];
    private int[] edgesFrom = new int[1025];
    private int[] edgeTo = new int[4096];
    private int[] edgeMove = new int[4096];
    private int edges;
    private long[] enabled = new long[1024];
    private final int[] process;                // by position of the source: its number among those who have moved
    private int processes;

    private int[] set = new int[0];             // by state: the number of the set of states it is looked at with
    private int sets;

    Rounds(PackedModel model) {
        this.model = model;
        longs = model.longs();
        states = new Frontier(longs);
        Machine machine = model.machine();
        clock = machine.move(machine.clock(), 0);
        process = new int[machine.sourceCount()];
        Arrays.fill(process, NO_PROCESS);
    }

    /** Meets every state; whether that was possible within the bounds. */
    boolean meetAll(Bounds bounds, long deadline, Progress progress) {
        long[] first = new long[longs];
        model.first(first, 0);
        meet(first, -1, -1);
        long nextReport = System.nanoTime();
        for (int state = 0; state < states.size(); state++) {
            leave(state);
            if ((state & 0xff) != 0) continue;
            long now = System.nanoTime();
            if (now >= nextReport) {
                progress.at(states.size(), edges, 0, states.size() - state, bytes());
                nextReport = now + REPORT_NANOS;
            }
            boolean late = deadline != 0 && now - deadline >= 0;
            if (late || Thread.currentThread().isInterrupted() || states.size() > bounds.states() || bytes() > bounds.bytes()) return false;
        }
        return true;
    }

    private long bytes() {
        return states.bytes() + index.bytes() + 4L * (parent.length + cameBy.length + edgesFrom.length + 2L * edgeTo.length + 2L * enabled.length);
    }

    private int meet(long[] state, int from, int move) {
        int number = index.numberOf(Fingerprint.first(state, 0, longs), states.size());
        if (number < states.size()) return number;
        states.add();
        System.arraycopy(state, 0, states.chunk(number), states.offset(number), longs);
        if (number == parent.length) {
            parent = Arrays.copyOf(parent, number * 2);
            cameBy = Arrays.copyOf(cameBy, number * 2);
            enabled = Arrays.copyOf(enabled, number * 2);
            edgesFrom = Arrays.copyOf(edgesFrom, number * 2 + 1);
        }
        parent[number] = from;
        cameBy[number] = move;
        return number;
    }

    private void leave(int state) {
        long[] chunk = states.chunk(state);
        int at = states.offset(state);
        edgesFrom[state] = edges;
        int count = model.moves(chunk, at);
        for (int i = 0; i < count; i++) {
            int move = model.move(i);
            boolean binds = !model.isOutside(i) || move == clock;
            PackedModel.Step step = model.step(i, chunk, at);
            if (step != PackedModel.Step.MOVED && step != PackedModel.Step.SAME) continue;
            if (binds) enabled[state] |= 1L << processOf(move);
            int to = meet(model.next(), state, move);
            if (edges == edgeTo.length) {
                edgeTo = Arrays.copyOf(edgeTo, edges * 2);
                edgeMove = Arrays.copyOf(edgeMove, edges * 2);
            }
            edgeTo[edges] = to;
            edgeMove[edges++] = move;
        }
        edgesFrom[state + 1] = edges;
    }

    private int processOf(int move) {
        int position = Machine.position(move);
        if (process[position] == NO_PROCESS) {
            if (processes == PROCESSES) {
                throw new IllegalArgumentException("fairly(): more than " + PROCESSES + " contexts, timers and the like can move here; endless rounds"
                        + " are looked for in smaller models");
            }
            process[position] = processes++;
        }
        return process[position];
    }

    int states() {
        return states.size();
    }

    /** A way into a round and once round it, for the first debt that has one; {@code null} when there is none. */
    Round find() {
        Model shown = model.show(states.chunk(0), states.offset(0));
        for (Rule debt : shown.owed()) {
            int[] open = open(debt);
            int[] round = open.length == 0 ? null : round(open);
            if (round != null) return round(debt, round);
        }
        return null;
    }

    /**
     * A way into a round and once round it, as moves of the packed model without reduction, which are those of the machine.
     *
     * @param debt what stays open
     */
    record Round(Rule debt, int[] prefix, int[] loop) { }

    private int[] open(Rule debt) {
        int[] open = new int[states.size()];
        int count = 0;
        for (int state = 0; state < states.size(); state++) {
            model.show(states.chunk(state), states.offset(state));
            if (debt.holds().getAsBoolean()) open[count++] = state;
        }
        return Arrays.copyOf(open, count);
    }

    // ---- components -------------------------------------------------------------------------------------------

    private int[] round(int[] open) {
        set = new int[states.size()];
        sets = 0;
        Deque<int[]> candidates = new ArrayDeque<>();
        candidates.push(open);
        while (!candidates.isEmpty()) {
            int[] candidate = candidates.pop();
            mark(candidate);
            for (int[] component : new Components(candidate, sets).all()) {
                mark(component);
                long taken = taken(component);
                if (taken == 0) continue;
                long able = 0;
                for (int state : component) able |= enabled[state];
                long leftOut = able & ~taken;
                if (leftOut == 0) return component;
                int[] rest = Arrays.stream(component).filter(state -> (enabled[state] & leftOut) == 0).toArray();
                if (rest.length > 0) candidates.push(rest);
            }
        }
        return null;
    }

    private void mark(int[] states) {
        sets++;
        for (int state : states) set[state] = sets;
    }

    /** Who moves from one state of the set that was marked last to another. */
    private long taken(int[] component) {
        long taken = 0;
        for (int state : component) {
            for (int edge = edgesFrom[state]; edge < edgesFrom[state + 1]; edge++) {
                int by = process[Machine.position(edgeMove[edge])];
                if (set[edgeTo[edge]] == sets && by != NO_PROCESS) taken |= 1L << by;
            }
        }
        return taken;
    }

    /** Strongly connected components of a set of states, by Tarjan's algorithm with a stack of its own. */
    private final class Components {
        private final int[] within;
        private final int mark;
        private final int[] low;
        private final int[] order;
        private final boolean[] waits;
        private final List<int[]> found = new ArrayList<>();

        Components(int[] within, int mark) {
            this.within = within;
            this.mark = mark;
            low = new int[set.length];
            order = new int[set.length];
            waits = new boolean[set.length];
        }

        List<int[]> all() {
            int[] path = new int[within.length];
            int[] edge = new int[within.length];
            int[] stack = new int[within.length];
            int depth;
            int top = 0;
            int clock = 0;
            for (int root : within) {
                if (order[root] != 0) continue;
                depth = 0;
                path[0] = root;
                edge[0] = edgesFrom[root];
                order[root] = low[root] = ++clock;
                stack[top++] = root;
                waits[root] = true;
                while (depth >= 0) {
                    int state = path[depth];
                    if (edge[depth] < edgesFrom[state + 1]) {
                        int to = edgeTo[edge[depth]++];
                        if (set[to] != mark) continue;
                        if (order[to] == 0) {
                            order[to] = low[to] = ++clock;
                            stack[top++] = to;
                            waits[to] = true;
                            path[++depth] = to;
                            edge[depth] = edgesFrom[to];
                        } else if (waits[to]) {
                            low[state] = Math.min(low[state], order[to]);
                        }
                        continue;
                    }
                    if (low[state] == order[state]) top = take(stack, top, state);
                    if (--depth >= 0) low[path[depth]] = Math.min(low[path[depth]], low[state]);
                }
            }
            return found;
        }

        private int take(int[] stack, int top, int root) {
            int from = top;
            do waits[stack[--from]] = false; while (stack[from] != root);
            found.add(Arrays.copyOfRange(stack, from, top));
            return from;
        }
    }

    // ---- the way ----------------------------------------------------------------------------------------------

    private Round round(Rule debt, int[] component) {
        mark(component);
        int entry = Arrays.stream(component).min().orElseThrow();
        List<Integer> loop = new ArrayList<>();
        int at = entry;
        long taken = taken(component);
        for (int who = 0; who < processes; who++) {
            if ((taken >>> who & 1) == 0 || isIn(loop, who)) continue;
            at = goOn(at, who, -1, loop);
        }
        if (at != entry) goOn(at, NO_PROCESS, entry, loop);
        return new Round(debt, prefix(entry), loop.stream().mapToInt(Integer::intValue).toArray());
    }

    private boolean isIn(List<Integer> loop, int who) {
        for (int move : loop) if (process[Machine.position(move)] == who) return true;
        return false;
    }

    /** Goes on inside the set that was marked last by a shortest way: over a move of {@code who}, or to a state. Returns where it got. */
    private int goOn(int from, int who, int to, List<Integer> moves) {
        int[] cameFrom = new int[states.size()];
        int[] over = new int[states.size()];
        Arrays.fill(cameFrom, -1);
        Deque<Integer> queue = new ArrayDeque<>(List.of(from));
        cameFrom[from] = from;
        while (!queue.isEmpty()) {
            int state = queue.poll();
            for (int edge = edgesFrom[state]; edge < edgesFrom[state + 1]; edge++) {
                int next = edgeTo[edge];
                if (set[next] != sets) continue;
                boolean there = who != NO_PROCESS ? process[Machine.position(edgeMove[edge])] == who : next == to;
                if (there) {
                    List<Integer> back = new ArrayList<>(List.of(edgeMove[edge]));
                    for (int at = state; at != from; at = cameFrom[at]) back.add(over[at]);
                    for (int i = back.size() - 1; i >= 0; i--) moves.add(back.get(i));
                    return next;
                }
                if (cameFrom[next] >= 0) continue;
                cameFrom[next] = state;
                over[next] = edgeMove[edge];
                queue.add(next);
            }
        }
        throw new IllegalStateException("a component is not connected");
    }

    private int[] prefix(int state) {
        List<Integer> back = new ArrayList<>();
        for (int at = state; parent[at] >= 0; at = parent[at]) back.add(cameBy[at]);
        int[] prefix = new int[back.size()];
        for (int i = 0; i < prefix.length; i++) prefix[i] = back.get(prefix.length - 1 - i);
        return prefix;
    }

    /** Numbers of states by fingerprint. */
    private static final class Index {
        private long[] prints = new long[1 << 12];
        private int[] numbers = new int[1 << 12];
        private int size;

        /** The number a state was given, or else {@code number}, which it is given now. */
        int numberOf(long print, int number) {
            int at = place(print);
            if (numbers[at] != 0) return numbers[at] - 1;
            prints[at] = print;
            numbers[at] = number + 1;
            if (++size > prints.length / 2) grow();
            return number;
        }

        private int place(long print) {
            int mask = prints.length - 1;
            int at = (int) (print ^ print >>> 32) & mask;
            while (numbers[at] != 0 && prints[at] != print) at = at + 1 & mask;
            return at;
        }

        private void grow() {
            long[] oldPrints = prints;
            int[] oldNumbers = numbers;
            prints = new long[oldPrints.length * 2];
            numbers = new int[oldPrints.length * 2];
            for (int i = 0; i < oldPrints.length; i++) {
                if (oldNumbers[i] == 0) continue;
                int at = place(oldPrints[i]);
                prints[at] = oldPrints[i];
                numbers[at] = oldNumbers[i];
            }
        }

        long bytes() {
            return 12L * prints.length;
        }
    }
}
