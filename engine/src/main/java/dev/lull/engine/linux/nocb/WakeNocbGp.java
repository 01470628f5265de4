package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Label;
import dev.lull.engine.trace.Reason;

/**
 * Wakes the group's rcuog, if it wants to be woken. Models wake_nocb_gp(): up to v5.13 entered with the CPU's
 * {@code ->nocb_lock}, which it drops (kernel/rcu/tree_plugin.h); from v5.14 without (kernel/rcu/tree_nocb.h).
 */
public class WakeNocbGp extends NocbText<WakeNocbGp.At> {
    /** The steps, WG1 with WG2, then WG3 to WG5; v5.14 begins at DECIDE. */
    public enum At implements StepLabel {
        CANCEL(Cost.TIMER, "cancels ->nocb_timer, as it is about to wake rcuog itself"),
        UNLOCK(Cost.LOCAL, "drops ->nocb_lock"),
        DECIDE(Cost.LOCK, "looks at ->nocb_gp_sleep under ->nocb_gp_lock"),
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
    private final Flag force;
    private final Flag irqsWereOn;
    private final Label<Reason> afterwards;
    private final boolean says;

    /**
     * @param self who calls it
     * @param rdp  for which CPU
     * @param says whether its caller traces a reason afterwards
     */
    public WakeNocbGp(Context self, Rcu rcu, NocbData rdp, boolean says) {
        super(self, rcu, "wake_nocb_gp", At.class);
        this.rdp = rdp;
        this.says = says;
        force = localFlag("force");
        irqsWereOn = localFlag("irqs_were_on");
        afterwards = localLabel("reason", Reason.class);
    }

    /** Says, before a call whose caller traces nothing, whether that has interrupts enabled. */
    WakeNocbGp with(boolean irqsWereOn) {
        this.irqsWereOn.set(irqsWereOn);
        return this;
    }

    WakeNocbGp with(boolean force, boolean irqsWereOn, Reason afterwards) {
        this.force.set(force);
        this.irqsWereOn.set(irqsWereOn);
        this.afterwards.set(afterwards);
        return this;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CANCEL -> has(Fix.NOCB_TIMER_UNIFIED) ? decide() : cancelTimer();
            case UNLOCK -> {
                unlockNocb(rdp);
                restoreIrqs(irqsWereOn.isSet());
                yield At.DECIDE;
            }
            case DECIDE -> decide();
            case WAKE -> {
                wakeRcuog(rdp);
                yield done();
            }
        };
    }

    private At cancelTimer() {
        if (rdp.state != null && !rdp.nocbLock.isOwnedBy(self())) {
            machine().blame("lockdep_assert_held(&rdp->nocb_lock) in wake_nocb_gp(): " + self().name() + " works on rdp[" + rdp.cpu() + "] without ->nocb_lock, as that CPU is not offloaded any more");
        }
        if (!has(Fix.NOCB_TIMER_REQUEUE)) {
            cancel(rdp.nocbTimer);              // ->nocb_defer_wakeup goes on saying that the timer is armed
        } else if (DeferLevel.NOT.isBelow(rdp.deferWakeup.get())) {
            // "rcu/nocb: Fix missed nocb_timer requeue"
            rdp.deferWakeup.set(DeferLevel.NOT);
            cancel(rdp.nocbTimer);
        }
        return At.UNLOCK;
    }

    private At decide() {
        if (!rdp.rcuogExists()) {
            restoreIrqs(irqsWereOn.isSet());
            say(rdp, Reason.AlreadyAwake);
            return done();
        }
        boolean needed = has(Fix.NOCB_TIMER_UNIFIED) ? claimWakeup(rdp, force.isSet()) : claimSleeper(rdp, force.isSet());
        restoreIrqs(irqsWereOn.isSet());
        return needed ? At.WAKE : done();
    }

    private At done() {
        if (says) say(rdp, afterwards.get());
        return finish();
    }
}
