package dev.lull.engine.linux.cpuset;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.memory.Flag;

/**
 * Whoever writes to {@code /sys/devices/system/cpu/cpu1/online}. Models online_store() in {@code drivers/base/core.c} with cpu_subsys_online(), cpu_up()
 * and _cpu_up() or _cpu_down() ({@code kernel/cpu.c}), and cpuset_cpu_active() or cpuset_cpu_inactive() ({@code kernel/sched/core.c}),
 * v3.8 to v6.10. The device's own lock is taken and dropped with device_hotplug_lock.
 */
final class ChangeCpu extends OneShot<ChangeCpu.At> {
    enum At {
        LOCK_DEVICE_HOTPLUG, CPU_MAPS_UPDATE_BEGIN, CPUS_WRITE_LOCK,
        SET_CPU_ONLINE, SET_CPU_ACTIVE, LOCK_CPUSETS, UPDATE_EFFECTIVE_CPUS, UNLOCK_CPUSETS, FLUSH_UNDER_LOCK, SET_CPU_OFFLINE,
        CPUS_WRITE_UNLOCK, FLUSH_AFTER_UNLOCK, CPU_MAPS_UPDATE_DONE, FLUSH_BY_CALLER, KOBJECT_UEVENT, UNLOCK_DEVICE_HOTPLUG, DONE
    }

    private final CpusetState state;
    private final Reaction reaction;
    private final boolean up;
    private final Flag inconsistent;        // null when nobody asks

    ChangeCpu(Machine machine, CpusetState state, CpuChange change) {
        super(machine, change.isUp() ? "cpu_up" : "cpu_down", "online_store", At.class);
        this.state = state;
        reaction = change.reaction();
        up = change.isUp();
        inconsistent = change.asked() == CpuChange.Asked.CONSISTENCY ? machine.memory().struct("cpu[1]").flag("inconsistent_at_return") : null;
        state.flushed.admit(task());
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOCK_DEVICE_HOTPLUG -> acquire(state.deviceHotplugLock) ? At.CPU_MAPS_UPDATE_BEGIN : at;
            case CPU_MAPS_UPDATE_BEGIN -> acquire(state.cpuAddRemoveLock) ? At.CPUS_WRITE_LOCK : at;
            case CPUS_WRITE_LOCK -> acquireToWrite(state.cpuHotplugLock) ? up ? At.SET_CPU_ONLINE : At.SET_CPU_ACTIVE : at;
            case SET_CPU_ONLINE -> {
                state.online.set();
                yield At.SET_CPU_ACTIVE;
            }
            case SET_CPU_ACTIVE -> {
                state.active.set(up);
                if (reaction.isSynchronous()) yield At.LOCK_CPUSETS;
                scheduleWork();             // the same step: nobody looks at the active mask but the work
                yield reaction == Reaction.FLUSH_UNDER_LOCK ? At.FLUSH_UNDER_LOCK : locked();
            }
            case LOCK_CPUSETS -> acquire(inner()) ? At.UPDATE_EFFECTIVE_CPUS : at;
            case UPDATE_EFFECTIVE_CPUS -> {
                state.effective.set(up);
                yield At.UNLOCK_CPUSETS;
            }
            case UNLOCK_CPUSETS -> {
                release(inner());
                yield locked();
            }
            case FLUSH_UNDER_LOCK -> await(state.isFlushed(), state.flushed, at, locked());
            case SET_CPU_OFFLINE -> {
                state.online.clear();
                yield At.CPUS_WRITE_UNLOCK;
            }
            case CPUS_WRITE_UNLOCK -> {
                release(state.cpuHotplugLock);
                yield reaction == Reaction.FLUSH_AFTER_UNLOCK ? At.FLUSH_AFTER_UNLOCK : At.CPU_MAPS_UPDATE_DONE;
            }
            case FLUSH_AFTER_UNLOCK -> await(state.isFlushed(), state.flushed, at, At.CPU_MAPS_UPDATE_DONE);
            case CPU_MAPS_UPDATE_DONE -> {
                if (inconsistent != null && state.effective.isSet() != state.active.isSet()) inconsistent.set();
                release(state.cpuAddRemoveLock);
                yield reaction == Reaction.CALLER_FLUSHES && up ? At.FLUSH_BY_CALLER : At.KOBJECT_UEVENT;
            }
            case FLUSH_BY_CALLER -> await(state.isFlushed(), state.flushed, at, At.KOBJECT_UEVENT);
            case KOBJECT_UEVENT -> {
                state.uevent.set();
                wakeAll(state.netlink);
                yield At.UNLOCK_DEVICE_HOTPLUG;
            }
            case UNLOCK_DEVICE_HOTPLUG -> {
                release(state.deviceHotplugLock);
                yield At.DONE;
            }
            case DONE -> end();
        };
    }

    private void scheduleWork() {
        state.pending.set();
        wakeOne(state.worklist);
    }

    /** What is left to do with the hotplug lock held. */
    private At locked() {
        return up ? At.CPUS_WRITE_UNLOCK : At.SET_CPU_OFFLINE;
    }

    private Mutex inner() {
        return reaction == Reaction.SYNCHRONOUS ? state.cgroupMutex : state.cpusetMutex;
    }

    /** Whether the masks differed when the operation returned, as a watcher sees it. */
    boolean wasInconsistent() {
        return inconsistent != null && inconsistent.peek();
    }
}
