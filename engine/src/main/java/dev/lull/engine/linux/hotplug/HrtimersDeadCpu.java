package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * The controlling task's CPU takes over the hrtimers of a dead one: not before this rung, so that until then none of them fires. Models
 * hrtimers_dead_cpu(), kernel/time/hrtimer.c, up to v6.6; later the dying CPU pushes them away itself.
 */
public class HrtimersDeadCpu extends Code<HrtimersDeadCpu.At> {
    /** Its one step. */
    public enum At implements StepLabel {
        MIGRATE_HRTIMERS;

        @Override public Told told() {
            return new Told(Cost.TIMER, "takes over the dead CPU's hrtimers");
        }
    }

    private final int dead;
    private final int to;

    public HrtimersDeadCpu(Context self, int dead, int to) {
        super(self, "hrtimers_dead_cpu", At.class);
        this.dead = dead;
        this.to = to;
    }

    @Override protected At step(At at) {
        machine().onlineCpus().moveHrtimers(dead, to);
        return finish();
    }
}
