package dev.lull.engine.machine;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/** A spinlock. Who finds it taken spins: its step changes nothing, and may be tried again. */
public final class SpinLock {
    private final Machine machine;
    private final String name;
    private final Word owner;           // context number + 1; 0: free
    private final long bit;             // for sets of locks; 0: beyond the 64th, in none

    SpinLock(Machine machine, String name, int number) {
        this.machine = machine;
        this.name = name;
        this.bit = number < 64 ? 1L << number : 0;
        this.owner = machine.memory().struct(name).word("owner", Range.upTo(machine.contextLimit()));
    }

    public String name() {
        return name;
    }

    /** Spins when it is taken: who only waits has not looked. */
    boolean acquire(Context by) {
        if (owner.peek() != 0) return false;
        take(by);
        return true;
    }

    /** Goes on without it when it is taken: that is a look at it without holding it. */
    boolean tryAcquire(Context by) {
        if (owner.get() != 0) return false;
        take(by);
        return true;
    }

    private void take(Context by) {
        machine.memory().locked(bit);
        owner.set(by.number() + 1L);
    }

    void release(Context by) {
        if (owner.get() != by.number() + 1L) {
            machine.blame("unlock without lock: " + by.name() + " released " + name + ", "
                    + (owner.get() == 0 ? "which nobody holds" : "which " + machine.contexts().get((int) owner.get() - 1) + " holds"));
        }
        owner.set(0);
    }

    /** Its bit in a set of locks. */
    public long bit() {
        return bit;
    }

    /** The holder as a watcher sees it, or {@code null}. */
    public Context holder() {
        long number = owner.peek();
        return number == 0 ? null : machine.contexts().get((int) number - 1);
    }
}
