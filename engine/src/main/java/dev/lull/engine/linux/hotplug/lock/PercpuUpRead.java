package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;

/** cpus_read_unlock(), perhaps on another CPU than it was locked on. Models percpu_up_read(), {@code include/linux/percpu-rwsem.h}, v5.7 and later. */
public final class PercpuUpRead extends Code<PercpuUpRead.At> {
    enum At { PREEMPT_DISABLE, RCU_SYNC_IS_IDLE, UNCOUNT_FAST, UNCOUNT_SLOW, PREEMPT_ENABLE }

    private final PercpuRwsem sem;
    private final int cpu;
    private final int reader;

    public PercpuUpRead(Task self, PercpuRwsem sem, int cpu) {
        super(self, "percpu_up_read", At.class);
        this.sem = sem;
        this.cpu = cpu;
        reader = sem.rcu.reader(self, cpu);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case PREEMPT_DISABLE -> {
                sem.rcu.disable(reader);
                yield At.RCU_SYNC_IS_IDLE;
            }
            case RCU_SYNC_IS_IDLE -> sem.sync.isIdle() ? At.UNCOUNT_FAST : At.UNCOUNT_SLOW;
            case UNCOUNT_FAST -> {
                sem.readCount.get(cpu).add(-1);
                yield At.PREEMPT_ENABLE;
            }
            case UNCOUNT_SLOW -> {
                sem.readCount.get(cpu).add(-1);
                sem.writerSleeps.clear();
                wakeAll(sem.writerWait);
                yield At.PREEMPT_ENABLE;
            }
            case PREEMPT_ENABLE -> {
                for (WaitQueue over : sem.rcu.enable(reader)) wakeAll(over);
                yield finish();
            }
        };
    }
}
