package dev.lull.engine.linux.hotplug;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * The first rung on the way down: the scheduler stops using the CPU. Finishes with true for -EBUSY. Models sched_cpu_deactivate(),
 * kernel/sched/core.c, v5.11 to v6.1.
 */
public class SchedDeactivate extends Code<SchedDeactivate.At> {
    /** Its steps. */
    public enum At implements StepLabel {
        CLEAR_ACTIVE(Cost.CACHE_MISS, "clears the CPU's bit of cpu_active_mask, and has ordinary tasks pushed away"),
        SYNCHRONIZED(Cost.LOCAL, "has waited for whoever saw the CPU active"),
        RQ_OFFLINE(Cost.LOCK, "sets the run queue offline, and uncounts the CPU's siblings"),
        CPUSET(Cost.LOCK, "asks whether cpusets can spare the CPU"),
        UNDO(Cost.LOCK, "takes it all back");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Linux linux;
    private final HotCpu cpu;
    private final SchedState sched;
    private final Code<?> synchronizeRcu;

    /**
     * @param sched          {@code null} where only the active mask is modelled
     * @param synchronizeRcu {@code null} to leave the grace period out
     */
    public SchedDeactivate(Context self, Linux linux, HotCpu cpu, SchedState sched, Code<?> synchronizeRcu) {
        super(self, "sched_cpu_deactivate", At.class);
        this.linux = linux;
        this.cpu = cpu;
        this.sched = sched;
        this.synchronizeRcu = synchronizeRcu;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CLEAR_ACTIVE -> {
                cpu.activate(false);
                if (sched != null) sched.balancePush.set();
                if (synchronizeRcu != null) yield call(synchronizeRcu, At.SYNCHRONIZED);
                yield sched == null ? finish() : At.RQ_OFFLINE;
            }
            case SYNCHRONIZED -> sched == null ? finish() : At.RQ_OFFLINE;
            case RQ_OFFLINE -> {
                sched.rqOnline.clear();
                sched.smtPresent.clear();
                yield At.CPUSET;
            }
            case CPUSET -> sched.cpusetRefuses != null && sched.cpusetRefuses.strikes() ? At.UNDO : finish();
            case UNDO -> {
                // "sched/smt: Fix unbalance sched_smt_present dec/inc"
                if (linux.has(Fix.SMT_PRESENT_UNDONE)) sched.smtPresent.set();
                // "sched/core: Fix unbalance set_rq_online/offline() in sched_cpu_deactivate()"
                if (linux.has(Fix.RQ_ONLINE_UNDONE)) sched.rqOnline.set();
                sched.balancePush.clear();
                cpu.activate(true);
                yield finish(true);
            }
        };
    }
}
