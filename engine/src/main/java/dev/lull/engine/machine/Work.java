package dev.lull.engine.machine;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What one context does while others wait until it is done: a work item and who flushes it, what a completion is for, a kthread on
 * its way to its parking place or its exit. It is no lock and nobody takes it, but the order of locks counts it as one, as lockdep
 * does: who does it holds it, and who waits for it takes it. It is kept nowhere; whether it is being done is read off the state.
 */
public final class Work implements Lock {
    private static final int BEYOND = 64;           // a number that has no bit

    private final String name;
    private final Context worker;
    private final BooleanSupplier goesOn;

    /**
     * Part of building the machine.
     *
     * @param name   as a lock has one: {@code cpuhp_state[1]}
     * @param queue  where those wait who want it done
     * @param worker who alone does it
     * @param goesOn whether he is at it, as a watcher sees it
     */
    public Work(String name, WaitQueue queue, Context worker, BooleanSupplier goesOn) {
        this.name = name;
        this.worker = worker;
        this.goesOn = goesOn;
        queue.waitsFor(this);
        worker.does(this);
    }

    @Override public String name() {
        return name;
    }

    @Override public int number() {
        return BEYOND;
    }

    @Override public int slot() {
        throw new IllegalStateException(name + " is kept nowhere");
    }

    /** Nobody, as far as spinning and sleeping go: {@link WaitQueue#wokenBy} is for that. */
    @Override public List<Context> holders() {
        return List.of();
    }

    @Override public boolean isHeldBy(Context context) {
        return context == worker && goesOn.getAsBoolean();
    }

    @Override public String toString() {
        return name;
    }
}
