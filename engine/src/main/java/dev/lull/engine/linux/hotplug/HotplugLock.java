package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;

/**
 * {@code cpu_hotplug_lock} as its users see it: readers keep CPUs from coming and going, a writer is a hotplug operation. Each
 * function is a text of its own, for one form of the lock takes many steps where another takes one. A text is made once for
 * each context that may call it, when the machine is built.
 */
public interface HotplugLock {
    /** cpus_read_lock(), get_online_cpus() before v4.13. */
    Code<?> readLock(Context self);

    /** cpus_read_unlock(). */
    Code<?> readUnlock(Context self);

    /** cpus_write_lock(). */
    Code<?> writeLock(Context self);

    /** cpus_write_unlock(). */
    Code<?> writeUnlock(Context self);

    /** cpus_write_lock() by who has CPU {@code cpu} come or go, where that matters. */
    default Code<?> writeLock(Context self, int cpu) {
        return writeLock(self);
    }

    /** cpus_write_unlock() likewise. */
    default Code<?> writeUnlock(Context self, int cpu) {
        return writeUnlock(self);
    }

    /** Readers counted, for watchers. */
    long peekReaders();
}
