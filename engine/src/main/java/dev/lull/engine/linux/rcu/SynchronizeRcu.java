package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;

/** synchronize_rcu(): queues a callback that wakes the caller, and sleeps. Models wait_rcu_gp(), kernel/rcu/update.c, up to v6.9. */
public class SynchronizeRcu extends RcuText<SynchronizeRcu.At> {
    /** The steps. */
    public enum At implements StepLabel {
        QUEUE(Cost.LOCAL, "calls synchronize_rcu(), which queues a callback"),
        WAIT(Cost.CONTEXT_SWITCH, "sleeps until that callback is invoked");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Calls callRcu;
    private final int wakeme;
    private final WaitQueue completion;
    private final Flag completed;

    /** call_rcu() as it is on the caller's CPU. */
    public interface Calls {
        /** The text, told what it is called with. */
        Code<?> with(boolean irqsOn, int function, boolean lazy);
    }

    public SynchronizeRcu(Context self, Rcu rcu, Calls callRcu) {
        super(self, rcu, "synchronize_rcu", At.class);
        this.callRcu = callRcu;
        completion = machine().waitQueue(self.name() + ".completion").admit((Task) self);
        completed = machine().memory().struct(self.name()).flag("completed");
        wakeme = rcu.callbacks().register(this::wakemeAfterRcu);
    }

    private void wakemeAfterRcu(int context, int on) {
        completed.set();
        machine().wakeFromOutside(completion, context, on);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case QUEUE -> {
                completed.clear();
                yield call(callRcu.with(true, wakeme, false), At.WAIT);
            }
            case WAIT -> completed.isSet() ? finish() : sleepOn(completion, at);
        };
    }
}
