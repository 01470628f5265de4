package dev.lull.engine.linux.workqueue;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Placement;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/** kworker/N:0. Models worker_thread() and process_one_work(), kernel/workqueue.c, v3.10 to v6.8. */
final class Worker extends Kthread<Worker.At> {
    /** The steps. */
    public enum At implements StepLabel {
        WORKER_THREAD(Cost.CONTEXT_SWITCH, "sleeps while no work is queued"),
        PROCESS_ONE_WORK(Cost.LOCK, "takes the first work off the list, and begins with it"),
        WORK_DONE(Cost.WAKEUP, "is done with it, and wakes whoever flushes it");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final WorkerPool pool;
    private final List<Code<?>> functions = new ArrayList<>();
    private final Word current;

    Worker(Machine machine, WorkerPool pool) {
        super(task(machine, pool.cpu()), "worker_thread", At.class);
        this.pool = pool;
        current = local("current_work", Range.upTo(pool.items().size()));
        for (WorkItem item : pool.items()) {
            functions.add(item.textFor(task()));
            item.flushed.wokenBy(task());
        }
        pool.idle.admit(task());
        pool.bound.admit(task());
    }

    private static Task task(Machine machine, int cpu) {
        String name = "kworker/" + cpu + ":0";
        return machine.placement() == Placement.PLACED ? machine.pinnedTask(name, cpu) : machine.kthread(name);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case WORKER_THREAD -> {
                if (!pool.hasCpu()) yield sleepOn(pool.bound, at);
                yield pool.isEmpty() ? sleepOn(pool.idle, at) : At.PROCESS_ONE_WORK;
            }
            case PROCESS_ONE_WORK -> {
                if (!pool.hasCpu()) yield sleepOn(pool.bound, at);
                if (pool.first().running.isSet()) yield at;           // by another pool's worker: a work is not executed twice at a time
                int item = pool.take();
                pool.items().get(item).begins();
                current.set(item);
                yield call(functions.get(item), At.WORK_DONE);
            }
            case WORK_DONE -> {
                WorkItem item = pool.items().get((int) current.get());
                current.set(0);
                item.ends();
                wakeAll(item.flushed);
                yield At.WORKER_THREAD;
            }
        };
    }
}
