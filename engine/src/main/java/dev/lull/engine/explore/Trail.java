package dev.lull.engine.explore;

import dev.lull.engine.packed.PackedModel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Finds the way from the first state to one that was met, back from origin to origin and then forward to make sure. */
final class Trail {
    private final PackedModel model;
    private final Visited visited;
    private final long[] first;
    private final int longs;
    private final boolean wide;

    Trail(PackedModel model, Visited visited, long[] first, int longs, boolean wide) {
        this.model = model;
        this.visited = visited;
        this.first = first;
        this.longs = longs;
        this.wide = wide;
    }

    /** Every step, those included that contexts went on with by themselves. */
    int[] to(Violation violation) {
        Deque<List<Long>> ways = new ArrayDeque<>();
        ways.push(visited.originsOf(violation.fingerprint()));
        List<Long> path = new ArrayList<>();
        while (!ways.isEmpty()) {
            List<Long> open = ways.peek();
            if (open.isEmpty()) {
                ways.pop();
                if (!path.isEmpty()) path.remove(path.size() - 1);
                continue;
            }
            long origin = open.remove(open.size() - 1);
            if (Visited.level(origin) == 1) {
                int[] tape = walk(path, violation);
                if (tape != null) return tape;
                continue;
            }
            path.add(origin);
            ways.push(visited.parents(origin));
        }
        throw new IllegalStateException("no way back from the violation: the search has lost a state");
    }

    /** The tape of a path, last move first; {@code null} when it leads elsewhere. */
    private int[] walk(List<Long> path, Violation violation) {
        long[] state = first.clone();
        int[] tape = new int[64];
        int length = 0;
        int turn = 0;                                           // how the state is turned against the one that was really reached
        for (int i = path.size() - 1; i >= -1; i--) {
            int move = i >= 0 ? visited.move(path.get(i)) : violation.move();
            if (i < 0 && Fingerprint.first(state, 0, longs) != violation.fingerprint()) return null;
            if (move == Violation.AT_REST) break;
            int last = model.last(state, 0);
            int count = model.moves(state, 0);
            int at = 0;
            while (at < count && model.move(at) != move) at++;
            if (at == count) return null;
            int stepper = model.stepper(at);
            model.step(at, state, 0);
            if (length + model.fused() + 1 > tape.length) tape = Arrays.copyOf(tape, (length + model.fused() + 1) * 2);
            tape[length++] = model.turnedBack(turn, move);
            for (int more = 0; more < model.fused(); more++) tape[length++] = model.turnedBack(turn, model.fusedMove());
            turn = model.thenTurned(turn);
            model.setLast(stepper != 0 ? stepper : last);
            System.arraycopy(model.next(), 0, state, 0, longs);
        }
        return Arrays.copyOf(tape, length);
    }
}
