package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.RwSemaphore;

/**
 * What run-time changes of offloading share machine-wide: {@code rcu_state.barrier_mutex}, the CPU hotplug lock, and the
 * faults that may strike when kthreads are created.
 */
public final class Toggling {
    /** As {@code fail("...")} names it. */
    public static final String RCUOG_CREATION = "rcuog creation";
    /** As {@code fail("...")} names it. */
    public static final String RCUOP_CREATION = "rcuop creation";

    final Mutex barrierMutex;
    final RwSemaphore hotplugLock;
    final Fault rcuogFails;             // null: never
    final Fault rcuopFails;

    /**
     * @param barrierMutex  {@code rcu_state.barrier_mutex}, which rcu_barrier() takes, too
     * @param rcuogFailures how often at most creating a rcuog may fail; likewise for rcuop
     */
    public Toggling(Rcu rcu, Mutex barrierMutex, int rcuogFailures, int rcuopFailures) {
        this.barrierMutex = barrierMutex;
        hotplugLock = rcu.machine().rwSemaphore("cpu_hotplug_lock", false);
        rcuogFails = rcuogFailures == 0 ? null : rcu.machine().fault(RCUOG_CREATION, rcuogFailures);
        rcuopFails = rcuopFailures == 0 ? null : rcu.machine().fault(RCUOP_CREATION, rcuopFailures);
    }

    /** The fault of that name, or {@code null}. */
    public Fault fault(String what) {
        return what.equals(RCUOG_CREATION) ? rcuogFails : what.equals(RCUOP_CREATION) ? rcuopFails : null;
    }
}
