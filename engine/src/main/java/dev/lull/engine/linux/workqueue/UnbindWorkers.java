package dev.lull.engine.linux.workqueue;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * A CPU goes: its pool's worker is no longer bound to it, and is woken, since what is queued is still to be done. Models
 * workqueue_offline_cpu() with unbind_workers(), kernel/workqueue.c, v3.10 to v6.8, executed by cpuhp/N.
 */
public final class UnbindWorkers extends Code<UnbindWorkers.At> {
    /** Its steps. */
    public enum At implements StepLabel {
        DISASSOCIATE(Cost.LOCK, "unbinds the pool's worker from the CPU"),
        WAKE_UP_WORKER(Cost.WAKEUP, "wakes the pool's worker, which may go on elsewhere");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final WorkerPool pool;

    public UnbindWorkers(Context self, WorkerPool pool) {
        super(self, "workqueue_offline_cpu", At.class);
        this.pool = pool;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case DISASSOCIATE -> {
                pool.disassociated.set();
                yield At.WAKE_UP_WORKER;
            }
            case WAKE_UP_WORKER -> {
                wake(pool.task());
                yield finish();
            }
        };
    }
}
