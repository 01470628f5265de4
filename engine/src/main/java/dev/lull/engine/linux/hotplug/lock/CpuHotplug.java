package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/**
 * The hotplug lock as a count under a mutex. Models {@code cpu_hotplug}, {@code kernel/cpu.c}, v2.6.25 to v3.18: a reader counts itself and
 * lets the mutex go; the writer keeps it from when it finds nobody counted until it is done. So readers may nest, until
 * there is a writer; and the writer may read.
 */
public final class CpuHotplug {
    private final Machine machine;
    final Mutex lock;
    final Word refcount;
    final Word activeWriter;            // context number + 1; 0: none
    final Flag writerSleeps;            // its task state: TASK_UNINTERRUPTIBLE
    final WaitQueue writerWait;
    final boolean losesWakeup;

    /** The lock as it was. */
    public CpuHotplug(Machine machine) {
        this(machine, false);
    }

    /** @param losesWakeup whether the writer lets the mutex go before it prepares to sleep, as it did not: the control */
    public CpuHotplug(Machine machine, boolean losesWakeup) {
        this.machine = machine;
        this.losesWakeup = losesWakeup;
        lock = machine.mutex("cpu_hotplug.lock");
        Struct struct = machine.memory().struct("cpu_hotplug");
        refcount = struct.word("refcount", Range.upTo(15));
        activeWriter = machine.identities().context(struct.word("active_writer", Range.upTo(machine.contextLimit())));
        writerSleeps = struct.flag("writer_sleeps");
        writerWait = machine.waitQueue("cpu_hotplug refcount");
    }

    /** Readers counted, as a watcher sees it. */
    public long peekReaders() {
        return refcount.peek();
    }

    /** {@code cpu_hotplug.lock}, which the writer has until it is done. */
    public Mutex mutex() {
        return lock;
    }

    /** Whether {@code task} is the writer. */
    boolean isWriter(Task task) {
        return activeWriter.get() == task.number() + 1L;
    }

    Task writer() {
        long number = activeWriter.get();
        return number == 0 ? null : (Task) machine.contexts().get((int) number - 1);
    }
}
