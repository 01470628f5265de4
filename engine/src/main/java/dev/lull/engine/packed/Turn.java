package dev.lull.engine.packed;

import dev.lull.engine.machine.Identities;
import dev.lull.engine.machine.LockUse;
import dev.lull.engine.machine.Machine;

/** One way for interchangeable parts to change places: where everything goes, and what a word's value then is. */
final class Turn {
    private final Identities.Of[] kind;         // by slot; null: an ordinary word
    private final int[] first;
    final int[] slot;               // by slot: the word that takes its value
    final int[] context;
    final int[] queue;
    final int[] cpu;
    final int[] source;             // by position
    private final long[] lockBit;       // by bit's number: the bit of the lock that takes its place

    Turn(Identities identities, int[] slot, int[] context, int[] queue, int[] cpu, int[] source, long[] lockBit) {
        kind = new Identities.Of[slot.length];
        first = new int[slot.length];
        for (int i = 0; i < slot.length; i++) {
            kind[i] = identities.of(i);
            first[i] = identities.first(i);
        }
        this.slot = slot;
        this.context = context;
        this.queue = queue;
        this.cpu = cpu;
        this.source = source;
        this.lockBit = lockBit;
    }

    /** What the word that takes the place of {@code at} holds when that one holds {@code value}. */
    long value(int at, long value) {
        if (kind[at] == null) return value;
        return switch (kind[at]) {
            case CONTEXT -> number(context, value);
            case QUEUE -> number(queue, value);
            case CPU -> number(cpu, value);
            case CPUS -> mask(value, first[at], first[slot[at]]);
        };
    }

    /** Whether the word's values are numbers of parts. */
    boolean translates(int at) {
        return kind[at] != null;
    }

    private static long number(int[] to, long value) {
        return value <= 0 || value > to.length ? value : to[(int) value - 1] + 1L;
    }

    private long mask(long value, int first, int firstThen) {
        long turned = 0;
        for (long left = value; left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            int at = first + bit < cpu.length ? cpu[first + bit] - firstThen : bit;
            turned |= 1L << at;
        }
        return turned;
    }

    /** A set of locks. */
    long locks(long held) {
        long turned = 0;
        for (long left = held; left != 0; left &= left - 1) turned |= lockBit[Long.numberOfTrailingZeros(left)];
        return turned;
    }

    /** What was done with a lock, as the other would have done it. */
    LockUse use(LockUse use, Machine machine) {
        return new LockUse(machine.contexts().get(context[use.by().number()]), use.where(), hold(use.taken(), machine),
                use.held().stream().map(held -> hold(held, machine)).toList(), use.open());
    }

    private LockUse.Hold hold(LockUse.Hold hold, Machine machine) {
        if (hold.lock().bit() == 0) return hold;
        return new LockUse.Hold(machine.allLocks().get(Long.numberOfTrailingZeros(locks(hold.lock().bit()))), hold.passed());
    }

    /** What was done, as the other would have done it. */
    Facts facts(Facts facts) {
        int[] access = new int[facts.access.length];
        long[] held = new long[access.length];
        long[] throughout = new long[access.length];
        for (int i = 0; i < access.length; i++) {
            access[i] = slot[Facts.slot(facts.access[i])] << 1 | facts.access[i] & 1;
            held[i] = locks(facts.held[i]);
            throughout[i] = locks(facts.heldThroughout[i]);
        }
        return new Facts(facts.who < source.length ? source[facts.who] : facts.who, facts.offered, access, held, throughout);
    }
}
