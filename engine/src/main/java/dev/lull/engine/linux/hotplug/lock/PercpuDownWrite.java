package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * cpus_write_lock(). Models percpu_down_write() with rcu_sync_enter(), {@code kernel/locking/percpu-rwsem.c} and {@code kernel/rcu/sync.c}, v5.7 and later. The
 * counts are read one by one, and all over again whenever a reader has left.
 */
public final class PercpuDownWrite extends Code<PercpuDownWrite.At> {
    enum At { RCU_SYNC_ENTER, SYNCHRONIZE_RCU, RCU_SYNC_FUNC, WAIT_PASSED, SET_BLOCK, QUEUE, WAIT_FOR_HANDOVER, SET_STATE, SUM, SCHEDULE }

    private final PercpuRwsem sem;
    private final Code<?> real;         // null: wait is used
    private final PreemptOff.Wait wait;
    private final Word next;            // the CPU whose count is read next
    private final Word sum;
    private final Flag first;

    public PercpuDownWrite(Task self, PercpuRwsem sem) {
        super(self, "percpu_down_write", At.class);
        this.sem = sem;
        real = sem.rcu.synchronizeRcu(self);
        wait = real == null ? sem.rcu.waiter(self) : null;
        sem.admit(self);
        sem.writerWait.admit(self);
        sem.sync.passed.admit(self);
        next = local("cpu", Range.upTo(sem.readCount.size()));
        sum = local("sum", new Range(-64, 63));
        first = localFlag("need_sync");
    }

    @Override protected At step(At at) {
        return switch (at) {
            case RCU_SYNC_ENTER -> {
                first.set(sem.sync.isIdle());
                if (first.isSet()) {
                    sem.sync.state.set(RcuSync.State.ENTER);
                    if (wait != null) sem.rcu.begin(wait);
                }
                sem.sync.count.add(1);
                if (!first.isSet()) yield At.WAIT_PASSED;
                if (!sem.sync.waits) yield At.RCU_SYNC_FUNC;
                yield real == null ? At.SYNCHRONIZE_RCU : call(real, At.RCU_SYNC_FUNC);
            }
            case SYNCHRONIZE_RCU -> wait.isOver() ? At.RCU_SYNC_FUNC : sleepOn(wait.queue, at);
            case RCU_SYNC_FUNC -> {
                sem.sync.gracePeriodPassed();
                wakeAll(sem.sync.passed);
                yield At.SET_BLOCK;
            }
            case WAIT_PASSED -> sem.sync.state.get().compareTo(RcuSync.State.PASSED) >= 0 ? At.SET_BLOCK : sleepOn(sem.sync.passed, at);
            case SET_BLOCK -> {
                if (sem.block.isSet()) yield At.QUEUE;
                sem.block.set();
                yield At.SET_STATE;
            }
            case QUEUE -> {
                if (!sem.block.isSet()) {           // once more under waiters.lock
                    sem.block.set();
                    yield At.SET_STATE;
                }
                sem.append((Task) self(), true);
                yield At.WAIT_FOR_HANDOVER;
            }
            case WAIT_FOR_HANDOVER -> sem.take((Task) self()) ? At.SET_STATE : sleepOn(sem.handedOver, at);
            case SET_STATE -> {
                sem.writerSleeps.set();
                yield At.SUM;
            }
            case SUM -> {
                sum.add(sem.readCount.get((int) next.get()).get());
                next.add(1);
                if (next.get() < sem.readCount.size()) yield at;
                boolean none = sum.get() == 0;
                next.set(0);
                sum.set(0);
                if (none) sem.writerSleeps.clear();
                yield none ? finish() : At.SCHEDULE;
            }
            case SCHEDULE -> sem.writerSleeps.isSet() ? sleepOn(sem.writerWait, at) : At.SET_STATE;
        };
    }
}
