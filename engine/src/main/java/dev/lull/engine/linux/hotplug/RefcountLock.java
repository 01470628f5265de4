package dev.lull.engine.linux.hotplug;

import dev.lull.engine.linux.hotplug.lock.CpuHotplugBegin;
import dev.lull.engine.linux.hotplug.lock.CpuHotplugDone;
import dev.lull.engine.linux.hotplug.lock.GetOnlineCpus;
import dev.lull.engine.linux.hotplug.lock.PutOnlineCpus;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Task;

/** The hotplug lock as a count under a mutex, step by step: {@link dev.lull.engine.linux.hotplug.lock.CpuHotplug}. */
public final class RefcountLock implements HotplugLock {
    private final dev.lull.engine.linux.hotplug.lock.CpuHotplug counted;

    public RefcountLock(Machine machine) {
        counted = new dev.lull.engine.linux.hotplug.lock.CpuHotplug(machine);
    }

    dev.lull.engine.linux.hotplug.lock.CpuHotplug counted() {
        return counted;
    }

    @Override public Code<?> readLock(Context self) {
        return new GetOnlineCpus((Task) self, counted);
    }

    @Override public Code<?> readUnlock(Context self) {
        return new PutOnlineCpus((Task) self, counted);
    }

    @Override public Code<?> writeLock(Context self) {
        return new CpuHotplugBegin((Task) self, counted);
    }

    @Override public Code<?> writeUnlock(Context self) {
        return new CpuHotplugDone((Task) self, counted);
    }

    @Override public long peekReaders() {
        return counted.peekReaders();
    }
}
