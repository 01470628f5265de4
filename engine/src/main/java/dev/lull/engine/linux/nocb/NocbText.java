package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.CbList;
import dev.lull.engine.linux.rcu.GpSeq;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.SegCbList;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Range;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

/**
 * What the texts of this room share: the small functions of tree_plugin.h that always run under a lock their caller
 * holds, so that they are parts of a step and no steps of their own.
 */
public abstract class NocbText<E extends Enum<E>> extends Code<E> {
    protected final Rcu rcu;

    protected NocbText(Context self, Rcu rcu, String function, Class<E> labels) {
        super(self, function, labels);
        this.rcu = rcu;
    }

    protected final boolean has(Fix fix) {
        return rcu.linux().has(fix);
    }

    /** rcu_nocb_lock(): takes {@code ->nocb_lock} if the CPU's list is locked at all; false when somebody else has it. */
    protected final boolean lockNocb(NocbData rdp) {
        return !rdp.locks() || acquire(rdp.nocbLock);
    }

    /** rcu_nocb_unlock(): asks again whether the list is locked, whatever the answer was when it was to be locked. */
    protected final void unlockNocb(NocbData rdp) {
        if (rdp.locks()) {
            release(rdp.nocbLock);
        } else if (rdp.state != null && rdp.nocbLock.isOwnedBy(self())) {
            machine().blame("unlock skipped: " + self().name() + " took nocb_lock[" + rdp.cpu() + "] while LOCKING was set, and rcu_nocb_unlock() finds LOCKING clear in "
                    + name() + "(): the lock is never dropped");
        }
    }

    /** A kthread's task, which does not exist yet while its CPU has not come up. */
    static Task kthread(Rcu rcu, String name, NocbData leader, boolean exists) {
        return exists ? rcu.machine().kthread(name) : rcu.machine().kthread(name, leader.group.notCreated);
    }

    /** The part of rdp_offload_toggle() under {@code ->nocb_gp_lock}; whether rcuog is to be woken. */
    protected final boolean claimToggle(NocbData rdp) {
        if (has(Fix.RCUOG_OWNS_LIST)) rdp.leader().group.toggling.set(rdp.cpu() + 1L);
        boolean asleep = rdp.gpSleep.isSet();
        rdp.gpSleep.clear();
        return asleep;
    }

    /** kthread_park() of the CPU's rcuop, up to where one waits for it. */
    protected final void parkRcuop(NocbData rdp) {
        rdp.state.parking.shouldPark.set();
        wake(rdp.rcuop().task());
    }

    /** kthread_unpark() of the CPU's rcuop. */
    protected final void unparkRcuop(NocbData rdp) {
        if (!rdp.state.cbKthread.isSet()) {
            machine().blame("invalid pointer: kthread_unpark() of rdp[" + rdp.cpu() + "]'s ->nocb_cb_kthread, which was never created");
            return;
        }
        rdp.state.parking.shouldPark.clear();
        wakeOne(rdp.state.parking.place);
    }

    /** Brings interrupts back to what they were for call_rcu()'s caller; from v6.9 call_rcu() itself does so, last of all. */
    protected final void restoreIrqs(boolean on) {
        if (!has(Fix.IRQS_RESTORED_LAST)) irqs(on);
    }

    /** list_add_tail() of {@code ->nocb_entry_rdp}. */
    protected final void listAdd(NocbData rdp) {
        if (rdp.state.onList.isSet()) {
            machine().blame("list corruption: " + self().name() + " adds rdp[" + rdp.cpu() + "] to nocb_head_rdp[" + rdp.leader().cpu()
                    + "], where it is already: a scan of that list never ends");
        }
        rdp.state.onList.set();
    }

    /** list_del() of {@code ->nocb_entry_rdp}. */
    protected final void listDel(NocbData rdp) {
        if (!rdp.state.onList.isSet()) {
            machine().blame("list corruption: " + self().name() + " takes rdp[" + rdp.cpu() + "] off nocb_head_rdp[" + rdp.leader().cpu()
                    + "], where it is not");
        }
        rdp.state.onList.clear();
    }

    /** rcu_nocb_do_flush_bypass() with {@code ->nocb_bypass_lock} free or held by the caller. */
    protected final void flushBypass(NocbData rdp, long jiffy) {
        passing(rdp.bypassLock);
        long moved = rdp.bypass.length();
        rdp.cblist().flush(rdp.bypass);
        rdp.forgetLazy();
        rdp.bypassFirst.set(jiffy);
        passed(rdp.bypassLock);
        if (moved > 0 && tracer().wants()) emit(Tracepoint.KP_BYPASS_FLUSH, rdp.cpu(), moved);
    }

    /** rcu_advance_cbs() under the leaf's lock; whether the grace-period kthread is to be woken. */
    protected final boolean advance(NocbData rdp) {
        passing(rdp.rdp().leaf().locksUp());
        boolean wake = rcu.advanceCbs(rdp.rdp(), self().number(), cpuNumber());
        passed(rdp.rdp().leaf().locksUp());
        return wake;
    }

    /** rcu_accelerate_cbs() under the leaf's lock; whether the grace-period kthread is to be woken. */
    protected final boolean accelerate(NocbData rdp) {
        passing(rdp.rdp().leaf().locksUp());
        boolean wake = rcu.accelerateCbs(rdp.rdp(), self().number(), cpuNumber());
        passed(rdp.rdp().leaf().locksUp());
        return wake;
    }

    /** Whether the grace period the WAIT segment is numbered with, stale number or not, is over on the leaf. */
    protected final boolean nextGpIsDone(NocbData rdp) {
        long next = rdp.cblist().nextGp();
        return next != SegCbList.NONE && GpSeq.done(rdp.rdp().leaf().gpSeq(), next);
    }

    /** Opportunistic rcu_advance_cbs_nowake(): once a jiffy, and only while the leaf shows a grace period in progress. */
    protected final void advanceNoWake(NocbData rdp, long jiffy) {
        if (jiffy == rdp.gpAdvTime.get() || !nextGpIsDone(rdp)) return;
        if (GpSeq.inProgress(rdp.rdp().leaf().gpSeq())) advance(rdp);
        rdp.gpAdvTime.set(jiffy);
    }

    /** rcu_gp_kthread_wake(). */
    protected final void wakeGpKthread() {
        if (rcu.gpKthreadNeedsWake()) wakeOneFrom(rcu.wakesFrom(self(), rcu.gpKthread(), Fix.GP_WOKEN_ONLINE), rcu.gpWaitQueue());
    }

    /** __wake_nocb_gp()'s wake_up_process(). */
    protected final void wakeRcuog(NocbData rdp) {
        int from = rcu.wakesFrom(self(), rdp.rcuog().task(), Fix.RCUOG_WOKEN_ONLINE);
        if (from == cpuNumber()) wake(rdp.rcuog().task());
        else wakeOneFrom(from, rdp.leader().gpWq);      // "rcu/nocb: Fix RT throttling hrtimer armed from offline CPU"
    }

    /**
     * The part of v5.14's __wake_nocb_gp() under {@code ->nocb_gp_lock}: resets the deferral with its timer and claims the
     * wakeup; whether there is one to do.
     */
    protected final boolean claimWakeup(NocbData rdp, boolean force) {
        passing(rdp.gpLock);
        resetDeferral(rdp.leader());
        boolean needed = claimSleeper(rdp, force);
        passed(rdp.gpLock);
        return needed;
    }

    /** No wakeup is deferred any more, nor will the timer do one. */
    protected final void resetDeferral(NocbData leader) {
        if (leader.deferWakeup.get() == DeferLevel.NOT) return;
        leader.deferWakeup.set(DeferLevel.NOT);
        cancel(leader.nocbTimer);
    }

    /** The test of {@code ->nocb_gp_sleep} under {@code ->nocb_gp_lock}; whether rcuog is to be woken. */
    protected final boolean claimSleeper(NocbData rdp, boolean force) {
        passing(rdp.gpLock);
        boolean needed = force || rdp.gpSleep.isSet();
        if (needed) {
            rdp.gpSleep.clear();
            say(rdp, Reason.DoWake);
        }
        passed(rdp.gpLock);
        return needed;
    }

    /**
     * wake_nocb_gp_defer() from v5.14, all under {@code ->nocb_gp_lock}; a bypass deferral overrides an earlier one. A lazy one
     * is for when none is there; the kernel looks into this CPU's own field, which says so always unless it leads its group.
     */
    protected final void deferOnLeader(NocbData rdp, DeferLevel wanted) {
        passing(rdp.gpLock);
        defer(rdp, wanted);
        passed(rdp.gpLock);
    }

    private void defer(NocbData rdp, DeferLevel wanted) {
        NocbData leader = rdp.leader();
        NocbData asked = has(Fix.LAZY_ASKS_LEADER) ? leader : rdp;
        if (wanted == DeferLevel.LAZY && asked.deferWakeup.get() == DeferLevel.NOT) {
            arm(leader.nocbTimer, machine().jiffies() + rcu.linux().lazyFlush());
            leader.deferWakeup.set(wanted);
            return;
        }
        if (wanted == DeferLevel.BYPASS) {
            arm(leader.nocbTimer, machine().jiffies() + 2);
            leader.deferWakeup.set(wanted);
            return;
        }
        if (leader.deferWakeup.get().isBelow(DeferLevel.WAKE) && has(Fix.DEFER_TIMER)) arm(leader.nocbTimer, machine().jiffies() + 1);
        if (leader.deferWakeup.get().isBelow(wanted)) leader.deferWakeup.set(wanted);
    }

    /** rcu_nocb_wake. */
    protected final void say(NocbData rdp, Reason reason) {
        if (tracer().wants()) emit(Tracepoint.RCU_NOCB_WAKE, rdp.cpu(), reason.ordinal());
    }

    protected final void emit(Tracepoint point, long... arguments) {
        tracer().emit(point, self().number(), cpuNumber(), arguments);
    }

    /** The range of a word that points to a callback, 0 for none. */
    protected final Range headRange() {
        return rcu.callbacks().headRange();
    }

    /** A callback list among this context's own words. */
    protected final CbList ownList(String name) {
        return new CbList(rcu.callbacks(), machine().memory().privateStruct(self().name(), self().number()), name);
    }
}
