package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Flag;

/**
 * Takes a CPU's callbacks away from the kthreads and gives them to rcu_core(). Models rcu_nocb_rdp_deoffload(),
 * kernel/rcu/tree_plugin.h, v5.12, and kernel/rcu/tree_nocb.h, v5.14 to v6.11.
 */
class RdpDeoffload extends NocbText<RdpDeoffload.At> {
    /** The steps: D0 with T, then what v6.0 does about missing kthreads, D2, D3 in two steps, and the last one, D4. */
    enum At implements StepLabel {
        TOGGLE(Cost.LOCAL, "is to flush the bypass list, to have rcu_core() serve the CPU, and to clear OFFLOADED"),
        TOGGLED(Cost.LOCAL, "has done that"),
        LOCK_KTHREADS(Cost.LOCK, "takes the leader's ->nocb_gp_kthread_mutex"),
        WAKE_GP(Cost.WAKEUP, "wakes rcuog"),
        FOR_RCUOP(Cost.LOCK, "clears KTHREAD_CB for a rcuop that does not exist"),
        FOR_RCUOG(Cost.LOCK, "clears KTHREAD_CB and KTHREAD_GP, as no rcuog exists that would"),
        WAIT(Cost.CONTEXT_SWITCH, "waits until both kthreads have let go of the CPU"),
        PARK(Cost.WAKEUP, "tells the CPU's rcuop to park"),
        PARKED(Cost.CONTEXT_SWITCH, "waits until rcuop is parked"),
        LIST_DEL(Cost.LOCAL, "takes the CPU off its group's list"),
        UNLOCK_KTHREADS(Cost.LOCAL, "drops ->nocb_gp_kthread_mutex"),
        TIMER_OFF(Cost.LOCK, "sets ->nocb_defer_wakeup so that nobody arms ->nocb_timer any more"),
        DEL_TIMER(Cost.TIMER, "cancels ->nocb_timer, and waits for its handler"),
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
    private final OffloadToggle toggle;
    private final Flag wakeGp;

    RdpDeoffload(Context self, Rcu rcu, NocbData rdp) {
        super(self, rcu, "rcu_nocb_rdp_deoffload", At.class);
        this.rdp = rdp;
        toggle = new OffloadToggle(self, rcu, rdp, false);
        wakeGp = localFlag("wake_gp");
        rdp.state.stateWq.admit((Task) self());
        if (rdp.state.parking != null) rdp.state.parking.completion.admit((Task) self());
    }

    @Override protected At step(At at) {
        if (cpu().irqsAreOff()) return at;                      // whoever has this CPU now is in the middle of something
        return switch (at) {
            case TOGGLE -> call(toggle, At.TOGGLED);
            case TOGGLED -> {
                wakeGp.set(result());
                yield has(Fix.SPAWN_FAILURE) ? At.LOCK_KTHREADS : At.WAKE_GP;
            }
            case LOCK_KTHREADS -> !acquire(rdp.leader().group.gpKthreadMutex) ? at : rdp.rcuogExists() ? At.WAKE_GP : At.FOR_RCUOG;
            case WAKE_GP -> {
                if (wakeGp.isSet()) wake(rdp.rcuog().task());
                yield has(Fix.SPAWN_FAILURE) && rdp.state.parking == null && !rdp.state.cbKthread.isSet() ? At.FOR_RCUOP : At.WAIT;
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
                if (has(Fix.TOGGLE_TAKEN_BACK)) rdp.leader().group.toggling.set(0);
                yield At.LIST_DEL;
            }
            case WAIT -> {
                if (rdp.state.has(SegCbFlag.KTHREAD_CB) || rdp.state.has(SegCbFlag.KTHREAD_GP)) yield sleepOn(rdp.state.stateWq, at);
                yield afterwards();
            }
            case PARK -> {
                parkRcuop(rdp);
                yield At.PARKED;
            }
            case PARKED -> rdp.state.parking.parked.isSet() ? At.UNLOCK_KTHREADS : sleepOn(rdp.state.parking.completion, at);
            case LIST_DEL -> {
                listDel(rdp);
                yield has(Fix.SPAWN_FAILURE) ? At.UNLOCK_KTHREADS : At.LAST_LOCK;
            }
            case UNLOCK_KTHREADS -> {
                release(rdp.leader().group.gpKthreadMutex);
                yield At.LAST_LOCK;
            }
            case TIMER_OFF -> {
                if (!lockNocb(rdp)) yield at;
                rdp.deferWakeup.set(DeferLevel.OFF);
                unlockNocb(rdp);
                yield At.DEL_TIMER;
            }
            case DEL_TIMER -> {
                if (rdp.nocbTimer.handler().isRunning()) yield at;
                cancel(rdp.nocbTimer);
                yield At.LAST_LOCK;
            }
            case LAST_LOCK -> {
                if (!acquire(rdp.nocbLock)) yield at;
                if (has(Fix.DEOFFLOAD_FLUSHES_LAST) && !has(Fix.BYPASS_FLUSHED)) flushBypass(rdp, machine().jiffies());
                rdp.state.clear(SegCbFlag.LOCKING);             // SOFTIRQ_ONLY, before v5.17
                release(rdp.nocbLock);                          // raw: the flag no longer says that it is to be unlocked
                yield finish();
            }
        };
    }

    /** What comes when both kthreads have let go of the CPU. */
    private At afterwards() {
        if (rdp.state.parking != null && rdp.state.cbKthread.isSet()) return At.PARK;
        if (has(Fix.RCUOG_OWNS_LIST)) return has(Fix.SPAWN_FAILURE) ? At.UNLOCK_KTHREADS : At.LAST_LOCK;
        if (has(Fix.NOCB_GROUP_LIST)) return At.LIST_DEL;
        // "rcu/nocb: Shutdown nocb timer on de-offloading"
        return has(Fix.DEOFFLOAD_STOPS_TIMER) && !has(Fix.NOCB_TIMER_UNIFIED) ? At.TIMER_OFF : At.LAST_LOCK;
    }
}
