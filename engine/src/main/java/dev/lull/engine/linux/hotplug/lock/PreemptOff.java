package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Mask;

import java.util.ArrayList;
import java.util.List;

/**
 * Who has preemption off, and waiting until everybody who had it off has had it on: a grace period of RCU-sched, reduced to what a
 * user of synchronize_rcu() may count on. Where there is a model of RCU, its grace periods take the place of that; then whoever has
 * preemption off on a CPU must keep that from passing quiescent states.
 */
public final class PreemptOff {
    private final Machine machine;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Flag> off = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    private final List<Integer> cpus = new ArrayList<>();           // of the readers, in their order
    private final GracePeriods real;

    /** synchronize_rcu() of a model of RCU. */
    public interface GracePeriods {
        /** The text for a task. */
        Code<?> synchronizeRcu(Task self);
    }

    /** With a grace period of its own. */
    public PreemptOff(Machine machine) {
        this(machine, null);
    }

    /** @param real {@code null} for a grace period of its own */
    public PreemptOff(Machine machine, GracePeriods real) {
        this.machine = machine;
        this.real = real;
    }

    /** What waits for a grace period; {@code null} where {@link #waiter} does. */
    Code<?> synchronizeRcu(Task self) {
        return real == null ? null : real.synchronizeRcu(self);
    }

    /** Whether somebody has preemption off on CPU {@code cpu}. */
    public boolean isOff(int cpu) {
        for (int i = 0; i < off.size(); i++) if (cpus.get(i) == cpu && off.get(i).isSet()) return true;
        return false;
    }

    /** One who may wait for grace periods. */
    static final class Wait {
        private final Mask since;
        final WaitQueue queue;

        private Wait(Machine machine, String who) {
            since = machine.memory().struct("grace_period[" + who + "]").mask("waits_for", 63);
            queue = machine.waitQueue("synchronize_rcu of " + who);
        }

        boolean isOver() {
            return since.isEmpty();
        }
    }

    /** Position of a task that turns preemption off now and then, on CPU {@code cpu}. */
    int reader(Task task, int cpu) {
        if (!tasks.contains(task)) {
            tasks.add(task);
            cpus.add(cpu);
            off.add(machine.memory().struct("preempt[" + task.name() + "]").flag("off"));
            for (Wait wait : waits) wait.queue.wokenBy(task);
        }
        return tasks.indexOf(task);
    }

    Wait waiter(Task task) {
        Wait wait = new Wait(machine, task.name());
        wait.queue.admit(task);
        for (Task reader : tasks) wait.queue.wokenBy(reader);
        waits.add(wait);
        return wait;
    }

    void disable(int reader) {
        off.get(reader).set();
    }

    /** Turns it on again; the queues of those for whom it was the last one are what the caller has to wake. */
    List<WaitQueue> enable(int reader) {
        List<WaitQueue> over = new ArrayList<>();
        off.get(reader).clear();
        for (Wait wait : waits) {
            if (!wait.since.has(reader)) continue;
            wait.since.remove(reader);
            if (wait.since.isEmpty()) over.add(wait.queue);
        }
        return over;
    }

    /** A grace period begins for {@code wait}. */
    void begin(Wait wait) {
        wait.since.clear();
        for (int reader = 0; reader < off.size(); reader++) if (off.get(reader).isSet()) wait.since.add(reader);
    }
}
