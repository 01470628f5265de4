package dev.lull.engine.machine;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

import java.util.List;

/**
 * A mutex: who finds it taken sleeps until its holder unlocks it, and then tries again; somebody else may have been
 * quicker. Any task may wait for it. It is a {@code struct mutex} or whatever else is slept for and owned: the park of a
 * kthread, a work item being waited for.
 */
public final class Mutex implements Lock {
    private final Machine machine;
    private final String name;
    private final Word owner;           // context number + 1; 0: free
    private final int number;
    private final WaitQueue waiters;

    Mutex(Machine machine, String name, int number) {
        this.machine = machine;
        this.name = name;
        this.number = number;
        this.owner = machine.identities().context(machine.memory().struct(name).word("owner", Range.upTo(machine.contextLimit())));
        this.waiters = machine.waitQueue(name + ".wait_list");
    }

    @Override public String name() {
        return name;
    }

    boolean tryAcquire(Context by) {
        if (owner.get() != 0) return false;
        machine.memory().locked(bit());
        owner.set(by.number() + 1L);
        machine.listener().acquired(by, this);
        return true;
    }

    void release(Context by) {
        long holder = owner.get();
        if (holder != by.number() + 1L) {
            machine.blame("unlock without lock: " + by.name() + " released " + name + ", "
                    + (holder == 0 ? "which nobody holds" : "which " + machine.contexts().get((int) holder - 1) + " holds"));
        }
        owner.set(0);
        machine.memory().unlocked(bit());
        machine.listener().released(by, this);
    }

    WaitQueue waiters() {
        return waiters;
    }

    /** lockdep_assert_held(): whether {@code context} holds it. */
    public boolean isOwnedBy(Context context) {
        return owner.get() == context.number() + 1L;
    }

    /** mutex_is_locked(). */
    public boolean isLocked() {
        return owner.get() != 0;
    }

    @Override public int number() {
        return number;
    }

    @Override public int slot() {
        return owner.slot();
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

    @Override public String toString() {
        return name;
    }
}
