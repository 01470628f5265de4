package dev.lull.engine.machine;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * The limit on CPU time of all SCHED_FIFO tasks together, and the hrtimer that gives them more: one who has used it up is throttled,
 * which is to say sleeps wherever he is, until the period is over. Models {@code struct rt_bandwidth} with start_rt_bandwidth() and
 * sched_rt_period_timer(), kernel/sched/rt.c, up to v6.11. Whoever wakes one of them starts the timer where he executes, unless it has
 * been started already; it goes on as long as one of them is runnable. Being throttled is a move from outside, wherever the task could
 * be preempted.
 */
public final class RtBandwidth implements MoveSource {
    private final Machine machine;
    private final List<Task> tasks;
    private final Timer period;
    private final WaitQueue throttled;
    private final Word left;

    /**
     * @param tasks the SCHED_FIFO tasks
     * @param times how often one of them may use the time up
     */
    public RtBandwidth(Machine machine, List<Task> tasks, int times) {
        this.machine = machine;
        this.tasks = new ArrayList<>(tasks);
        period = machine.timer("sched_rt_period_timer", true);
        throttled = machine.waitQueue("real-time bandwidth").wokenBy(period.handler());
        for (Task task : tasks) {
            throttled.admit(task);
            task.limitedBy(this);
        }
        left = machine.memory().struct("def_rt_bandwidth").word("left", Range.upTo(times), times);
        new PeriodTimer();
        machine.add(this);
    }

    /** enqueue_task_rt(): one of them has been woken on CPU {@code cpu}. */
    void enqueued(int cpu) {
        if (!period.isPending() && !period.handler().isRunning()) period.startOn(cpu, machine.jiffies());
    }

    boolean isThrottled(Task task) {
        return task.sleepsOn(throttled);
    }

    private Task candidate(int alternative) {
        int passed = 0;
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            boolean runs = !task.isSleeping() && task.isOnCpu() && !task.holdsSpinlock() && task.cpu().isPreemptible();
            if (runs && passed++ == alternative) return task;
        }
        return null;
    }

    @Override public int alternatives() {
        if (left.get() == 0) return 0;
        int count = 0;
        while (candidate(count) != null) count++;
        return count;
    }

    @Override public void take(int alternative) {
        Task task = candidate(alternative);
        left.add(-1);
        enqueued(task.cpu().number());          // it has been since the task was woken, but for one that was there from the start
        task.sleepOn(throttled);
    }

    @Override public String describe(int alternative) {
        return candidate(alternative).name() + " has used up the real-time bandwidth, and is throttled";
    }

    @Override public boolean environment() {
        return true;
    }

    private final class PeriodTimer extends Code<PeriodTimer.At> {
        enum At implements StepLabel {
            UNTHROTTLE;

            @Override public Told told() {
                return new Told(Cost.WAKEUP, "the period is over: SCHED_FIFO tasks that were throttled go on");
            }
        }

        PeriodTimer() {
            super(period.handler(), "sched_rt_period_timer", At.class);
        }

        @Override protected At step(At at) {
            boolean runnable = false;
            for (int i = 0; i < tasks.size(); i++) {
                if (isThrottled(tasks.get(i))) machine().wake(tasks.get(i), self().number(), cpuNumber());
                runnable |= !tasks.get(i).isSleeping();
            }
            if (runnable) period.startOn(cpuNumber(), machine().jiffies());
            return finish();
        }
    }
}
