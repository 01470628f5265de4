package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * Wakes a smpboot thread that sleeps, or is about to. Models try_to_wake_up() with TASK_NORMAL, kernel/sched/core.c: it looks at the
 * task's state, and then stores another, both under {@code ->pi_lock}, which the task itself does not take for a plain store.
 */
final class WakeProcess extends Code<WakeProcess.At> {
    /** The steps. */
    public enum At implements StepLabel {
        STATE_MATCHES(Cost.LOCK, "takes ->pi_lock, and looks whether the task sleeps or is about to"),
        SET_RUNNING(Cost.WAKEUP, "sets the task TASK_RUNNING, and drops ->pi_lock");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Smpboot shared;

    WakeProcess(Context self, Smpboot shared) {
        super(self, "try_to_wake_up", At.class);
        this.shared = shared;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case STATE_MATCHES -> {
                if (!acquire(shared.piLock)) yield at;
                if (shared.state.is(Smpboot.State.INTERRUPTIBLE)) yield At.SET_RUNNING;
                release(shared.piLock);
                yield finish();
            }
            case SET_RUNNING -> {
                shared.state.set(Smpboot.State.RUNNING);
                wake(shared.task());
                release(shared.piLock);
                yield finish();
            }
        };
    }
}
