package dev.lull.engine.linux.workqueue;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/** A CPU has come: its pool's worker is bound to it again. Models workqueue_online_cpu() with rebind_workers(), kernel/workqueue.c, v3.10 to v6.8. */
public final class RebindWorkers extends Code<RebindWorkers.At> {
    /** Its one step. */
    public enum At implements StepLabel {
        ASSOCIATE;

        @Override public Told told() {
            return new Told(Cost.LOCK, "binds the pool's worker to the CPU");
        }
    }

    private final WorkerPool pool;

    public RebindWorkers(Context self, WorkerPool pool) {
        super(self, "workqueue_online_cpu", At.class);
        this.pool = pool;
    }

    @Override protected At step(At at) {
        pool.disassociated.clear();
        wakeAll(pool.bound);
        return finish();
    }
}
