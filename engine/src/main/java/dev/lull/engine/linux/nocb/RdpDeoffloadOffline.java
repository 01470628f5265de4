package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Flag;

/**
 * Takes an offline CPU away from the kthreads, once none of its callbacks is left. Models rcu_nocb_rdp_deoffload(),
 * kernel/rcu/tree_nocb.h, v6.12.
 */
class RdpDeoffloadOffline extends NocbText<RdpDeoffloadOffline.At> {
    /** The steps. */
    enum At implements StepLabel {
        BARRIER(Cost.LOCAL, "has rcu_barrier() wait for the CPU's callbacks"),
        PARK(Cost.WAKEUP, "tells the CPU's rcuop to park, if there is one"),
        PARKED(Cost.CONTEXT_SWITCH, "waits until rcuop is parked"),
        ASSERT(Cost.LOCK, "makes sure, under ->nocb_lock, that the CPU has no callbacks"),
        QUEUE(Cost.LOCK, "queues the CPU for rcuog, and claims rcuog's wakeup, under ->nocb_gp_lock"),
        LOCK_KTHREADS(Cost.LOCK, "takes the leader's ->nocb_gp_kthread_mutex"),
        WAKE_GP(Cost.WAKEUP, "wakes rcuog"),
        WAIT(Cost.CONTEXT_SWITCH, "waits until rcuog has cleared OFFLOADED"),
        FOR_RCUOG(Cost.LOCK, "clears OFFLOADED itself and takes the CPU off its list, as no rcuog exists that would"),
        UNLOCK_KTHREADS(Cost.LOCAL, "drops ->nocb_gp_kthread_mutex");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final Code<?> barrier;
    private final Flag wakeGp;

    /** @param barrier rcu_barrier() by the same task */
    RdpDeoffloadOffline(Context self, Rcu rcu, NocbData rdp, Code<?> barrier) {
        super(self, rcu, "rcu_nocb_rdp_deoffload", At.class);
        this.rdp = rdp;
        this.barrier = barrier;
        wakeGp = localFlag("wake_gp");
        rdp.state.stateWq.admit((Task) self());
        rdp.state.parking.completion.admit((Task) self());
    }

    @Override protected At step(At at) {
        return switch (at) {
            case BARRIER -> call(barrier, At.PARK);
            case PARK -> {
                if (!rdp.state.cbKthread.isSet()) yield At.ASSERT;
                parkRcuop(rdp);
                yield At.PARKED;
            }
            case PARKED -> rdp.state.parking.parked.isSet() ? At.ASSERT : sleepOn(rdp.state.parking.completion, at);
            case ASSERT -> {
                if (!lockNocb(rdp)) yield at;
                if (rdp.cblist().length() > 0) {
                    machine().blame("WARN_ON_ONCE(rcu_segcblist_n_cbs()) in rcu_nocb_rdp_deoffload(): CPU " + rdp.cpu() + " has callbacks left after rcu_barrier()");
                }
                unlockNocb(rdp);
                yield At.QUEUE;
            }
            case QUEUE -> {
                wakeGp.set(claimToggle(rdp));
                yield At.LOCK_KTHREADS;
            }
            case LOCK_KTHREADS -> !acquire(rdp.leader().group.gpKthreadMutex) ? at : rdp.rcuogExists() ? At.WAKE_GP : At.FOR_RCUOG;
            case WAKE_GP -> {
                if (wakeGp.isSet()) wake(rdp.rcuog().task());
                yield At.WAIT;
            }
            case WAIT -> rdp.state.has(SegCbFlag.OFFLOADED) ? sleepOn(rdp.state.stateWq, at) : At.UNLOCK_KTHREADS;
            case FOR_RCUOG -> {
                if (!acquire(rdp.nocbLock)) yield at;
                rdp.state.clear(SegCbFlag.OFFLOADED);
                release(rdp.nocbLock);
                listDel(rdp);
                if (has(Fix.TOGGLE_TAKEN_BACK)) rdp.leader().group.toggling.set(0);
                yield At.UNLOCK_KTHREADS;
            }
            case UNLOCK_KTHREADS -> {
                release(rdp.leader().group.gpKthreadMutex);
                yield finish();
            }
        };
    }
}
