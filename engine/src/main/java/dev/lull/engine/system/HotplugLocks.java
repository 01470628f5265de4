package dev.lull.engine.system;

import dev.lull.engine.linux.hotplug.CpuHotplug;
import dev.lull.engine.linux.hotplug.HotplugLock;
import dev.lull.engine.linux.hotplug.PercpuLock;
import dev.lull.engine.linux.hotplug.PinLock;
import dev.lull.engine.linux.hotplug.PinnedTask;
import dev.lull.engine.linux.hotplug.RefcountLock;
import dev.lull.engine.linux.hotplug.SemaphoreLock;
import dev.lull.engine.linux.hotplug.lock.PercpuRwsem;
import dev.lull.engine.linux.hotplug.lock.PreemptOff;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.WaitForGracePeriod;
import dev.lull.engine.machine.Machine;

import java.util.BitSet;

/** The hotplug lock of a system, in the form that its Linux has: chosen here and nowhere else. */
final class HotplugLocks {
    private final HotplugLock lock;
    private final PreemptOff preemption;        // null: nobody has preemption off on account of this lock

    HotplugLocks(Machine machine, Rcu rcu) {
        int stays = CpuHotplug.bootCpu(machine.onlineCpus().hotplugged());
        preemption = switch (rcu.linux().hotplugLock()) {
            case PERCPU_RWSEM -> new PreemptOff(machine, task -> new WaitForGracePeriod(task, rcu, stays));
            case ONE_STEP, REFCOUNT, RT_PIN -> null;
        };
        lock = switch (rcu.linux().hotplugLock()) {
            case ONE_STEP -> new SemaphoreLock(machine.rwSemaphore("cpu_hotplug_lock", false));
            case REFCOUNT -> new RefcountLock(machine);
            case PERCPU_RWSEM -> new PercpuLock(new PercpuRwsem(machine, preemption, true), stays);
            case RT_PIN -> pins(machine);
        };
    }

    private static PinLock pins(Machine machine) {
        PinLock lock = new PinLock(machine);
        BitSet changing = machine.onlineCpus().hotplugged();
        changing.stream().forEach(cpu -> new PinnedTask(machine, lock, cpu));
        return lock;
    }

    HotplugLock lock() {
        return lock;
    }

    /** Whether somebody has preemption off on CPU {@code cpu}, because he is about to read. */
    boolean isPreemptOff(int cpu) {
        return preemption != null && preemption.isOff(cpu);
    }
}
