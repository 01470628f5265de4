package dev.lull.engine.linux.hotplug;

import dev.lull.engine.linux.hotplug.lock.PercpuDownRead;
import dev.lull.engine.linux.hotplug.lock.PercpuDownWrite;
import dev.lull.engine.linux.hotplug.lock.PercpuRwsem;
import dev.lull.engine.linux.hotplug.lock.PercpuUpRead;
import dev.lull.engine.linux.hotplug.lock.PercpuUpWrite;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Task;

import java.util.ArrayList;
import java.util.List;

/**
 * The hotplug lock as a percpu_rw_semaphore over rcu_sync, step by step: {@link PercpuRwsem}. Whoever reads it does so on CPU {@code
 * cpu}, one that stays online: there it has preemption off for a moment, and holds the writer's grace period up.
 */
public final class PercpuLock implements HotplugLock {
    private final PercpuRwsem semaphore;
    private final int cpu;
    private final List<PercpuDownRead> reading = new ArrayList<>();

    public PercpuLock(PercpuRwsem semaphore, int cpu) {
        this.semaphore = semaphore;
        this.cpu = cpu;
    }

    @Override public Code<?> readLock(Context self) {
        PercpuDownRead text = new PercpuDownRead((Task) self, semaphore, cpu);
        reading.add(text);
        return text;
    }

    @Override public Code<?> readUnlock(Context self) {
        return new PercpuUpRead((Task) self, semaphore, cpu);
    }

    @Override public Code<?> writeLock(Context self) {
        return new PercpuDownWrite((Task) self, semaphore);
    }

    @Override public Code<?> writeUnlock(Context self) {
        return new PercpuUpWrite((Task) self, semaphore, cpu);
    }

    @Override public long peekReaders() {
        long readers = semaphore.peekReaders();
        for (PercpuDownRead text : reading) if (text.peekUndecided()) readers--;
        return readers;
    }
}
