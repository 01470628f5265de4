package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Label;
import dev.lull.engine.trace.Reason;

/**
 * Puts a wakeup of rcuog off, because interrupts are off and the caller may hold scheduler locks: arms
 * {@code ->nocb_timer} and says so in {@code ->nocb_defer_wakeup}. Models wake_nocb_gp_defer(): up to v5.13 under the
 * CPU's {@code ->nocb_lock}, which is dropped afterwards; from v5.14 on the leader, in one step under
 * {@code ->nocb_gp_lock}.
 */
class DeferWakeup extends NocbText<DeferWakeup.At> {
    /** The steps, WD1 and WD2, and the unlock that belongs to the caller. */
    enum At implements StepLabel {
        ARM(Cost.TIMER, "arms ->nocb_timer, unless ->nocb_defer_wakeup says that it is armed"),
        MARK(Cost.CACHE_MISS, "sets ->nocb_defer_wakeup"),
        UNLOCK(Cost.LOCAL, "drops ->nocb_lock");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final Label<DeferLevel> level;
    private final Label<Reason> reason;

    DeferWakeup(Context self, Rcu rcu, NocbData rdp) {
        super(self, rcu, "wake_nocb_gp_defer", At.class);
        this.rdp = rdp;
        level = localLabel("waketype", DeferLevel.class);
        reason = localLabel("reason", Reason.class);
    }

    DeferWakeup with(DeferLevel level, Reason reason) {
        this.level.set(level);
        this.reason.set(reason);
        return this;
    }

    @Override protected At step(At at) {
        DeferLevel wanted = level.get();
        return switch (at) {
            case ARM -> {
                if (has(Fix.NOCB_TIMER_UNIFIED)) {
                    deferOnLeader(rdp, wanted);
                    say(rdp, reason.get());
                    yield finish();
                }
                if (rdp.deferWakeup.get() == DeferLevel.OFF) yield At.UNLOCK;           // the CPU is not offloaded any more
                if (rdp.deferWakeup.get() == DeferLevel.NOT && has(Fix.DEFER_TIMER)) arm(rdp.nocbTimer, machine().jiffies() + 1);
                yield At.MARK;
            }
            case MARK -> {
                if (rdp.deferWakeup.get().isBelow(wanted)) rdp.deferWakeup.set(wanted);
                say(rdp, reason.get());
                yield At.UNLOCK;
            }
            case UNLOCK -> {
                unlockNocb(rdp);
                yield finish();
            }
        };
    }
}
