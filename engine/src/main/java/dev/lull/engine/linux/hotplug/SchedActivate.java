package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/** The last rung on the way up: the scheduler may use the CPU. Models sched_cpu_activate(), kernel/sched/core.c, v5.11 to v6.1. */
public class SchedActivate extends Code<SchedActivate.At> {
    /** Its steps. */
    public enum At implements StepLabel {
        SET_ACTIVE(Cost.CACHE_MISS, "sets the CPU active"),
        RQ_ONLINE(Cost.LOCK, "sets the run queue online, and counts the CPU's siblings");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final HotCpu cpu;
    private final SchedState sched;

    public SchedActivate(Context self, HotCpu cpu, SchedState sched) {
        super(self, "sched_cpu_activate", At.class);
        this.cpu = cpu;
        this.sched = sched;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case SET_ACTIVE -> {
                cpu.activate(true);
                if (sched == null) yield finish();
                sched.balancePush.clear();
                sched.smtPresent.set();
                yield At.RQ_ONLINE;
            }
            case RQ_ONLINE -> {
                sched.rqOnline.set();
                yield finish();
            }
        };
    }
}
