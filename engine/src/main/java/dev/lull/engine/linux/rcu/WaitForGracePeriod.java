package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Word;

/**
 * Asks for a grace period and sleeps until it has ended: synchronize_rcu() without its callback, for whom it does not matter when
 * that is invoked. Models start_poll_synchronize_rcu(), kernel/rcu/tree.c, v5.12 and later, and a sleep until
 * poll_state_synchronize_rcu() is true, on the queue where rcuog waits for grace periods, too.
 */
public final class WaitForGracePeriod extends RcuText<WaitForGracePeriod.At> {
    /** The steps. */
    public enum At implements StepLabel {
        ASK(Cost.LOCK, "asks for a grace period"),
        WAKE_GP(Cost.WAKEUP, "wakes the grace-period kthread, if it must be"),
        WAIT(Cost.CONTEXT_SWITCH, "sleeps until that grace period has ended");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final RcuNode leaf;
    private final Word wanted;
    private final Flag wakeGp;

    /** @param cpu the CPU on whose behalf it asks */
    public WaitForGracePeriod(Context self, Rcu rcu, int cpu) {
        super(self, rcu, "synchronize_rcu", At.class);
        leaf = rcu.data(cpu).leaf();
        wanted = rcu.wanted(local("oldstate", rcu.gpSeqRange()));
        wakeGp = localFlag("needwake");
        for (long parity = 0; parity < 2; parity++) leaf.nocbGpWq(4 * parity).admit((Task) self);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case ASK -> {
                passing(leaf.locksUp());                    // the C takes the root's beside the leaf's, on the way up
                wanted.set(GpSeq.snap(rcu.gpSeq().get()));
                wakeGp.set(rcu.startThisGp(leaf, wanted.get(), self().number(), cpuNumber()));
                passed(leaf.locksUp());
                yield At.WAKE_GP;
            }
            case WAKE_GP -> {
                if (wakeGp.isSet()) wakeGpKthread();
                yield At.WAIT;
            }
            case WAIT -> GpSeq.done(leaf.gpSeq.get(), wanted.get()) ? finish() : sleepOn(leaf.nocbGpWq(wanted.get()), at);
        };
    }
}
