package dev.lull.engine.packed;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Model;

import java.util.Arrays;

/** The values each word has been seen with, one by one while they are few: what a packed state must have room for. */
public final class Extent {
    /** More values than these are no longer told one by one. */
    static final int FEW = 16;

    private static final int WALKS = 60;
    private static final int STEPS = 250;
    private static final int STEPS_PER_ARRIVAL = 24;

    private final Memory memory;
    private final long[][] values;          // by slot, in order; null when there are many
    private final long[] least;
    private final long[] greatest;

    private final Symmetry symmetry;        // null: none. What one word is seen with, all its counterparts may get.

    private Extent(Memory memory, Symmetry symmetry) {
        this.memory = memory;
        this.symmetry = symmetry;
        values = new long[memory.size()][];
        least = new long[memory.size()];
        greatest = new long[memory.size()];
        for (int slot = 0; slot < least.length; slot++) {
            least[slot] = greatest[slot] = memory.peek(slot);
            values[slot] = new long[] {least[slot]};
        }
        for (int slot = 0; slot < least.length; slot++) seeCounterparts(slot, memory.peek(slot));
    }

    /** The symmetry that is kept in it; {@code null} for none. */
    public Symmetry symmetry() {
        return symmetry;
    }

    /**
     * What chance meets when it drives a new model for a while: enough for most words, and a {@link Surprise} adds the others.
     *
     * @param symmetry what is to be kept in it; {@code null} for none
     */
    public static Extent rehearsed(Model model, Symmetry symmetry, Choices chance) {
        Machine machine = model.machine();
        Memory memory = machine.memory();
        Moments moments = new Moments(machine);
        moments.normalise();
        model.normalise();
        Extent extent = new Extent(memory, symmetry);
        Snapshot first = memory.snapshot();
        int[] moves = new int[machine.moveLimit()];
        for (int walk = 0; walk < WALKS; walk++) {
            memory.restore(first);
            for (int step = 0; step < STEPS; step++) {
                int count = machine.moves(moves);
                if (count == 0) break;
                machine.take(moves[drawn(machine, moves, count, walk % 2 == 0, chance)]);
                if (machine.takeBlame() != null) break;
                moments.normalise();
                model.normalise();
                for (int slot = 0; slot < memory.size(); slot++) extent.see(slot, memory.peek(slot));
            }
        }
        memory.restore(first);
        return extent;
    }

    /** A move, and in every other walk seldom one from outside: else time would fly and all calls come at once. */
    private static int drawn(Machine machine, int[] moves, int count, boolean freely, Choices chance) {
        int inside = 0;
        for (int i = 0; i < count; i++) {
            if (machine.source(moves[i]).environment()) continue;
            int swapped = moves[inside];
            moves[inside++] = moves[i];
            moves[i] = swapped;
        }
        boolean any = freely || inside == 0 || inside < count && chance.pick("does the outside move?", STEPS_PER_ARRIVAL) == 0;
        return chance.pick("move", any ? count : inside);
    }

    /**
     * Sees a word with a value.
     *
     * @throws IllegalStateException when the word's declared range does not hold it
     */
    synchronized void see(int slot, long value) {
        if (isSeen(slot, value)) return;
        add(slot, value);
        seeCounterparts(slot, value);
    }

    private boolean isSeen(int slot, long value) {
        long[] seen = values[slot];
        return seen == null ? value >= least[slot] && value <= greatest[slot] : Arrays.binarySearch(seen, value) >= 0;
    }

    private void seeCounterparts(int slot, long value) {
        if (symmetry == null) return;
        for (int turn = 1; turn < symmetry.size(); turn++) {
            int other = symmetry.turn(turn).slot[slot];
            long then = symmetry.turn(turn).value(slot, value);
            if (!isSeen(other, then)) add(other, then);
        }
    }

    private void add(int slot, long value) {
        long[] seen = values[slot];
        Range range = memory.range(slot);
        if (!range.holds(value)) {
            throw new IllegalStateException(memory.name(slot) + " became " + value + ", but it was declared to stay within " + range.min() + ".."
                    + range.max() + ". Declare a wider range, or bound what makes it grow.");
        }
        least[slot] = Math.min(least[slot], value);
        greatest[slot] = Math.max(greatest[slot], value);
        if (seen == null) return;
        long[] more = Arrays.copyOf(seen, seen.length + 1);
        more[seen.length] = value;
        Arrays.sort(more);
        values[slot] = more.length > FEW ? null : more;
    }

    /** Whether the word has been seen with two values. */
    boolean varies(int slot) {
        return least[slot] != greatest[slot];
    }

    /**
     * The values one by one, in order; {@code null} when there are many, or when they look like those of a number, which
     * will have others in between and beyond.
     */
    long[] values(int slot) {
        long[] seen = values[slot];
        int bits = memory.range(slot).bits();
        if (bits <= 3) return null;
        if (seen == null || seen.length < 3) return seen;
        boolean dense = greatest[slot] - least[slot] < 2L * seen.length;
        return dense || bits <= 4 ? null : seen;
    }

    /** When there are many: the values to make room for, more than were seen as far as the word's declared range has them. */
    Range room(int slot) {
        Range declared = memory.range(slot);
        if (declared.bits() <= 4) return declared;
        long span = greatest[slot] - least[slot];
        if (span < 0 || span > Long.MAX_VALUE / 4) return declared;
        long from = least[slot] >= 0 ? Math.max(Math.max(declared.min(), 0), least[slot] - span) : Math.max(declared.min(), least[slot] - span);
        long to = from + (1L << 64 - Long.numberOfLeadingZeros(greatest[slot] + span / 2 - from)) - 1;
        return new Range(from, Math.min(declared.max(), to));
    }
}
