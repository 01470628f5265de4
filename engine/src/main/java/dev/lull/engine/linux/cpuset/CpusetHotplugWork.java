package dev.lull.engine.linux.cpuset;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.machine.Work;

/**
 * The worker that executes cpuset_hotplug_work once. Models cpuset_hotplug_workfn() and rebuild_sched_domains() in {@code
 * kernel/cgroup/cpuset.c}, v3.9 to v6.9. It looks at the active mask as it is by then, so it does not matter how often it was asked for.
 */
final class CpusetHotplugWork extends OneShot<CpusetHotplugWork.At> {
    enum At { PROCESS_ONE_WORK, LOCK, UPDATE_EFFECTIVE_CPUS, UNLOCK, CPUS_READ_LOCK, REBUILD_SCHED_DOMAINS, CPUS_READ_UNLOCK, WORK_DONE, DONE }

    private final CpusetState state;
    private final Mutex lock;

    CpusetHotplugWork(Machine machine, CpusetState state, Mutex lock) {
        super(machine, "kworker", "cpuset_hotplug_workfn", At.class);
        this.state = state;
        this.lock = lock;
        state.worklist.admit(task());
        state.flushed.wokenBy(task());
        new Work("cpuset_hotplug_work", state.flushed, task(), state.running::peek);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case PROCESS_ONE_WORK -> {
                if (!state.pending.isSet()) yield sleepOn(state.worklist, at);
                state.pending.clear();
                state.running.set();
                yield At.LOCK;
            }
            case LOCK -> acquire(lock) ? At.UPDATE_EFFECTIVE_CPUS : at;
            case UPDATE_EFFECTIVE_CPUS -> {
                state.effective.set(state.active.isSet());
                yield At.UNLOCK;
            }
            case UNLOCK -> {
                release(lock);
                yield At.CPUS_READ_LOCK;
            }
            case CPUS_READ_LOCK -> acquireToRead(state.cpuHotplugLock) ? At.REBUILD_SCHED_DOMAINS : at;
            case REBUILD_SCHED_DOMAINS -> At.CPUS_READ_UNLOCK;          // the domains themselves are nobody's concern here
            case CPUS_READ_UNLOCK -> {
                release(state.cpuHotplugLock);
                yield At.WORK_DONE;
            }
            case WORK_DONE -> {
                state.running.clear();
                wakeAll(state.flushed);
                yield At.DONE;
            }
            case DONE -> end();
        };
    }
}
