package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;

/**
 * cpus_read_lock(). Models percpu_down_read() and __percpu_down_read(), {@code include/linux/percpu-rwsem.h} and {@code kernel/locking/percpu-rwsem.c}, v5.7 and later.
 * Looking whether the fast path is open and counting are two steps here, so that what the writer's grace period is for can be seen.
 */
public final class PercpuDownRead extends Code<PercpuDownRead.At> {
    enum At { PREEMPT_DISABLE, RCU_SYNC_IS_IDLE, COUNT_FAST, COUNT_SLOW, READ_BLOCK, UNCOUNT, QUEUE_COUNT, QUEUE_BLOCK, WAIT_FOR_HANDOVER, PREEMPT_ENABLE }

    private final PercpuRwsem sem;
    private final int cpu;
    private final int reader;

    public PercpuDownRead(Task self, PercpuRwsem sem, int cpu) {
        super(self, "percpu_down_read", At.class);
        this.sem = sem;
        this.cpu = cpu;
        reader = sem.rcu.reader(self, cpu);
        sem.admit(self);
        sem.writerWait.wokenBy(self);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case PREEMPT_DISABLE -> {
                sem.rcu.disable(reader);
                yield At.RCU_SYNC_IS_IDLE;
            }
            case RCU_SYNC_IS_IDLE -> sem.sync.isIdle() ? At.COUNT_FAST : At.COUNT_SLOW;
            case COUNT_FAST -> {
                count(1);
                yield At.PREEMPT_ENABLE;
            }
            case COUNT_SLOW -> {
                count(1);
                yield At.READ_BLOCK;
            }
            case READ_BLOCK -> sem.block.isSet() ? At.UNCOUNT : At.PREEMPT_ENABLE;
            case UNCOUNT -> {
                count(-1);
                wakeWriter();
                preemptOn();
                yield At.QUEUE_COUNT;
            }
            case QUEUE_COUNT -> {
                count(1);
                yield At.QUEUE_BLOCK;
            }
            case QUEUE_BLOCK -> {
                if (!sem.block.isSet()) yield finish();
                count(-1);
                wakeWriter();
                sem.append((Task) self(), false);
                yield At.WAIT_FOR_HANDOVER;
            }
            case WAIT_FOR_HANDOVER -> sem.take((Task) self()) ? finish() : sleepOn(sem.handedOver, at);
            case PREEMPT_ENABLE -> {
                preemptOn();
                yield finish();
            }
        };
    }

    /** Whether it has counted itself and may have to take that back, for watchers. */
    public boolean peekUndecided() {
        return self().executing() == this && (peekLabel() == At.READ_BLOCK || peekLabel() == At.UNCOUNT || peekLabel() == At.QUEUE_BLOCK);
    }

    private void count(int delta) {
        sem.readCount.get(cpu).add(delta);
    }

    private void wakeWriter() {
        sem.writerSleeps.clear();
        wakeAll(sem.writerWait);
    }

    private void preemptOn() {
        for (WaitQueue over : sem.rcu.enable(reader)) wakeAll(over);
    }
}
