package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/** srcu_reschedule(), kernel/rcu/srcutree.c, v5.19 to v6.12: has the grace-period worker come again, unless all is done. */
public class Reschedule extends SrcuText<Reschedule.At> {
    /** The steps. */
    public enum At implements StepLabel {
        LOCK(Cost.LOCK, "takes sup->lock"),
        DECIDE(Cost.LOCAL, "looks whether anything is left to do, starts a grace period if need be, and drops the lock"),
        QUEUE(Cost.TIMER, "has the worker come again");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Word delay;
    private final Flag again;

    public Reschedule(Context self, SrcuStruct ssp, int cpu) {
        super(self, ssp, cpu, "srcu_reschedule", At.class);
        delay = local("delay", Range.upTo(10));
        again = localFlag("pushgp");
    }

    /** The text, told what it is called with. */
    Code<?> with(long delay) {
        this.delay.set(delay);
        return this;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOCK -> acquire(ssp.lock) ? At.DECIDE : at;
            case DECIDE -> {
                boolean fulfilled = SrcuSeq.done(ssp.gpSeq.get(), ssp.needed.get());
                boolean idle = SrcuSeq.state(ssp.gpSeq.get()) == SrcuSeq.IDLE;
                if (!fulfilled && idle && !gpStart()) yield at;
                again.set(!fulfilled || !idle);
                release(ssp.lock);
                yield At.QUEUE;
            }
            case QUEUE -> {
                if (again.isSet()) ssp.work.queue(this, delay.get());
                yield finish();
            }
        };
    }
}
