package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;

/** Ends a polling rcuog's sleep of one jiffy. Models process_timeout(), kernel/time/timer.c. */
class PollTimeout extends NocbText<PollTimeout.At> {
    /** Its one step. */
    enum At implements StepLabel {
        WAKE;

        @Override public Told told() {
            return new Told(Cost.WAKEUP, "wakes rcuog, whose sleep is over");
        }
    }

    private final Task sleeper;

    PollTimeout(Context self, Rcu rcu, Task sleeper) {
        super(self, rcu, "process_timeout", At.class);
        this.sleeper = sleeper;
    }

    @Override protected At step(At at) {
        wake(sleeper);
        return finish();
    }
}
