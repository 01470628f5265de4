package dev.lull.engine.zoo;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A task that does one thing after another, a step each, and comes to an end: most lock orders are told with no more.
 *
 * @param <E> the labels: one for each thing it does, and the end
 */
final class Sequence<E extends Enum<E>> extends OneShot<E> {
    private final List<Op> ops;
    private final E[] labels;

    /** One thing to do. */
    interface Op {
        /** Does it; false when the task must wait, and tries again. */
        boolean isDone(Sequence<?> by);

        /** Says what {@code task} may sleep on, or will wake. Part of building. */
        default void belongsTo(Sequence<?> task) {
        }
    }

    /** Something that has happened or not, and who waits for it. */
    static final class Event {
        private final Flag happened;
        private final WaitQueue queue;

        Event(Machine machine, String what) {
            happened = machine.memory().struct(what).flag("happened");
            queue = machine.waitQueue(what);
        }

        boolean peek() {
            return happened.peek();
        }
    }

    Sequence(Machine machine, String taskName, String function, Class<E> labels, Op... ops) {
        super(machine, taskName, function, labels);
        this.labels = labels.getEnumConstants();
        this.ops = List.of(ops);
        if (this.ops.size() != this.labels.length - 1) throw new IllegalArgumentException(taskName + " has " + ops.length + " things to do, but labels " + List.of(this.labels));
        for (Op op : ops) op.belongsTo(this);
    }

    @Override protected E step(E at) {
        if (at.ordinal() == ops.size()) return end();
        return ops.get(at.ordinal()).isDone(this) ? labels[at.ordinal() + 1] : at;
    }

    // ---- what can be done ---------------------------------------------------------------------------------------

    static Op lock(Mutex mutex) {
        return by -> by.acquire(mutex);
    }

    static Op unlock(Mutex mutex) {
        return by -> {
            by.release(mutex);
            return true;
        };
    }

    static Op read(RwSemaphore semaphore) {
        return by -> by.acquireToRead(semaphore);
    }

    static Op write(RwSemaphore semaphore) {
        return by -> by.acquireToWrite(semaphore);
    }

    static Op unlock(RwSemaphore semaphore) {
        return by -> {
            by.release(semaphore);
            return true;
        };
    }

    /** Something that only changes words. */
    static Op does(Runnable what) {
        return by -> {
            what.run();
            return true;
        };
    }

    /** It happens, and whoever waits for it is woken. */
    static Op raise(Event event) {
        return new Op() {
            @Override public boolean isDone(Sequence<?> by) {
                event.happened.set();
                by.wakeAll(event.queue);
                return true;
            }

            @Override public void belongsTo(Sequence<?> task) {
                event.queue.wokenBy(task.task());
            }
        };
    }

    static Op await(Event event) {
        return await(event.queue, event.happened::isSet);
    }

    /** Waits until {@code holds}; whoever makes it hold must {@link #wake} the queue. */
    static Op await(WaitQueue queue, BooleanSupplier holds) {
        return new Op() {
            @Override public boolean isDone(Sequence<?> by) {
                if (holds.getAsBoolean()) return true;
                by.sleepOn(queue, null);
                return false;
            }

            @Override public void belongsTo(Sequence<?> task) {
                queue.admit(task.task());
            }
        };
    }

    /** Changes words, and wakes whoever waits on {@code queue}. */
    static Op wake(WaitQueue queue, Runnable after) {
        return new Op() {
            @Override public boolean isDone(Sequence<?> by) {
                after.run();
                by.wakeAll(queue);
                return true;
            }

            @Override public void belongsTo(Sequence<?> task) {
                queue.wokenBy(task.task());
            }
        };
    }
}
