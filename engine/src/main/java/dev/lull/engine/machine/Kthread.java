package dev.lull.engine.machine;

/**
 * A kthread's outermost text, which loops for ever, together with the task that executes it. Subclass it to write a
 * kthread of your own; override {@link #step} of one of ours to try a patch.
 *
 * @param <E> its labels
 */
public abstract class Kthread<E extends Enum<E>> extends Code<E> {
    /**
     * Creates the task, runnable and at the first label.
     *
     * @param machine  where it lives
     * @param taskName as {@code ps} shows it
     * @param function the C function it models
     */
    protected Kthread(Machine machine, String taskName, String function, Class<E> labels) {
        super(machine.kthread(taskName), function, labels);
    }

    /** As above for a task that belongs to one CPU and never leaves it. */
    protected Kthread(Machine machine, String taskName, int cpu, String function, Class<E> labels) {
        super(machine.pinnedTask(taskName, cpu), function, labels);
    }

    /** As above for a task that exists already. */
    protected Kthread(Task task, String function, Class<E> labels) {
        super(task, function, labels);
    }

    /** The task. */
    public final Task task() {
        return (Task) self();
    }
}
