package dev.lull.engine.explore;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.chance.Seeded;
import dev.lull.engine.check.AtRest;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Packing;
import dev.lull.engine.system.LinuxSystem;

import java.util.Arrays;

/**
 * Random schedules: from the first state, moves drawn from those that are open, those from outside more seldom, until the system rests and the
 * load is used up. It proves nothing; it comes quickly to where a search level by level needs long. What it finds is
 * shortened by leaving moves out as long as the same rule is broken at the end.
 */
final class Walks {
    private static final int LONGEST = 3_000;
    private static final int STEPS_PER_ARRIVAL = 24;

    private final Machine machine;
    private final Memory memory;
    private final AtRest atRest;
    private final Packing packing;
    private final long[] start;
    private final long startFingerprint;
    private final int[] moves;
    private int[] tape = new int[LONGEST];
    private int length;
    private long steps;

    Walks(LinuxSystem system) {
        machine = system.machine();
        memory = machine.memory();
        atRest = new AtRest(system);
        packing = new Packing(memory);
        start = new long[packing.longs()];
        packing.pack(start, 0);
        startFingerprint = memory.fingerprint();
        moves = new int[machine.moveLimit()];
    }

    /** Moves made by all walks. */
    long steps() {
        return steps;
    }

    /** One walk from {@code seed}; whether it ended in a violation, which {@link #tape()} then leads to. */
    boolean walk(long seed) {
        Choices chance = new Seeded(seed);
        restart();
        while (length < LONGEST) {
            int count = machine.moves(moves);
            if (onlyTheOutsideMoves(count)) {
                if (!atRest.awaitsTimer() && atRest.look() != null) return true;
                if (count == 1 && !atRest.awaitsTimer()) return false;          // nothing but time is left
            }
            step(draw(chance, count));
            if (machine.takeBlame() != null) return true;
        }
        return false;
    }

    /** The outside seldom moves while Linux itself can: else all calls would come at once, and time would fly. */
    private int draw(Choices chance, int count) {
        int inside = 0;
        for (int i = 0; i < count; i++) {
            if (machine.source(moves[i]).environment()) continue;
            int swapped = moves[inside];
            moves[inside++] = moves[i];
            moves[i] = swapped;
        }
        boolean outside = inside == 0 || chance.pick("does the outside move?", STEPS_PER_ARRIVAL) == 0;
        return outside ? moves[inside + chance.pick("from outside", count - inside)] : moves[chance.pick("step", inside)];
    }

    private void restart() {
        packing.unpack(start, 0, startFingerprint);
        length = 0;
    }

    private void step(int move) {
        machine.take(move);
        tape[length++] = move;
        steps++;
    }

    private boolean onlyTheOutsideMoves(int count) {
        for (int i = 0; i < count; i++) if (!machine.source(moves[i]).environment()) return false;
        return true;
    }

    /** The moves of the last walk. */
    int[] tape() {
        return Arrays.copyOf(tape, length);
    }

    /** The tape with as many moves left out as can be: first long stretches, then single ones, until none can go. */
    int[] shortened(int[] found) {
        int[] best = found;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int stretch = Math.max(1, best.length / 2); stretch >= 1; stretch /= 2) {
                for (int from = best.length - stretch; from >= 0; from -= Math.max(1, stretch / 2)) {
                    if (from + stretch > best.length) continue;
                    int[] without = without(best, from, stretch);
                    if (without != null && without.length < best.length) {
                        best = without;
                        shorter = true;
                    }
                }
            }
        }
        return best;
    }

    /**
     * The tape with the same moves put together by who makes them, as far as the same rule is still broken at the end: a
     * context that goes on is easier to follow than one that is left at every step.
     */
    int[] tidied(int[] found) {
        int[] best = found;
        for (int at = 1; at < best.length; at++) {
            var follower = machine.source(best[at - 1]).follower();
            if (follower == null || machine.source(best[at]).follower() == follower) continue;
            int own = at;
            while (own < best.length && machine.source(best[own]) != follower) own++;
            if (own == best.length) continue;
            int[] moved = best.clone();
            System.arraycopy(best, at, moved, at + 1, own - at);
            moved[at] = best[own];
            if (breaks(moved)) best = moved;
        }
        return best;
    }

    private boolean breaks(int[] whole) {
        int[] replayed = without(whole, whole.length, 0);
        return replayed != null && replayed.length == whole.length;
    }

    /** Replays a tape without a stretch, passing over what has become impossible; {@code null} when nothing breaks then. */
    private int[] without(int[] whole, int from, int stretch) {
        restart();
        for (int at = 0; at < whole.length; at++) {
            if (at >= from && at < from + stretch || !machine.allows(whole[at])) continue;
            long before = memory.fingerprint();
            machine.take(whole[at]);
            if (machine.takeBlame() != null) return Arrays.copyOf(tape, length);
            if (memory.fingerprint() != before) tape[length++] = whole[at];
        }
        int count = machine.moves(moves);
        return onlyTheOutsideMoves(count) && !atRest.awaitsTimer() && atRest.look() != null ? Arrays.copyOf(tape, length) : null;
    }
}
