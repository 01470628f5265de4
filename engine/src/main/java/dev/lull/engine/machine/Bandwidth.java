package dev.lull.engine.machine;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * A limit on a task's CPU time, and the hrtimer that gives it more: who has used his up is throttled, which is to say sleeps wherever
 * he is, until the period is over. Models {@code struct cfs_bandwidth} with throttle_cfs_rq() and sched_cfs_period_timer(),
 * kernel/sched/fair.c, up to v6.17. The timer is on the base of the CPU on which somebody of the group started it; the next one is
 * started where the throttled task runs. Being throttled is a move from outside, wherever the task could be preempted.
 */
public final class Bandwidth implements MoveSource {
    private final Machine machine;
    private final Task task;
    private final Timer period;
    private final WaitQueue throttled;
    private final Word left;

    /**
     * @param startedOn the CPU on whose base the timer is at first
     * @param times     how often the task may use its time up
     */
    public Bandwidth(Machine machine, Task task, String timer, int startedOn, int times) {
        this.machine = machine;
        this.task = task;
        period = machine.timer(timer, true);
        throttled = machine.waitQueue("CPU time of " + task.name()).admit(task).wokenBy(period.handler());
        left = machine.memory().struct("bandwidth[" + task.name() + "]").word("left", Range.upTo(times), times);
        period.startOn(startedOn, machine.peekJiffies());
        new Unthrottle();
        machine.add(this);
    }

    /** Whether the task has used its time up; for watchers. */
    public boolean peekThrottled() {
        return task.waitingFor() == throttled;
    }

    @Override public int alternatives() {
        boolean canBe = left.get() > 0 && !task.isSleeping() && task.isOnCpu() && !task.holdsSpinlock();
        return canBe && task.cpu().isPreemptible() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        left.add(-1);
        if (!period.isPending()) period.startOn(task.cpu().number(), machine.jiffies());
        task.sleepOn(throttled);
    }

    @Override public String describe(int alternative) {
        return task.name() + " has used up its CPU time, and is throttled";
    }

    @Override public boolean environment() {
        return true;
    }

    private final class Unthrottle extends Code<Unthrottle.At> {
        enum At implements StepLabel {
            UNTHROTTLE;

            @Override public Told told() {
                return new Told(Cost.WAKEUP, "the period is over: whoever was throttled goes on");
            }
        }

        Unthrottle() {
            super(period.handler(), "sched_cfs_period_timer", At.class);
        }

        @Override protected At step(At at) {
            wakeAll(throttled);
            return finish();
        }
    }
}
