package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Waits until the CPU's ordinary tasks are asleep: none of them must be in the middle of something that is about this CPU. Models
 * sched_cpu_wait_empty(), kernel/sched/core.c, v5.11; there they are pushed to other CPUs instead.
 */
public class SchedWaitEmpty extends Code<SchedWaitEmpty.At> {
    /** Its one step. */
    public enum At implements StepLabel {
        WAIT_EMPTY;

        @Override public Told told() {
            return new Told(Cost.LOCAL, "waits until nobody else is runnable on its CPU");
        }
    }

    private final int cpu;
    private final Supplier<List<Task>> more;
    private final List<Task> tasks = new ArrayList<>();

    /** @param more tasks that are waited for besides those that belong to the CPU without being its own kthreads; asked once */
    public SchedWaitEmpty(Context self, int cpu, Supplier<List<Task>> more) {
        super(self, "sched_cpu_wait_empty", At.class);
        this.cpu = cpu;
        this.more = more;
    }

    @Override protected At step(At at) {
        if (tasks.isEmpty()) findTasks();
        for (int i = 0; i < tasks.size(); i++) if (!tasks.get(i).isSleeping()) return at;
        return finish();
    }

    /** Once the machine is complete: who belongs to the CPU never changes. */
    private void findTasks() {
        tasks.addAll(more.get());
        for (Context context : machine().contexts()) if (context instanceof Task task && task.belongsTo() == cpu && !task.isPerCpu()) tasks.add(task);
    }
}
