package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.trace.Reason;

/**
 * Does a wakeup that was put off: {@code ->nocb_timer}'s handler, and what a CPU runs at a rescue edge. Models
 * do_nocb_deferred_wakeup_common(), kernel/rcu/tree_plugin.h, v5.12, and kernel/rcu/tree_nocb.h, v5.14.
 */
class DeferredWakeup extends NocbText<DeferredWakeup.At> {
    /** The steps, DD1 to DD4. From v5.14 TAKE is part of LOCK; up to v5.13 wake_nocb_gp() does what WAKE does. */
    enum At implements StepLabel {
        LOOK(Cost.CACHE_MISS, "comes to do a deferred wakeup: a rescue edge looks first, without a lock, whether there is one"),
        LOCK(Cost.LOCK, "takes the lock and looks again whether a wakeup was deferred"),
        TAKE(Cost.LOCAL, "takes the deferred wakeup on"),
        WAKE(Cost.WAKEUP, "wakes the rcuog kthread");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final boolean byTimer;
    private final WakeNocbGp wake;

    DeferredWakeup(Context self, Rcu rcu, NocbData rdp, boolean byTimer) {
        super(self, rcu, byTimer ? "do_nocb_deferred_wakeup_timer" : "do_nocb_deferred_wakeup", At.class);
        this.rdp = rdp;
        this.byTimer = byTimer;
        this.wake = has(Fix.NOCB_TIMER_UNIFIED) ? null : rdp.made.wakeNocbGp(self, rcu, rdp, true);
    }

    /** Up to v5.13 each CPU's own field counts; from v5.14 the leader's. */
    private NocbData owner() {
        return has(Fix.NOCB_TIMER_UNIFIED) ? rdp.leader() : rdp;
    }

    /** rcu_nocb_need_deferred_wakeup(): the timer also serves a bypass deferral, a rescue edge does not. */
    boolean isWanted() {
        DeferLevel least = has(Fix.NOCB_TIMER_UNIFIED) && !byTimer ? DeferLevel.WAKE : DeferLevel.BYPASS;
        return !owner().deferWakeup.get().isBelow(least);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOOK -> {
                if (byTimer && has(Fix.NOCB_TIMER_UNIFIED)) say(owner(), Reason.Timer);
                yield byTimer || isWanted() ? At.LOCK : finish();
            }
            case LOCK -> has(Fix.NOCB_TIMER_UNIFIED) ? claim() : lock();
            case TAKE -> {
                boolean force = rdp.deferWakeup.get() == DeferLevel.FORCE;
                if (!has(Fix.NOCB_TIMER_REQUEUE)) rdp.deferWakeup.set(DeferLevel.NOT);
                yield become(wake.with(force, true, Reason.DeferredWake));
            }
            case WAKE -> {
                wakeRcuog(rdp);
                yield done();
            }
        };
    }

    private At lock() {
        if (!lockNocb(rdp)) return At.LOCK;
        irqsOff();
        if (isWanted()) return At.TAKE;
        unlockNocb(rdp);
        irqsOn();
        return finish();
    }

    /** v5.14: what LOCK, TAKE and the claim of the wakeup are up to v5.13, in one step under the leader's {@code ->nocb_gp_lock}. */
    private At claim() {
        if (!isWanted()) return finish();
        return claimWakeup(rdp, owner().deferWakeup.get() == DeferLevel.FORCE) ? At.WAKE : done();
    }

    private At done() {
        say(rdp, Reason.DeferredWake);
        return finish();
    }
}
