package dev.lull.engine.linux.cpuset;

import dev.lull.engine.linux.hotplug.HotplugLock;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * Brings the top cpuset up to date. Models cpuset_hotplug_workfn() with rebuild_sched_domains(), kernel/cgroup/cpuset.c, v3.9 to v6.9,
 * and, where the hotplug lock is held already, cpuset_handle_hotplug() of v6.10.
 */
final class CpusetWork extends Code<CpusetWork.At> {
    /** The steps. */
    public enum At implements StepLabel {
        LOCK(Cost.LOCK, "takes cpuset_mutex"),
        UPDATE_EFFECTIVE_CPUS(Cost.CACHE_MISS, "has effective_cpus be what the active mask is"),
        UNLOCK(Cost.LOCAL, "drops cpuset_mutex"),
        CPUS_READ_LOCK(Cost.LOCAL, "comes to read the hotplug lock"),
        REBUILD_SCHED_DOMAINS(Cost.CACHE_MISS, "rebuilds the scheduling domains"),
        READ(Cost.LOCAL, "has dropped the hotplug lock");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final LadderCpusets cpusets;
    private final Code<?> readLock;             // null: the hotplug lock is held already
    private final Code<?> readUnlock;

    CpusetWork(Context self, LadderCpusets cpusets, HotplugLock lock) {
        super(self, lock == null ? "cpuset_handle_hotplug" : "cpuset_hotplug_workfn", At.class);
        this.cpusets = cpusets;
        readLock = lock == null ? null : lock.readLock(self);
        readUnlock = lock == null ? null : lock.readUnlock(self);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOCK -> acquire(cpusets.cpusetMutex) ? At.UPDATE_EFFECTIVE_CPUS : at;
            case UPDATE_EFFECTIVE_CPUS -> {
                cpusets.update();
                yield At.UNLOCK;
            }
            case UNLOCK -> {
                release(cpusets.cpusetMutex);
                yield readLock == null ? finish() : At.CPUS_READ_LOCK;
            }
            case CPUS_READ_LOCK -> call(readLock, At.REBUILD_SCHED_DOMAINS);
            case REBUILD_SCHED_DOMAINS -> call(readUnlock, At.READ);          // the domains themselves are nobody's concern here
            case READ -> finish();
        };
    }
}
