package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.RwSemaphore;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What run-time changes of offloading share machine-wide: the mutex that protects rcu_nocb_mask, the CPU hotplug lock, and the
 * faults that may strike when kthreads are created.
 */
public final class Toggling {
    /** As {@code fail("...")} names it. */
    public static final String RCUOG_CREATION = "rcuog creation";
    /** As {@code fail("...")} names it. */
    public static final String RCUOP_CREATION = "rcuop creation";

    final Mutex maskMutex;              // protects rcu_nocb_mask: barrier_mutex, from v6.12 nocb_mutex
    final RwSemaphore hotplugLock;
    final Fault rcuogFails;             // null: never
    final Fault rcuopFails;
    private final Function<Context, Code<?>> rcuBarrier;

    /**
     * @param maskMutex     what protects rcu_nocb_mask: {@code barrier_mutex}, from v6.12 {@code nocb_mutex}
     * @param rcuBarrier    makes rcu_barrier() for a task; {@code null} where nobody needs it
     * @param hotplugLock   {@code cpu_hotplug_lock}
     * @param rcuogFailures how often at most creating a rcuog may fail; likewise for rcuop
     */
    public Toggling(Rcu rcu, Mutex maskMutex, Function<Context, Code<?>> rcuBarrier, RwSemaphore hotplugLock, int rcuogFailures, int rcuopFailures) {
        this.maskMutex = maskMutex;
        this.rcuBarrier = rcuBarrier;
        this.hotplugLock = hotplugLock;
        rcuogFails = rcuogFailures == 0 ? null : rcu.machine().fault(RCUOG_CREATION, rcuogFailures);
        rcuopFails = rcuopFailures == 0 ? null : rcu.machine().fault(RCUOP_CREATION, rcuopFailures);
    }

    /** All that may fail. */
    public List<Fault> faults() {
        return Stream.of(rcuogFails, rcuopFails).filter(Objects::nonNull).toList();
    }

    /** rcu_nocb_rdp_deoffload() as {@code self} would do it. */
    Code<?> deoffload(Context self, Rcu rcu, NocbData rdp) {
        return rcu.linux().has(Fix.TOGGLED_OFFLINE) ? new RdpDeoffloadOffline(self, rcu, rdp, rcuBarrier.apply(self)) : new RdpDeoffload(self, rcu, rdp);
    }

    /** The fault of that name, or {@code null}. */
    public Fault fault(String what) {
        return what.equals(RCUOG_CREATION) ? rcuogFails : what.equals(RCUOP_CREATION) ? rcuopFails : null;
    }
}
