package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;

/**
 * Gives an offline CPU to the kthreads. Finishes with false for -EINVAL. Models rcu_nocb_rdp_offload(),
 * kernel/rcu/tree_nocb.h, v6.12.
 */
class RdpOffloadOffline extends NocbText<RdpOffloadOffline.At> {
    /** The steps. */
    enum At implements StepLabel {
        CHECK(Cost.LOCAL, "looks whether there are kthreads to offload to"),
        QUEUE(Cost.LOCK, "queues the CPU for rcuog, and claims rcuog's wakeup, under ->nocb_gp_lock"),
        WAKE_GP(Cost.WAKEUP, "wakes rcuog"),
        WAIT(Cost.CONTEXT_SWITCH, "waits until rcuog has set OFFLOADED"),
        UNPARK(Cost.WAKEUP, "unparks the CPU's rcuop");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;

    RdpOffloadOffline(Context self, Rcu rcu, NocbData rdp) {
        super(self, rcu, "rcu_nocb_rdp_offload", At.class);
        this.rdp = rdp;
        rdp.state.stateWq.admit((Task) self());
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CHECK -> (has(Fix.OFFLOAD_CHECKS_RDP) ? rdp.state.gpKthread.isSet() : rdp.rcuogExists()) ? At.QUEUE : finish(false);
            case QUEUE -> claimToggle(rdp) ? At.WAKE_GP : At.WAIT;
            case WAKE_GP -> {
                wake(rdp.rcuog().task());
                yield At.WAIT;
            }
            case WAIT -> !rdp.state.has(SegCbFlag.OFFLOADED) ? sleepOn(rdp.state.stateWq, at) : At.UNPARK;
            case UNPARK -> {
                unparkRcuop(rdp);
                yield finish(true);
            }
        };
    }
}
