package dev.lull.engine.linux.hotplug.contention;

import dev.lull.engine.linux.hotplug.lock.CpuHotplug;
import dev.lull.engine.linux.hotplug.lock.CpuHotplugBegin;
import dev.lull.engine.linux.hotplug.lock.CpuHotplugDone;
import dev.lull.engine.linux.hotplug.lock.GetOnlineCpus;
import dev.lull.engine.linux.hotplug.lock.PercpuDownRead;
import dev.lull.engine.linux.hotplug.lock.PercpuDownWrite;
import dev.lull.engine.linux.hotplug.lock.PercpuRwsem;
import dev.lull.engine.linux.hotplug.lock.PercpuUpRead;
import dev.lull.engine.linux.hotplug.lock.PercpuUpWrite;
import dev.lull.engine.linux.hotplug.lock.PutOnlineCpus;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Task;

/** The four things to be done with a hotplug lock, in the form it has here. */
final class Texts {
    private final PercpuRwsem percpu;           // one of the two is null
    private final CpuHotplug counted;

    Texts(Machine machine, Form form) {
        percpu = form.isPercpu() ? new PercpuRwsem(machine, form == Form.PERCPU_RWSEM) : null;
        counted = form.isPercpu() ? null : new CpuHotplug(machine, form == Form.REFCOUNT_UNLOCKED_FIRST);
    }

    Code<?> readLock(Task task, int cpu) {
        return percpu != null ? new PercpuDownRead(task, percpu, cpu) : new GetOnlineCpus(task, counted);
    }

    Code<?> readUnlock(Task task, int cpu) {
        return percpu != null ? new PercpuUpRead(task, percpu, cpu) : new PutOnlineCpus(task, counted);
    }

    Code<?> writeLock(Task task) {
        return percpu != null ? new PercpuDownWrite(task, percpu) : new CpuHotplugBegin(task, counted);
    }

    Code<?> writeUnlock(Task task, int cpu) {
        return percpu != null ? new PercpuUpWrite(task, percpu, cpu) : new CpuHotplugDone(task, counted);
    }

    /** Readers counted, as a watcher sees it. */
    long peekCounted() {
        return percpu != null ? percpu.peekReaders() : counted.peekReaders();
    }
}
