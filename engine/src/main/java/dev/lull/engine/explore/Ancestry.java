package dev.lull.engine.explore;

import dev.lull.engine.machine.Machine;

import java.util.Arrays;

/**
 * For each state found, in the order found: the state it was first reached from, the move that led there, and how many
 * steps its context went on by itself after it.
 */
final class Ancestry {
    private int[] parents = new int[1 << 12];
    private int[] moves = new int[1 << 12];
    private byte[] fused = new byte[1 << 12];
    private int size;

    /** Adds a state and returns its number. */
    int add(int parent, int move, int more) {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, size + (size >> 1));
            moves = Arrays.copyOf(moves, size + (size >> 1));
            fused = Arrays.copyOf(fused, size + (size >> 1));
        }
        parents[size] = parent;
        moves[size] = move;
        fused[size] = (byte) more;
        return size++;
    }

    /** Every step that leads to {@code state} from the first one. */
    int[] tape(int state, Machine machine) {
        int length = 0;
        for (int at = state; parents[at] >= 0; at = parents[at]) length += 1 + (fused[at] & 0xff);
        int[] tape = new int[length];
        for (int at = state; parents[at] >= 0; at = parents[at]) {
            for (int more = fused[at] & 0xff; more > 0; more--) tape[--length] = machine.move(machine.source(moves[at]).follower(), 0);
            tape[--length] = moves[at];
        }
        return tape;
    }

    long bytes() {
        return 9L * parents.length;
    }
}
