package dev.lull.engine.machine;

/**
 * A task whose text comes to an end, such as a system call or one operation on a CPU: at its last label, by convention
 * {@code DONE}, it sleeps for good.
 *
 * @param <E> its labels, the last of which is the end
 */
public abstract class OneShot<E extends Enum<E>> extends Kthread<E> {
    private final WaitQueue ended;
    private final E last;

    /**
     * Creates the task, runnable and at the first label.
     *
     * @param function the C function it models
     */
    protected OneShot(Machine machine, String taskName, String function, Class<E> labels) {
        super(machine, taskName, function, labels);
        E[] all = labels.getEnumConstants();
        last = all[all.length - 1];
        ended = machine.waitQueue(taskName + " is done").admit(task());
    }

    /** As above for a task that belongs to one CPU. */
    protected OneShot(Machine machine, String taskName, int cpu, String function, Class<E> labels) {
        super(machine, taskName, cpu, function, labels);
        E[] all = labels.getEnumConstants();
        last = all[all.length - 1];
        ended = machine.waitQueue(taskName + " is done").admit(task());
    }

    /** What the last label does. */
    protected final E end() {
        return sleepOn(ended, last);
    }

    /** Goes on at {@code then} when {@code holds}; else sleeps on {@code queue}, and once woken looks again at {@code at}. */
    protected final E await(boolean holds, WaitQueue queue, E at, E then) {
        if (!holds) return sleepOn(queue, at);
        waitsFor(queue);
        return then;
    }

    /** Whether it has come to its end, as a watcher sees it. */
    public final boolean isDone() {
        return self().executing() == this && peekLabel() == last;
    }
}
