package dev.lull.engine.machine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Everything that can move, numbered: a move is a source's position and one of its alternatives. */
final class MoveTable {
    private final List<MoveSource> sources = new ArrayList<>();
    private MoveSource[] table = new MoveSource[0];
    private final Map<MoveSource, Integer> positions = new IdentityHashMap<>();     // looked up, never walked

    void add(MoveSource source) {
        sources.add(source);
    }

    void sealed() {
        table = sources.toArray(new MoveSource[0]);
        for (int at = 0; at < table.length; at++) positions.put(table[at], at);
    }

    int size() {
        return table.length;
    }

    static int position(int move) {
        return move >>> Machine.ALTERNATIVE_BITS;
    }

    static int alternative(int move) {
        return move & (1 << Machine.ALTERNATIVE_BITS) - 1;
    }

    static int move(int position, int alternative) {
        return position << Machine.ALTERNATIVE_BITS | alternative;
    }

    int move(MoveSource source, int alternative) {
        Integer at = positions.get(source);
        if (at == null) throw new IllegalArgumentException(source + " is no part of this machine");
        return move(at, alternative);
    }

    MoveSource source(int move) {
        return table[position(move)];
    }

    int moves(int[] into) {
        int count = 0;
        for (int position = 0; position < table.length; position++) count = movesOf(position, into, count);
        return count;
    }

    int movesOf(int position, int[] into, int from) {
        int alternatives = table[position].alternatives();
        for (int alternative = 0; alternative < alternatives; alternative++) {
            if (table[position] instanceof Scheduler scheduler && !scheduler.canTurnTo(alternative)) continue;
            into[from++] = move(position, alternative);
        }
        return from;
    }

    boolean allows(int move) {
        if (move < 0 || position(move) >= table.length || alternative(move) >= source(move).alternatives()) return false;
        return !(source(move) instanceof Scheduler scheduler) || scheduler.canTurnTo(alternative(move));
    }
}
