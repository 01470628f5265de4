package dev.lull.engine.run;

import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Task;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Which runnable task waits for which CPU in a timed run. A woken task goes to the CPU it had last if that is idle, else
 * to the next idle one it may use, else it waits behind others on the CPU it had last. A CPU that goes idle takes over who waits
 * longest where most wait, and a busy one's tick passes its first on to one that is idle; who belongs to a CPU stays there. A
 * load's task waits before all kthreads, for it stands for a CPU's own work; so does a SCHED_FIFO kthread.
 */
final class RunQueues {
    private final Machine machine;
    private final List<ArrayDeque<Task>> waiting = new ArrayList<>();
    private final int[] last;

    RunQueues(LinuxSystem system) {
        machine = system.machine();
        last = new int[machine.contexts().size()];
        for (int cpu = 0; cpu < machine.cpus().size(); cpu++) waiting.add(new ArrayDeque<>());
        for (NocbData rdp : system.offloading().offloaded()) {
            last[rdp.rcuog().task().number()] = rdp.leader().cpu();
            last[rdp.rcuop().task().number()] = rdp.cpu();
        }
        system.callers().forEach(caller -> last[caller.task().number()] = caller.callsFrom());
        for (Context context : machine.contexts()) {
            if (context instanceof Task task && !task.sleeps()) waiting.get(home(task)).add(task);
        }
    }

    private int home(Task task) {
        int home = last[task.number()];
        return task.mayRunOn(home) ? home : nextAllowed(task, home);
    }

    private int nextAllowed(Task task, int from) {
        int cpus = waiting.size();
        for (int i = 1; i <= cpus; i++) if (task.mayRunOn((from + i) % cpus)) return (from + i) % cpus;
        throw new AssertionError(task + " may run nowhere");
    }

    /** Queues a task that has just been woken; the CPU it waits for. */
    int queue(Task task) {
        int cpu = home(task);
        if (task.isPinned() || task.isFifo() && !hasIdle(task)) {
            waiting.get(cpu).addFirst(task);
            return cpu;
        }
        int cpus = waiting.size();
        for (int i = 0; i < cpus; i++) {
            int other = (cpu + i) % cpus;
            if (!task.mayRunOn(other) || !isIdle(other)) continue;
            cpu = other;
            break;
        }
        waiting.get(cpu).addLast(task);
        return cpu;
    }

    private boolean hasIdle(Task task) {
        for (int cpu = 0; cpu < waiting.size(); cpu++) if (task.mayRunOn(cpu) && isIdle(cpu)) return true;
        return false;
    }

    /** The CPU is offline: takes those off its queue who may not wait there any more. */
    List<Task> leave(int cpu) {
        List<Task> homeless = new ArrayList<>();
        for (Task task : waiting.get(cpu)) if (!task.mayRunOn(cpu)) homeless.add(task);
        waiting.get(cpu).removeAll(homeless);
        return homeless;
    }

    private boolean isIdle(int cpu) {
        return waiting.get(cpu).isEmpty() && machine.cpus().get(cpu).currentTask() < 0;
    }

    /** newidle_balance(): CPU {@code cpu} has nothing to run; takes over the first that may run there of the busy CPU with the longest queue. */
    void pull(int cpu) {
        if (!machine.cpus().get(cpu).peekActive()) return;
        int busiest = -1;
        for (int other = 0; other < waiting.size(); other++) {
            boolean more = waiting.get(other).size() > (busiest < 0 ? 0 : waiting.get(busiest).size());
            if (more && other != cpu && isBusy(other) && movable(other, cpu) != null) busiest = other;
        }
        if (busiest >= 0) move(busiest, cpu, movable(busiest, cpu));
    }

    /** nohz_balancer_kick() and what follows on it: CPU {@code cpu}'s tick passes on who waits there to an idle CPU; the task, or {@code null}. */
    Task push(int cpu) {
        if (waiting.get(cpu).isEmpty() || !isBusy(cpu)) return null;
        for (int other = 0; other < waiting.size(); other++) {
            Task task = isIdle(other) && machine.cpus().get(other).peekActive() ? movable(cpu, other) : null;
            if (task == null) continue;
            move(cpu, other, task);
            return task;
        }
        return null;
    }

    /** Where {@code task}, which waits, waits. */
    int waitsOn(Task task) {
        for (int cpu = 0; cpu < waiting.size(); cpu++) if (waiting.get(cpu).contains(task)) return cpu;
        throw new AssertionError(task + " waits nowhere");
    }

    private Task movable(int from, int to) {
        for (Task task : waiting.get(from)) if (!task.isPinned() && task.mayRunOn(to)) return task;
        return null;
    }

    private void move(int from, int to, Task task) {
        waiting.get(from).remove(task);
        waiting.get(to).addLast(task);
    }

    private boolean isBusy(int cpu) {
        return machine.cpus().get(cpu).currentTask() >= 0 || machine.cpus().get(cpu).inSoftirq();
    }

    boolean isEmpty(int cpu) {
        return waiting.get(cpu).isEmpty();
    }

    /** Takes the task that is to have the CPU next. */
    Task next(int cpu) {
        Task task = waiting.get(cpu).removeFirst();
        last[task.number()] = cpu;
        return task;
    }

    /** Queues a task that has lost the CPU: first in line if it only made room for the load, else last. */
    void putBack(int cpu, Task task, boolean first) {
        if (first) waiting.get(cpu).addFirst(task);
        else waiting.get(cpu).addLast(task);
    }
}
