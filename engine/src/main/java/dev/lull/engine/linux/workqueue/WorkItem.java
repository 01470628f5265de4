package dev.lull.engine.linux.workqueue;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Label;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Something to be done some time, queued at most once at a time ({@code struct work_struct}). */
public final class WorkItem {
    /** What somebody who has called flush_work() waits for: the instance that was queued or being executed when he came. */
    enum Awaited { NOTHING, QUEUED, RUNNING }

    private final Machine machine;
    private final String name;
    private final Function<Context, Code<?>> function;
    final Flag pending;
    final Flag running;
    final WaitQueue flushed;
    private final List<Label<Awaited>> flushers = new ArrayList<>();

    /** @param function its text, made once for each worker */
    public WorkItem(Machine machine, String name, Function<Context, Code<?>> function) {
        this.machine = machine;
        this.name = name;
        this.function = function;
        pending = machine.memory().struct(name).flag("WORK_STRUCT_PENDING");
        running = machine.memory().struct(name).flag("running");
        flushed = machine.waitQueue("flush_work of " + name);
    }

    /** As stack traces show it. */
    public String name() {
        return name;
    }

    /** Whether it is queued or being executed, for watchers. */
    public boolean peekBusy() {
        return pending.peek() | running.peek();
    }

    Code<?> textFor(Context worker) {
        return function.apply(worker);
    }

    /** Says that {@code task} may call flush_work(). Part of building the machine. */
    Label<Awaited> flusher(Task task) {
        flushed.admit(task);
        Label<Awaited> awaited = machine.memory().struct(name).label("flushed_by." + task.name(), Awaited.class);
        flushers.add(awaited);
        return awaited;
    }

    void begins() {
        pending.clear();
        running.set();
        for (Label<Awaited> flusher : flushers) if (flusher.is(Awaited.QUEUED)) flusher.set(Awaited.RUNNING);
    }

    void ends() {
        running.clear();
        for (Label<Awaited> flusher : flushers) if (flusher.is(Awaited.RUNNING)) flusher.set(Awaited.NOTHING);
    }
}
