package dev.lull.engine.linux.cpuset;

import dev.lull.engine.linux.workqueue.WorkItem;
import dev.lull.engine.linux.workqueue.WorkerPool;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/** schedule_work() of cpuset_hotplug_work, on the CPU that comes or goes. Models cpuset_update_active_cpus(), kernel/cgroup/cpuset.c, v3.9 to v6.9. */
final class ScheduleWork extends Code<ScheduleWork.At> {
    /** Its steps. */
    public enum At implements StepLabel {
        QUEUE_WORK(Cost.LOCK, "queues cpuset_hotplug_work, unless it is queued already"),
        WAKE_UP_WORKER(Cost.WAKEUP, "wakes the pool's worker");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final WorkerPool pool;
    private final WorkItem work;

    ScheduleWork(Context self, WorkerPool pool, WorkItem work) {
        super(self, "cpuset_update_active_cpus", At.class);
        this.pool = pool;
        this.work = work;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case QUEUE_WORK -> pool.queue(work) ? At.WAKE_UP_WORKER : finish();
            case WAKE_UP_WORKER -> {
                wake(pool.task());
                yield finish();
            }
        };
    }
}
