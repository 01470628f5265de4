package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * A CPU's last act: it does its deferred wakeup and tells RCU, with interrupts off, that nobody need wait for it any more. Models
 * rcu_report_dead(), kernel/rcu/tree.c, v5.12; what its locks order is one step here.
 */
public class RcuReportDead extends RcuText<RcuReportDead.At> {
    /** The steps. */
    public enum At implements StepLabel {
        DEFERRED_WAKEUP(Cost.LOCAL, "comes to do a deferred wakeup, before it is gone"),
        CLEAR_ONLINE(Cost.LOCK, "reports a quiescent state and clears its bit of ->qsmaskinitnext under the leaf's lock"),
        WAKE_GP(Cost.WAKEUP, "wakes the grace-period kthread");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final RcuData rdp;
    private final Code<?> deferredWakeup;

    /** @param deferredWakeup of an offloaded CPU; {@code null} for none, or where it is left to others */
    public RcuReportDead(Context self, Rcu rcu, RcuData rdp, Code<?> deferredWakeup) {
        super(self, rcu, "rcu_report_dead", At.class);
        this.rdp = rdp;
        this.deferredWakeup = deferredWakeup;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case DEFERRED_WAKEUP -> deferredWakeup == null ? clearOnline() : call(deferredWakeup, At.CLEAR_ONLINE);
            case CLEAR_ONLINE -> clearOnline();
            case WAKE_GP -> {
                wakeGpKthread();
                yield finish();
            }
        };
    }

    private At clearOnline() {
        passing(rdp.leaf().locksUp());
        boolean wake = rcu.reportDead(rdp.cpu(), self().number());
        passed(rdp.leaf().locksUp());
        return wake ? At.WAKE_GP : finish();
    }
}
