package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;

/**
 * Gives a CPU's callbacks to the kthreads. Finishes with false for -EINVAL. Models rcu_nocb_rdp_offload(),
 * kernel/rcu/tree_plugin.h, v5.12, and kernel/rcu/tree_nocb.h, v5.14 to v6.11.
 */
class RdpOffload extends NocbText<RdpOffload.At> {
    /** The steps. */
    enum At implements StepLabel {
        CHECK(Cost.LOCAL, "looks whether there are kthreads to offload to"),
        LIST_ADD(Cost.LOCAL, "puts the CPU on its group's list"),
        TOGGLE(Cost.LOCAL, "is to set LOCKING and OFFLOADED"),
        WAKE_GP(Cost.WAKEUP, "wakes rcuog"),
        UNPARK(Cost.WAKEUP, "unparks the CPU's rcuop"),
        WAIT(Cost.CONTEXT_SWITCH, "waits until both kthreads serve the CPU"),
        RELIEVE(Cost.LOCK, "relieves rcu_core() of the CPU");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final OffloadToggle toggle;

    RdpOffload(Context self, Rcu rcu, NocbData rdp) {
        super(self, rcu, "rcu_nocb_rdp_offload", At.class);
        this.rdp = rdp;
        toggle = new OffloadToggle(self, rcu, rdp, true);
        rdp.state.stateWq.admit((Task) self());
    }

    @Override protected At step(At at) {
        if (cpu().irqsAreOff()) return at;                      // whoever has this CPU now is in the middle of something
        return switch (at) {
            case CHECK -> {
                boolean possible = !has(Fix.RCUOG_OWNS_LIST) || (has(Fix.OFFLOAD_CHECKS_RDP) ? rdp.state.gpKthread.isSet() : rdp.rcuogExists());
                if (!possible) yield finish(false);             // -EINVAL, with a warning
                yield has(Fix.NOCB_GROUP_LIST) && !has(Fix.RCUOG_OWNS_LIST) ? At.LIST_ADD : At.TOGGLE;
            }
            case LIST_ADD -> {
                listAdd(rdp);
                yield At.TOGGLE;
            }
            case TOGGLE -> call(toggle, At.WAKE_GP);
            case WAKE_GP -> {
                if (result() && rdp.rcuogExists()) wake(rdp.rcuog().task());
                yield rdp.state.parking != null ? At.UNPARK : At.WAIT;
            }
            case UNPARK -> {
                unparkRcuop(rdp);
                yield At.WAIT;
            }
            case WAIT -> {
                boolean served = (rdp.state.parking != null || rdp.state.has(SegCbFlag.KTHREAD_CB)) && rdp.state.has(SegCbFlag.KTHREAD_GP);
                if (!served) yield sleepOn(rdp.state.stateWq, at);
                yield has(Fix.NOCB_GROUP_LIST) ? At.RELIEVE : finish(true);
            }
            case RELIEVE -> {
                if (rdp.state.otherBatchRuns() || !lockNocb(rdp)) yield at;
                rdp.state.clear(SegCbFlag.RCU_CORE);
                unlockNocb(rdp);
                yield finish(true);
            }
        };
    }
}
