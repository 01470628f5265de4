package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
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
        FIRST_UNLOCK(Cost.LOCAL, "drops the outer lock");

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
    private final Flag offloads;
    private final Flag refused;

    /** @param rdp the CPU, which {@code self} belongs to: the work is done there; from v6.12 that CPU is offline, and it is done anywhere */
    public ToggleOffload(Context self, Rcu rcu, NocbData rdp, Toggling toggling) {
        super(self, rcu, "rcu_nocb_cpu_offload", At.class);
        this.rdp = rdp;
        this.toggling = toggling;
        offload = has(Fix.TOGGLED_OFFLINE) ? new RdpOffloadOffline(self, rcu, rdp) : new RdpOffload(self, rcu, rdp);
        deoffload = toggling.deoffload(self, rcu, rdp);
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

    private boolean lock(boolean first) {
        return takesHotplugLock(first) ? acquireToRead(toggling.hotplugLock) : acquire(toggling.maskMutex);
    }

    private void unlock(boolean first) {
        if (takesHotplugLock(first)) release(toggling.hotplugLock);
        else release(toggling.maskMutex);
    }

    @Override protected At step(At at) {
        if (cpu().irqsAreOff()) return at;                      // whoever has this CPU now is in the middle of something
        return switch (at) {
            case FIRST_LOCK -> lock(true) ? At.SECOND_LOCK : at;
            case SECOND_LOCK -> lock(false) ? At.DECIDE : at;
            case DECIDE -> decide();
            case NOTE -> {
                boolean done = !offloads.isSet() || result();
                if (done) rdp.state.inMask.set(offloads.isSet());
                refused.set(!done);
                yield At.SECOND_UNLOCK;
            }
            case SECOND_UNLOCK -> {
                unlock(false);
                yield At.FIRST_UNLOCK;
            }
            case FIRST_UNLOCK -> {
                unlock(true);
                yield finish(!refused.isSet());
            }
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
