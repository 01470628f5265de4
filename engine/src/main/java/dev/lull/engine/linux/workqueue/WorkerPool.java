package dev.lull.engine.linux.workqueue;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/** The work that is queued on one CPU, and the worker that does it ({@code struct worker_pool}). */
public final class WorkerPool {
    private final Machine machine;
    private final int cpu;
    private final List<WorkItem> items;
    private final List<Word> worklist = new ArrayList<>();         // position of an item + 1, first first; 0: none
    final Flag disassociated;
    final WaitQueue idle;
    final WaitQueue bound;
    private final Worker worker;

    /** @param items all that may ever be queued here */
    public WorkerPool(Machine machine, int cpu, List<WorkItem> items) {
        this.machine = machine;
        this.cpu = cpu;
        this.items = List.copyOf(items);
        Struct struct = machine.memory().struct("worker_pool[" + cpu + "]");
        disassociated = struct.flag("POOL_DISASSOCIATED");
        disassociated.set(!machine.cpus().get(cpu).peekOnline());
        for (int i = 0; i < items.size(); i++) worklist.add(struct.word("worklist[" + i + "]", Range.upTo(items.size())));
        idle = machine.waitQueue("worklist of CPU " + cpu);
        bound = machine.waitQueue("kworker/" + cpu + ":0 is unbound or its CPU back");
        worker = new Worker(machine, this);
    }

    /** The CPU. */
    public int cpu() {
        return cpu;
    }

    /** The worker's task. */
    public Task task() {
        return worker.task();
    }

    List<WorkItem> items() {
        return items;
    }

    /** Whether its worker is bound to the CPU, for watchers. */
    public boolean peekBound() {
        return !disassociated.peek();
    }

    /** Whether the worker may execute: one that is bound needs its CPU. */
    boolean hasCpu() {
        return disassociated.isSet() || machine.cpus().get(cpu).isOnline();
    }

    /** queue_work_on(): false when the item is queued already. Whom to wake is {@link #task()}. */
    public boolean queue(WorkItem item) {
        if (item.pending.isSet()) return false;
        item.pending.set();
        int at = 0;
        while (worklist.get(at).get() != 0) at++;               // an item is on one list once, so there is room
        worklist.get(at).set(items.indexOf(item) + 1);
        return true;
    }

    boolean isEmpty() {
        return worklist.get(0).get() == 0;
    }

    WorkItem first() {
        return items.get((int) worklist.get(0).get() - 1);
    }

    /** Takes the first item; its position. */
    int take() {
        int first = (int) worklist.get(0).get() - 1;
        for (int i = 0; i + 1 < worklist.size(); i++) worklist.get(i).set(worklist.get(i + 1).get());
        worklist.get(worklist.size() - 1).set(0);
        return first;
    }
}
