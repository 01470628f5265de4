package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.memory.Range;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

/** What the texts of RCU's core share. */
public abstract class RcuText<E extends Enum<E>> extends Code<E> {
    protected final Rcu rcu;

    protected RcuText(Context self, Rcu rcu, String function, Class<E> labels) {
        super(self, function, labels);
        this.rcu = rcu;
    }

    /** rcu_advance_cbs() under the leaf's lock; whether the grace-period kthread is to be woken. */
    protected final boolean advance(RcuData rdp) {
        passing(rdp.leaf().locksUp());
        boolean wake = rcu.advanceCbs(rdp, self().number(), cpuNumber());
        passed(rdp.leaf().locksUp());
        return wake;
    }

    /** rcu_accelerate_cbs() under the leaf's lock; whether the grace-period kthread is to be woken. */
    protected final boolean accelerate(RcuData rdp) {
        passing(rdp.leaf().locksUp());
        boolean wake = rcu.accelerateCbs(rdp, self().number(), cpuNumber());
        passed(rdp.leaf().locksUp());
        return wake;
    }

    /** note_gp_changes(); whether the grace-period kthread is to be woken. */
    protected final boolean noteGpChanges(RcuData rdp) {
        passing(rdp.leaf().locksUp());
        boolean wake = rdp.noteGpChanges(self().number(), cpuNumber());
        passed(rdp.leaf().locksUp());
        return wake;
    }

    /** rcu_gp_kthread_wake(). */
    protected final void wakeGpKthread() {
        if (rcu.gpKthreadNeedsWake()) wakeOneFrom(rcu.wakesFrom(self(), rcu.gpKthread(), Fix.GP_WOKEN_ONLINE), rcu.gpWaitQueue());
    }

    /** rcu_grace_period. */
    protected final void say(long gpSeq, Reason reason) {
        if (tracer().wants()) emit(Tracepoint.RCU_GRACE_PERIOD, gpSeq, reason.ordinal());
    }

    protected final void emit(Tracepoint point, long... arguments) {
        tracer().emit(point, self().number(), cpuNumber(), arguments);
    }

    /** A callback list among this context's own words. */
    protected final CbList ownList(String name) {
        return new CbList(rcu.callbacks(), machine().memory().privateStruct(self().name(), self().number()), name);
    }

    /** The range of a word that points to a callback, 0 for none. */
    protected final Range headRange() {
        return rcu.callbacks().headRange();
    }
}
