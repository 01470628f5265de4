package dev.lull.engine.machine;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

import java.util.List;

/**
 * A spinlock. Who finds it taken spins: its step changes nothing, and may be tried again. Its holder is not preempted and
 * must not sleep.
 */
public final class SpinLock implements Lock {
    private final Machine machine;
    private final String name;
    private final Word owner;           // context number + 1; 0: free
    private final int number;

    SpinLock(Machine machine, String name, int number) {
        this.machine = machine;
        this.name = name;
        this.number = number;
        this.owner = machine.identities().context(machine.memory().struct(name).word("owner", Range.upTo(machine.contextLimit())));
    }

    @Override public String name() {
        return name;
    }

    /** Spins when it is taken: who only waits has not looked. */
    boolean acquire(Context by) {
        if (owner.peek() != 0) {
            machine.refused(this);
            return false;
        }
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
        machine.memory().locked(bit());
        owner.set(by.number() + 1L);
        by.preemptDisable();
        machine.listener().acquired(by, this);
    }

    void release(Context by) {
        long holder = owner.get();
        if (holder == by.number() + 1L) by.preemptEnable();
        else machine.blame("unlock without lock: " + by.name() + " released " + name + ", "
                + (holder == 0 ? "which nobody holds" : "which " + machine.contexts().get((int) holder - 1) + " holds"));
        owner.set(0);
        machine.memory().unlocked(bit());
        machine.listener().released(by, this);
    }

    /** spin_is_locked() and lockdep_assert_held(): whether {@code context} holds it. */
    public boolean isOwnedBy(Context context) {
        return owner.get() == context.number() + 1L;
    }

    @Override public int slot() {
        return owner.slot();
    }

    @Override public int number() {
        return number;
    }

    /** The holder as a watcher sees it, or {@code null}. */
    public Context holder() {
        long number = owner.peek();
        return number == 0 ? null : machine.contexts().get((int) number - 1);
    }

    @Override public List<Context> holders() {
        Context holder = holder();
        return holder == null ? List.of() : List.of(holder);
    }

    @Override public boolean isHeldBy(Context context) {
        return owner.peek() == context.number() + 1L;
    }

    @Override public String toString() {
        return name;
    }
}
