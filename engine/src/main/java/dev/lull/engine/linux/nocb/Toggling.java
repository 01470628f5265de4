package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.hotplug.HotplugLock;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Mutex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
    final HotplugLock hotplugLock;
    private final Map<Failure, Fault> faults = new LinkedHashMap<>();
    private final Function<Context, Code<?>> rcuBarrier;

    /**
     * Something that may fail.
     *
     * @param what  {@link #RCUOG_CREATION} or {@link #RCUOP_CREATION}
     * @param cpu   on the way up of which CPU; -1 for any
     * @param nth   the first try that may fail, from 1
     * @param times failures at most
     */
    public record Failure(String what, int cpu, int nth, int times) {
        String name() {
            return what + (cpu < 0 ? "" : " on CPU " + cpu) + (nth == 1 ? "" : ", try " + nth);
        }
    }

    /**
     * @param maskMutex     what protects rcu_nocb_mask: {@code barrier_mutex}, from v6.12 {@code nocb_mutex}
     * @param rcuBarrier    makes rcu_barrier() for a task; {@code null} where nobody needs it
     * @param hotplugLock   {@code cpu_hotplug_lock}
     * @param failures      what may fail
     */
    public Toggling(Rcu rcu, Mutex maskMutex, Function<Context, Code<?>> rcuBarrier, HotplugLock hotplugLock, List<Failure> failures) {
        this.maskMutex = maskMutex;
        this.rcuBarrier = rcuBarrier;
        this.hotplugLock = hotplugLock;
        for (Failure failure : failures) {
            if (faults.keySet().stream().anyMatch(other -> other.name().equals(failure.name()))) {
                throw new IllegalArgumentException("fail(\"" + failure.name() + "\") is said twice. Say it once, with times(n).");
            }
            faults.put(failure, rcu.machine().fault(failure.name(), failure.times(), failure.nth() - 1));
        }
    }

    /** All that may fail. */
    public List<Fault> faults() {
        return List.copyOf(faults.values());
    }

    /** Whether creating {@code what} on the way up of CPU {@code cpu} fails this time; asked once for each try. */
    boolean fails(String what, int cpu) {
        boolean fails = false;
        for (Map.Entry<Failure, Fault> fault : faults.entrySet()) {
            boolean meant = fault.getKey().what().equals(what) && (fault.getKey().cpu() < 0 || fault.getKey().cpu() == cpu);
            if (meant && !fails) fails = fault.getValue().strikes();
        }
        return fails;
    }

    /** rcu_nocb_rdp_deoffload() as {@code self} would do it. */
    Code<?> deoffload(Context self, Rcu rcu, NocbData rdp) {
        return rcu.linux().has(Fix.TOGGLED_OFFLINE) ? new RdpDeoffloadOffline(self, rcu, rdp, rcuBarrier.apply(self)) : new RdpDeoffload(self, rcu, rdp);
    }

    /** The fault of that name, or {@code null}. */
    public Fault fault(String what) {
        for (Fault fault : faults.values()) if (fault.what().equals(what)) return fault;
        return null;
    }
}
