package dev.lull.engine.machine;

import java.util.List;

/**
 * One taking of a lock, with all that lockdep wants to know of it.
 *
 * @param by     who took it
 * @param where  the function and label from which
 * @param taken  the lock
 * @param held   what else it held then, in the machine's order
 * @param open   whether {@code by} is a task that still holds it after the step, with interrupts and bottom halves on
 */
public record LockUse(Context by, String where, Hold taken, List<Hold> held, boolean open) {
    public LockUse {
        held = List.copyOf(held);
    }

    /**
     * A lock as somebody holds it.
     *
     * @param passed whether others who hold it so, too, are let pass: readers of a semaphore that prefers them
     */
    public record Hold(Lock lock, boolean passed) {
        /** {@code lock} as {@code by} holds it, as a watcher sees it. */
        public static Hold of(Lock lock, Context by) {
            return new Hold(lock, lock instanceof RwSemaphore semaphore && semaphore.prefersReaders() && semaphore.isReadBy(by));
        }
    }

    /** Whether it was taken in a handler, on top of a task. */
    public boolean inHandler() {
        return by instanceof Softirq;
    }

    /** A function and label, as {@link #where} has it. */
    public static String place(Code<?> in, Enum<?> at) {
        return in.name() + "() at " + at;
    }
}
