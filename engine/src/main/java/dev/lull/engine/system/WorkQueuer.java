package dev.lull.engine.system;

import dev.lull.engine.linux.workqueue.FlushWork;
import dev.lull.engine.linux.workqueue.WorkItem;
import dev.lull.engine.linux.workqueue.WorkerPool;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/** A task that queues work on a CPU now and then, and may wait until it is done; when is somebody else's choice. */
public final class WorkQueuer extends Kthread<WorkQueuer.At> implements MoveSource {
    /** The steps. */
    public enum At implements StepLabel {
        IDLE(Cost.CONTEXT_SWITCH, "has nothing to do"),
        QUEUE_WORK_ON(Cost.LOCK, "queues the work on the CPU's pool"),
        WAKE_UP_WORKER(Cost.WAKEUP, "wakes that pool's worker");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final WorkerPool pool;
    private final WorkItem item;
    private final FlushWork flush;              // null: it does not wait
    private final Word left;
    private final Flag begun;
    private final WaitQueue asked;

    WorkQueuer(Machine machine, WorkerPool pool, WorkItem item, boolean flushes, int times) {
        super(machine, "queuer/" + pool.cpu(), "queuer", At.class);
        this.pool = pool;
        this.item = item;
        flush = flushes ? new FlushWork(task(), item) : null;
        left = machine.memory().struct(task().name()).word("works_left", Range.upTo(times), times);
        begun = machine.memory().struct(task().name()).flag("begun");
        asked = machine.waitQueue(task().name() + ".asked").admit(task());
        machine.add(this);
    }

    /** The work it queues. */
    public WorkItem item() {
        return item;
    }

    /** The pool it queues it on. */
    public WorkerPool pool() {
        return pool;
    }

    /** Whether it has nothing to do. */
    public boolean isIdle() {
        return task().waitingFor() == asked;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case IDLE -> {
                if (!begun.isSet()) yield sleepOn(asked, at);
                begun.clear();
                yield At.QUEUE_WORK_ON;
            }
            case QUEUE_WORK_ON -> {
                if (pool.queue(item)) yield At.WAKE_UP_WORKER;
                yield flush == null ? At.IDLE : call(flush, At.IDLE);
            }
            case WAKE_UP_WORKER -> {
                wake(pool.task());
                yield flush == null ? At.IDLE : call(flush, At.IDLE);
            }
        };
    }

    @Override public int alternatives() {
        return left.get() > 0 && !begun.isSet() && task().isSleeping() && isIdle() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        left.add(-1);
        begun.set();
        wake(task());
    }

    @Override public String describe(int alternative) {
        return "work is to be queued on CPU " + pool.cpu();
    }

    @Override public Context follower() {
        return task();
    }

    @Override public boolean environment() {
        return true;
    }
}
