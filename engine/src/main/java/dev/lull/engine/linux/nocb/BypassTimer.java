package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.trace.Reason;

/**
 * {@code ->nocb_bypass_timer}'s handler: wakes rcuog so that young bypassed callbacks are not stranded. It works on the
 * leader's data whichever CPU's callbacks these are. Models do_nocb_bypass_wakeup_timer(), kernel/rcu/tree_plugin.h,
 * v5.12; gone in v5.14.
 */
class BypassTimer extends NocbText<BypassTimer.At> {
    /** The one step of its own, BT2; BT3 is __call_rcu_nocb_wake(). */
    enum At implements StepLabel {
        LOCK(Cost.LOCK, "takes the leader's ->nocb_lock");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData leader;
    private final NocbWake nocbWake;

    BypassTimer(Context self, Rcu rcu, NocbData leader) {
        super(self, rcu, "do_nocb_bypass_wakeup_timer", At.class);
        this.leader = leader;
        nocbWake = new NocbWake(self, rcu, leader);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOCK -> {
                if (!lockNocb(leader)) yield at;
                irqsOff();
                say(leader, Reason.Timer);
                yield become(nocbWake.with(true, true));
            }
        };
    }
}
