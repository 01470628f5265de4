package dev.lull.engine.machine;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/** A spinlock. Who finds it taken spins: its step changes nothing, and may be tried again. */
public final class SpinLock {
    private final Machine machine;
    private final String name;
    private final Word owner;           // context number + 1; 0: free

    SpinLock(Machine machine, String name) {
        this.machine = machine;
        this.name = name;
        this.owner = machine.memory().struct(name).word("owner", Range.upTo(machine.contextLimit()));
    }

    public String name() {
        return name;
    }

    boolean acquire(Context by) {
        if (owner.get() != 0) return false;
        owner.set(by.number() + 1L);
        return true;
    }

    void release(Context by) {
        if (owner.get() != by.number() + 1L) {
            machine.blame("unlock without lock: " + by.name() + " released " + name + ", "
                    + (owner.get() == 0 ? "which nobody holds" : "which " + machine.contexts().get((int) owner.get() - 1) + " holds"));
        }
        owner.set(0);
    }

    public boolean isFree() {
        return owner.get() == 0;
    }

    public boolean isHeldBy(Context context) {
        return owner.get() == context.number() + 1L;
    }

    /** The holder as a watcher sees it, or {@code null}. */
    public Context holder() {
        long number = owner.peek();
        return number == 0 ? null : machine.contexts().get((int) number - 1);
    }
}
