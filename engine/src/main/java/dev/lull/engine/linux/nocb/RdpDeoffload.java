package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Flag;

/**
 * Takes a CPU's callbacks away from the kthreads and gives them to rcu_core(). Models rcu_nocb_rdp_deoffload() with
 * rdp_offload_toggle(), kernel/rcu/tree_nocb.h, v5.14, v5.18 and v6.1.
 */
class RdpDeoffload extends NocbText<RdpDeoffload.At> {
    /** The steps: D0 with T1, T2 to T4, then what v6.0 does about missing kthreads, D2 and the last one. */
    enum At implements StepLabel {
        TOGGLE(Cost.LOCK, "flushes the bypass list, has rcu_core() serve the CPU, and clears OFFLOADED, under ->nocb_lock"),
        WAKE_CB(Cost.WAKEUP, "wakes the CPU's rcuop"),
        CLAIM(Cost.LOCK, "claims rcuog's wakeup under ->nocb_gp_lock"),
        LOCK_KTHREADS(Cost.LOCK, "takes the leader's ->nocb_gp_kthread_mutex"),
        WAKE_GP(Cost.WAKEUP, "wakes rcuog"),
        FOR_RCUOP(Cost.LOCK, "clears KTHREAD_CB for a rcuop that does not exist"),
        FOR_RCUOG(Cost.LOCK, "clears KTHREAD_CB and KTHREAD_GP, as no rcuog exists that would"),
        WAIT(Cost.CONTEXT_SWITCH, "waits until both kthreads have let go of the CPU"),
        LIST_DEL(Cost.LOCAL, "takes the CPU off its group's list"),
        UNLOCK_KTHREADS(Cost.LOCAL, "drops ->nocb_gp_kthread_mutex"),
        LAST_LOCK(Cost.LOCK, "takes ->nocb_lock one last time, and clears LOCKING");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final Flag wakeGp;

    RdpDeoffload(Context self, Rcu rcu, NocbData rdp) {
        super(self, rcu, "rcu_nocb_rdp_deoffload", At.class);
        this.rdp = rdp;
        wakeGp = localFlag("wake_gp");
        rdp.state.stateWq.admit((Task) self());
    }

    @Override protected At step(At at) {
        if (cpu().irqsAreOff()) return at;                      // whoever has this CPU now is in the middle of something
        return switch (at) {
            case TOGGLE -> toggle();
            case WAKE_CB -> {
                wakeOne(rdp.cbWq);
                yield At.CLAIM;
            }
            case CLAIM -> {
                wakeGp.set(claimToggle(rdp));
                yield has(Fix.SPAWN_FAILURE) ? At.LOCK_KTHREADS : At.WAKE_GP;
            }
            case LOCK_KTHREADS -> !acquire(rdp.leader().group.gpKthreadMutex) ? at : rdp.rcuogExists() ? At.WAKE_GP : At.FOR_RCUOG;
            case WAKE_GP -> {
                if (wakeGp.isSet()) wake(rdp.rcuog().task());
                yield has(Fix.SPAWN_FAILURE) && !rdp.state.cbKthread.isSet() ? At.FOR_RCUOP : At.WAIT;
            }
            case FOR_RCUOP -> {
                if (!lockNocb(rdp)) yield at;
                rdp.state.clear(SegCbFlag.KTHREAD_CB);
                unlockNocb(rdp);
                yield At.WAIT;
            }
            case FOR_RCUOG -> {
                if (!lockNocb(rdp)) yield at;
                rdp.state.clear(SegCbFlag.KTHREAD_CB);
                rdp.state.clear(SegCbFlag.KTHREAD_GP);
                unlockNocb(rdp);
                yield At.LIST_DEL;
            }
            case WAIT -> {
                if (rdp.state.has(SegCbFlag.KTHREAD_CB) || rdp.state.has(SegCbFlag.KTHREAD_GP)) yield sleepOn(rdp.state.stateWq, at);
                yield has(Fix.RCUOG_OWNS_LIST) ? has(Fix.SPAWN_FAILURE) ? At.UNLOCK_KTHREADS : At.LAST_LOCK
                        : has(Fix.NOCB_GROUP_LIST) ? At.LIST_DEL : At.LAST_LOCK;
            }
            case LIST_DEL -> {
                listDel(rdp);
                yield has(Fix.SPAWN_FAILURE) ? At.UNLOCK_KTHREADS : At.LAST_LOCK;
            }
            case UNLOCK_KTHREADS -> {
                release(rdp.leader().group.gpKthreadMutex);
                yield At.LAST_LOCK;
            }
            case LAST_LOCK -> {
                if (!acquire(rdp.nocbLock)) yield at;
                rdp.state.clear(SegCbFlag.LOCKING);             // SOFTIRQ_ONLY, before v5.17
                release(rdp.nocbLock);                          // raw: the flag no longer says that it is to be unlocked
                yield finish();
            }
        };
    }

    private At toggle() {
        if (!lockNocb(rdp)) return At.TOGGLE;
        if (has(Fix.BYPASS_FLUSHED)) flushBypass(rdp, machine().jiffies());
        if (has(Fix.NOCB_GROUP_LIST)) rdp.state.set(SegCbFlag.RCU_CORE);
        rdp.state.clear(SegCbFlag.OFFLOADED);
        rdp.cbSleep.clear();
        unlockNocb(rdp);
        return At.WAKE_CB;
    }
}
