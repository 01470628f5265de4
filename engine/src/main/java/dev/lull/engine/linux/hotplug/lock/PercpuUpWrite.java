package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Task;

/** cpus_write_unlock(). Models percpu_up_write() with rcu_sync_exit(), {@code kernel/locking/percpu-rwsem.c} and {@code kernel/rcu/sync.c}, v5.7 and later. */
public final class PercpuUpWrite extends Code<PercpuUpWrite.At> {
    enum At { CLEAR_BLOCK, WAKE_WAITERS, RCU_SYNC_EXIT }

    private final PercpuRwsem sem;
    private final int cpu;

    public PercpuUpWrite(Task self, PercpuRwsem sem, int cpu) {
        super(self, "percpu_up_write", At.class);
        this.sem = sem;
        this.cpu = cpu;
        sem.handedOver.wokenBy(self);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CLEAR_BLOCK -> {
                sem.block.clear();
                yield At.WAKE_WAITERS;
            }
            case WAKE_WAITERS -> {
                for (Task task : sem.handOver(cpu)) wake(task);
                yield At.RCU_SYNC_EXIT;
            }
            case RCU_SYNC_EXIT -> {
                if (sem.sync.exit()) {
                    sem.sync.callbackQueued.set();
                    wakeAll(sem.sync.callbackWait);
                }
                yield finish();
            }
        };
    }
}
