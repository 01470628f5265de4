package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.StepLabel;

/** A rung's function that takes a lock and drops it again: any of the many that do. */
public final class LockedCallback extends Code<LockedCallback.At> {
    /** Its steps. */
    public enum At implements StepLabel {
        MUTEX_LOCK(Cost.LOCK, "takes the lock that its subsystem takes elsewhere, too"),
        MUTEX_UNLOCK(Cost.LOCAL, "drops it");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Mutex lock;

    public LockedCallback(Context self, Mutex lock) {
        super(self, "dead_callback", At.class);
        this.lock = lock;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case MUTEX_LOCK -> acquire(lock) ? At.MUTEX_UNLOCK : at;
            case MUTEX_UNLOCK -> {
                release(lock);
                yield finish();
            }
        };
    }
}
