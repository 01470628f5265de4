package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/** The controlling task's CPU takes over the timers of a dead one. Models timers_dead_cpu(), kernel/time/timer.c, v5.10 to v6.1. */
public class TimersDeadCpu extends Code<TimersDeadCpu.At> {
    /** Its one step. */
    public enum At implements StepLabel {
        MIGRATE_TIMERS;

        @Override public Told told() {
            return new Told(Cost.TIMER, "takes over the dead CPU's timers");
        }
    }

    private final int dead;
    private final int to;

    public TimersDeadCpu(Context self, int dead, int to) {
        super(self, "timers_dead_cpu", At.class);
        this.dead = dead;
        this.to = to;
    }

    @Override protected At step(At at) {
        machine().onlineCpus().moveTimers(dead, to);
        return finish();
    }
}
