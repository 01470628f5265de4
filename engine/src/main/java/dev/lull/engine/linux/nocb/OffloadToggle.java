package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * Turns a CPU's offloading round, and lets the kthreads know. Finishes with whether rcuog is to be woken, which is its
 * caller's to do. Models rdp_offload_toggle(), kernel/rcu/tree_nocb.h, together with what its callers do in the same section
 * under {@code ->nocb_lock}.
 */
class OffloadToggle extends NocbText<OffloadToggle.At> {
    /** The steps, T1 to T3. */
    enum At implements StepLabel {
        TOGGLE(Cost.LOCK, "turns OFFLOADED round under ->nocb_lock"),
        WAKE_CB(Cost.WAKEUP, "wakes the CPU's rcuop"),
        CLAIM(Cost.LOCK, "claims rcuog's wakeup under ->nocb_gp_lock");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final boolean offloads;

    OffloadToggle(Context self, Rcu rcu, NocbData rdp, boolean offloads) {
        super(self, rcu, "rdp_offload_toggle", At.class);
        this.rdp = rdp;
        this.offloads = offloads;
    }

    @Override protected At step(At at) {
        if (cpu().irqsAreOff()) return at;                      // whoever has this CPU now is in the middle of something
        return switch (at) {
            case TOGGLE -> {
                if (!(offloads ? acquire(rdp.nocbLock) : lockNocb(rdp))) yield at;      // raw: no flag says yet that it is to be locked
                if (offloads) offload();
                else deoffload();
                if (rdp.state.parking == null) rdp.cbSleep.clear();
                unlockNocb(rdp);
                yield rdp.state.parking == null ? At.WAKE_CB : At.CLAIM;
            }
            case WAKE_CB -> {
                wakeOne(rdp.cbWq);
                yield At.CLAIM;
            }
            case CLAIM -> finish(claimToggle(rdp));
        };
    }

    private void offload() {
        if (!has(Fix.NOCB_TIMER_UNIFIED)) rdp.deferWakeup.set(DeferLevel.NOT);
        rdp.state.set(SegCbFlag.LOCKING);
        rdp.state.set(SegCbFlag.OFFLOADED);
    }

    private void deoffload() {
        if (has(Fix.BYPASS_FLUSHED)) flushBypass(rdp, machine().jiffies());
        if (has(Fix.NOCB_GROUP_LIST)) rdp.state.set(SegCbFlag.RCU_CORE);
        rdp.state.clear(SegCbFlag.OFFLOADED);
    }
}
