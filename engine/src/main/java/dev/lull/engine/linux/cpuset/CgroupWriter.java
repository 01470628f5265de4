package dev.lull.engine.linux.cpuset;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.OneShot;

/**
 * Somebody who changes a cgroup meanwhile: cgroup_mutex, and inside it the hotplug lock for reading, as by design since 3a5a6d0c2b03. Models
 * the locks of cgroup_attach_task() and update_cpumask() in {@code kernel/cgroup}, v3.8 to v6.10.
 */
final class CgroupWriter extends OneShot<CgroupWriter.At> {
    enum At { CGROUP_LOCK, CPUS_READ_LOCK, CPUSET_LOCK, CPUSET_UNLOCK, CPUS_READ_UNLOCK, CGROUP_UNLOCK, DONE }

    private final CpusetState state;
    private final boolean takesCpusetMutex;

    CgroupWriter(Machine machine, CpusetState state, boolean takesCpusetMutex) {
        super(machine, "cgroup", "cgroup_attach_task", At.class);
        this.state = state;
        this.takesCpusetMutex = takesCpusetMutex;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CGROUP_LOCK -> acquire(state.cgroupMutex) ? At.CPUS_READ_LOCK : at;
            case CPUS_READ_LOCK -> {
                if (!acquireToRead(state.cpuHotplugLock)) yield at;
                yield takesCpusetMutex ? At.CPUSET_LOCK : At.CPUS_READ_UNLOCK;
            }
            case CPUSET_LOCK -> acquire(state.cpusetMutex) ? At.CPUSET_UNLOCK : at;
            case CPUSET_UNLOCK -> {
                release(state.cpusetMutex);
                yield At.CPUS_READ_UNLOCK;
            }
            case CPUS_READ_UNLOCK -> {
                release(state.cpuHotplugLock);
                yield At.CGROUP_UNLOCK;
            }
            case CGROUP_UNLOCK -> {
                release(state.cgroupMutex);
                yield At.DONE;
            }
            case DONE -> end();
        };
    }
}
