package dev.lull.engine.linux.cpuset;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Struct;

/** What the tasks around one CPU that comes or goes share: locks, the CPU's bits in three masks, the work item. */
final class CpusetState {
    final RwSemaphore cpuHotplugLock;
    final Mutex deviceHotplugLock;
    final Mutex cpuAddRemoveLock;
    final Mutex cgroupMutex;
    final Mutex cpusetMutex;

    /** The CPU in cpu_online_mask. */
    final Flag online;
    /** The CPU in cpu_active_mask. */
    final Flag active;
    /** The CPU in top_cpuset.effective_cpus. */
    final Flag effective;

    /** cpuset_hotplug_work is queued. */
    final Flag pending;
    /** cpuset_hotplug_work is being executed. */
    final Flag running;
    /** The worker sleeps here while nothing is queued. */
    final WaitQueue worklist;
    /** Who has called flush_work() sleeps here. */
    final WaitQueue flushed;

    /** The uevent has been sent. */
    final Flag uevent;
    final WaitQueue netlink;

    CpusetState(Machine machine, boolean comesUp) {
        cpuHotplugLock = machine.rwSemaphore("cpu_hotplug_lock", false);
        deviceHotplugLock = machine.mutex("device_hotplug_lock");
        cpuAddRemoveLock = machine.mutex("cpu_add_remove_lock");
        cgroupMutex = machine.mutex("cgroup_mutex");
        cpusetMutex = machine.mutex("cpuset_mutex");

        Struct masks = machine.memory().struct("cpu[1]");
        online = masks.flag("online");
        active = masks.flag("active");
        effective = masks.flag("effective");
        if (!comesUp) {
            online.set();
            active.set();
            effective.set();
        }
        Struct work = machine.memory().struct("cpuset_hotplug_work");
        pending = work.flag("pending");
        running = work.flag("running");
        worklist = machine.waitQueue("worklist");
        flushed = machine.waitQueue("flush_work");
        uevent = machine.memory().struct("kobject").flag("uevent");
        netlink = machine.waitQueue("uevent");
    }

    /** Whether the work is neither queued nor executed. */
    boolean isFlushed() {
        return !pending.isSet() & !running.isSet();
    }
}
