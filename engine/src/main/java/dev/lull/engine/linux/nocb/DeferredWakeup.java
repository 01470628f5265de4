package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.trace.Reason;

/**
 * Does a wakeup that was put off: {@code ->nocb_timer}'s handler, and what a CPU runs at a rescue edge. Models
 * do_nocb_deferred_wakeup_common(), kernel/rcu/tree_plugin.h, v5.12, and kernel/rcu/tree_nocb.h, v5.14.
 */
class DeferredWakeup extends NocbText<DeferredWakeup.At> {
    /** The steps, DD1 to DD4; a timer's handler begins with the second. */
    enum At implements StepLabel {
        LOOK(Cost.CACHE_MISS, "looks, without a lock, whether a wakeup was deferred"),
        LOCK(Cost.LOCK, "takes the lock and looks again whether a wakeup was deferred"),
        TAKE(Cost.LOCAL, "takes the deferred wakeup on"),
        WAKE(Cost.WAKEUP, "wakes the rcuog kthread");

        private final Cost cost;
        private final String says;

        At(Cost cost, String says) {
            this.cost = cost;
            this.says = says;
        }

        @Override public Cost cost() {
            return cost;
        }

        @Override public String says() {
            return says;
        }
    }

    private final NocbData rdp;
    private final boolean byTimer;
    private final WakeNocbGp wake;
    private final Flag claimed;

    DeferredWakeup(Context self, Rcu rcu, NocbData rdp, boolean byTimer) {
        super(self, rcu, byTimer ? "do_nocb_deferred_wakeup_timer" : "do_nocb_deferred_wakeup", At.class);
        this.rdp = rdp;
        this.byTimer = byTimer;
        this.claimed = localFlag("claimed");
        this.wake = has(Fix.NOCB_TIMER_UNIFIED) ? null : new WakeNocbGp(self, rcu, rdp);
    }

    /** Up to v5.13 each CPU's own field counts; from v5.14 the leader's. */
    private NocbData owner() {
        return has(Fix.NOCB_TIMER_UNIFIED) ? rdp.leader() : rdp;
    }

    /** rcu_nocb_need_deferred_wakeup(): the timer also serves a bypass deferral, a rescue edge does not. */
    private boolean isWanted() {
        DeferLevel least = has(Fix.NOCB_TIMER_UNIFIED) && !byTimer ? DeferLevel.WAKE : DeferLevel.BYPASS;
        return !owner().deferWakeup.get().isBelow(least);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOOK -> {
                if (byTimer) yield lock(at);
                yield isWanted() ? At.LOCK : finish();
            }
            case LOCK -> lock(at);
            case TAKE -> {
                boolean force = rdp.deferWakeup.get() == DeferLevel.FORCE;
                if (!has(Fix.NOCB_TIMER_REQUEUE)) rdp.deferWakeup.set(DeferLevel.NOT);
                yield become(wake.with(force, true, Reason.DeferredWake));
            }
            case WAKE -> {
                if (claimed.isSet()) {
                    wake(rdp.rcuog().task());
                    say(owner(), Reason.DeferredWake);
                }
                yield finish();
            }
        };
    }

    private At lock(At at) {
        if (has(Fix.NOCB_TIMER_UNIFIED)) {
            if (byTimer) say(owner(), Reason.Timer);
            if (!isWanted()) return finish();
            claimed.set(claimWakeup(owner(), owner().deferWakeup.get() == DeferLevel.FORCE));
            return At.WAKE;
        }
        if (!acquire(rdp.nocbLock)) return at;
        irqsOff();
        if (isWanted()) return At.TAKE;
        release(rdp.nocbLock);
        irqsOn();
        return finish();
    }
}
