package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.trace.Reason;

/**
 * Decides, with {@code ->nocb_lock} held, whether an enqueue must wake rcuog, and drops the lock. Models
 * __call_rcu_nocb_wake(), kernel/rcu/tree_plugin.h, v5.12; from v5.14 the lock is dropped before the wakeup.
 */
class NocbWake extends NocbText<NocbWake.At> {
    /** The steps; NW1 with NW2, then NW4, NW5 and NW3. */
    enum At implements StepLabel {
        DECIDE(Cost.LOCAL, "decides, under ->nocb_lock, whether rcuog must be woken"),
        WAKE_OR_DEFER(Cost.LOCAL, "drops ->nocb_lock, about to wake rcuog"),
        OVERLOAD(Cost.LOCAL, "meets an overloaded CPU"),
        DEFER_LAZY(Cost.LOCAL, "drops ->nocb_lock, as rcuog need not be woken for lazy callbacks alone");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final WakeNocbGp wake;
    private final DeferWakeup defer;
    private final Flag wasAllDone;
    private final Flag irqsWereOn;

    NocbWake(Context self, Rcu rcu, NocbData rdp) {
        super(self, rcu, "__call_rcu_nocb_wake", At.class);
        this.rdp = rdp;
        wake = rdp.made.wakeNocbGp(self, rcu, rdp, true);
        defer = new DeferWakeup(self, rcu, rdp);
        wasAllDone = localFlag("was_alldone");
        irqsWereOn = localFlag("irqs_were_on");
    }

    NocbWake with(boolean wasAllDone, boolean irqsWereOn) {
        this.wasAllDone.set(wasAllDone);
        this.irqsWereOn.set(irqsWereOn);
        return this;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case DECIDE -> decide();
            case WAKE_OR_DEFER -> {                             // v5.14 only: the lock goes first, and interrupts come back
                unlockNocb(rdp);
                restoreIrqs(irqsWereOn.isSet());
                yield wakeOrDefer();
            }
            case OVERLOAD -> overload();
            case DEFER_LAZY -> {
                unlockNocb(rdp);
                restoreIrqs(irqsWereOn.isSet());
                yield become(defer.with(DeferLevel.LAZY, Reason.WakeLazy));
            }
        };
    }

    private At decide() {
        if (rcu.linux().polls() || !rdp.knowsRcuog()) {
            unlockNocb(rdp);
            restoreIrqs(irqsWereOn.isSet());
            say(rdp, Reason.WakeNotPoll);
            return finish();
        }
        if (wasAllDone.isSet()) {
            rdp.noteQlen();
            if (rdp.hasOnlyLazy(rdp.bypass.length())) return At.DEFER_LAZY;
            return has(Fix.NOCB_TIMER_UNIFIED) ? At.WAKE_OR_DEFER : wakeOrDefer();
        }
        if (rdp.isOverloaded(rcu.linux().qhimark())) return At.OVERLOAD;
        unlockNocb(rdp);
        restoreIrqs(irqsWereOn.isSet());
        say(rdp, Reason.WakeNot);
        return finish();
    }

    private At wakeOrDefer() {
        boolean mayWake = irqsWereOn.isSet() || !has(Fix.DEFER_WHEN_IRQS_OFF);
        if (mayWake) return become(wake.with(false, irqsWereOn.isSet(), Reason.WakeEmpty));
        return become(defer.with(DeferLevel.WAKE, Reason.WakeEmptyIsDeferred));
    }

    private At overload() {
        rdp.noteQlen();
        advanceNoWake(rdp, machine().jiffies());
        Timer own = has(Fix.NOCB_TIMER_UNIFIED) ? rdp.nocbTimer : rdp.bypassTimer;
        boolean timerWillWake = (rdp.isLeader() || has(Fix.OVERLOAD_ASKS_LEADER)) && own.isPending();      // before v5.18 a follower's own, never armed: the C asks in vain
        boolean served = !rdp.cbSleep.isSet() && rdp.cblist().hasReady();
        if (!served && !timerWillWake) {
            if (has(Fix.NOCB_TIMER_UNIFIED)) {
                unlockNocb(rdp);
                restoreIrqs(irqsWereOn.isSet());
            }
            return become(defer.with(DeferLevel.FORCE, Reason.WakeOvfIsDeferred));
        }
        unlockNocb(rdp);
        restoreIrqs(irqsWereOn.isSet());
        say(rdp, Reason.WakeNot);
        return finish();
    }
}
