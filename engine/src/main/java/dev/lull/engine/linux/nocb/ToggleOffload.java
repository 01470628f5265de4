package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.hotplug.SemaphoreLock;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;

/**
 * Changes a CPU's offloading at run time. Finishes with false for -EINVAL. Models rcu_nocb_cpu_offload() and
 * rcu_nocb_cpu_deoffload(), kernel/rcu/tree_nocb.h: which of its two locks it takes first is what v6.0 turned round; from v6.12 nocb_mutex takes the place of barrier_mutex.
 */
public class ToggleOffload extends NocbText<ToggleOffload.At> {
    /** The steps. */
    public enum At implements StepLabel {
        FIRST_LOCK(Cost.LOCK, "takes the outer lock: barrier_mutex, or from v6.0 the hotplug lock"),
        SECOND_LOCK(Cost.LOCK, "takes the inner lock: the hotplug lock, or from v6.0 barrier_mutex"),
        DECIDE(Cost.LOCAL, "looks whether the CPU is offloaded, and online"),
        NOTE(Cost.LOCAL, "changes the CPU's bit of rcu_nocb_mask"),
        SECOND_UNLOCK(Cost.LOCAL, "drops the inner lock"),
        FIRST_UNLOCK(Cost.LOCAL, "drops the outer lock"),
        UNLOCKED(Cost.LOCAL, "has dropped both");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final Toggling toggling;
    private final Code<?> offload;
    private final Code<?> deoffload;
    private final RwSemaphore semaphore;        // null: the hotplug lock has another form, and these two texts
    private final Code<?> readLock;
    private final Code<?> readUnlock;
    private final Flag offloads;
    private final Flag refused;

    /** @param rdp the CPU, which {@code self} belongs to: the work is done there; from v6.12 that CPU is offline, and it is done anywhere */
    public ToggleOffload(Context self, Rcu rcu, NocbData rdp, Toggling toggling) {
        super(self, rcu, "rcu_nocb_cpu_offload", At.class);
        this.rdp = rdp;
        this.toggling = toggling;
        offload = has(Fix.TOGGLED_OFFLINE) ? new RdpOffloadOffline(self, rcu, rdp) : new RdpOffload(self, rcu, rdp);
        deoffload = toggling.deoffload(self, rcu, rdp);
        semaphore = toggling.hotplugLock instanceof SemaphoreLock one ? one.semaphore() : null;
        readLock = semaphore != null ? null : toggling.hotplugLock.readLock(self);
        readUnlock = semaphore != null ? null : toggling.hotplugLock.readUnlock(self);
        offloads = localFlag("offload");
        refused = localFlag("ret");
    }

    /** Says, before the call, which of the two it is. */
    public ToggleOffload with(boolean offload) {
        offloads.set(offload);
        return this;
    }

    private boolean takesHotplugLock(boolean first) {
        return first == has(Fix.BARRIER_MUTEX_INNER);
    }

    /** A semaphore is taken in a step of this text, other forms of the hotplug lock in their own. */
    private At lock(boolean first, At at, At then) {
        if (!takesHotplugLock(first)) return acquire(toggling.maskMutex) ? then : at;
        if (semaphore == null) return call(readLock, then);
        return acquireToRead(semaphore) ? then : at;
    }

    private At unlock(boolean first, At then) {
        if (!takesHotplugLock(first)) release(toggling.maskMutex);
        else if (semaphore == null) return call(readUnlock, then);
        else release(semaphore);
        return then == At.UNLOCKED ? finish(!refused.isSet()) : then;
    }

    @Override protected At step(At at) {
        if (cpu().irqsAreOff()) return at;                      // whoever has this CPU now is in the middle of something
        return switch (at) {
            case FIRST_LOCK -> lock(true, at, At.SECOND_LOCK);
            case SECOND_LOCK -> lock(false, at, At.DECIDE);
            case DECIDE -> decide();
            case NOTE -> {
                boolean done = !offloads.isSet() || result();
                if (done) rdp.state.inMask.set(offloads.isSet());
                refused.set(!done);
                yield At.SECOND_UNLOCK;
            }
            case SECOND_UNLOCK -> unlock(false, At.FIRST_UNLOCK);
            case FIRST_UNLOCK -> unlock(true, At.UNLOCKED);
            case UNLOCKED -> finish(!refused.isSet());
        };
    }

    private At decide() {
        if (rdp.locks() == offloads.isSet()) return At.SECOND_UNLOCK;           // it is there already
        // "rcu/nocb: (De-)offload callbacks on offline CPUs only"
        if (has(Fix.TOGGLED_OFFLINE) ? rdp.isOnline() : has(Fix.TOGGLE_ONLINE_ONLY) && !rdp.isOnline()) {
            refused.set();
            return At.SECOND_UNLOCK;
        }
        return offloads.isSet() ? call(offload, At.NOTE) : call(deoffload, At.NOTE);
    }
}
