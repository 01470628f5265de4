package dev.lull.engine.packed;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Model;

/** The least and the greatest value each word has been seen with: what a packed state must have room for. */
public final class Extent {
    private static final int WALKS = 20;
    private static final int STEPS = 200;

    private final Memory memory;
    private final long[] least;
    private final long[] greatest;

    private Extent(Memory memory) {
        this.memory = memory;
        least = new long[memory.size()];
        greatest = new long[memory.size()];
        for (int slot = 0; slot < least.length; slot++) least[slot] = greatest[slot] = memory.peek(slot);
    }

    /** What chance meets when it drives a new model for a while: enough for most words, and a {@link Surprise} adds the others. */
    public static Extent rehearsed(Model model, Choices chance) {
        Machine machine = model.machine();
        Memory memory = machine.memory();
        Moments moments = new Moments(machine);
        moments.normalise();
        model.normalise();
        Extent extent = new Extent(memory);
        Snapshot first = memory.snapshot();
        int[] moves = new int[machine.moveLimit()];
        for (int walk = 0; walk < WALKS; walk++) {
            memory.restore(first);
            for (int step = 0; step < STEPS; step++) {
                int count = machine.moves(moves);
                if (count == 0) break;
                machine.take(moves[chance.pick("move", count)]);
                if (machine.takeBlame() != null) break;
                moments.normalise();
                model.normalise();
                for (int slot = 0; slot < memory.size(); slot++) extent.see(slot, memory.peek(slot));
            }
        }
        memory.restore(first);
        return extent;
    }

    /**
     * Sees a word with a value.
     *
     * @throws IllegalStateException when the word's declared range does not hold it
     */
    synchronized void see(int slot, long value) {
        if (value >= least[slot] && value <= greatest[slot]) return;
        Range range = memory.range(slot);
        if (!range.holds(value)) {
            throw new IllegalStateException(memory.name(slot) + " became " + value + ", but it was declared to stay within " + range.min() + ".."
                    + range.max() + ". Declare a wider range, or bound what makes it grow.");
        }
        least[slot] = Math.min(least[slot], value);
        greatest[slot] = Math.max(greatest[slot], value);
    }

    /** Sees all that {@code other} has seen. */
    public void join(Extent other) {
        for (int slot = 0; slot < least.length; slot++) {
            see(slot, other.least[slot]);
            see(slot, other.greatest[slot]);
        }
    }

    /** Whether the word has been seen with two values. */
    boolean varies(int slot) {
        return least[slot] != greatest[slot];
    }

    /** The values to make room for: some more than were seen, as long as the word's declared range has them. */
    Range room(int slot) {
        Range declared = memory.range(slot);
        if (declared.bits() <= 3) return declared;
        long span = greatest[slot] - least[slot];
        if (span < 0 || span > Long.MAX_VALUE / 4) return declared;
        long from = least[slot] >= 0 ? Math.max(Math.max(declared.min(), 0), least[slot] - span) : Math.max(declared.min(), least[slot] - span);
        long to = from + (1L << 64 - Long.numberOfLeadingZeros(greatest[slot] + span / 2 - from)) - 1;
        return new Range(from, Math.min(declared.max(), to));
    }
}
