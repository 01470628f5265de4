package dev.lull.engine.linux.hotplug.rt;

import dev.lull.engine.linux.hotplug.lock.PinningTask;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;

/** A task on CPU 1 that takes a spinlock once while it holds a lock that a notifier takes, too. Models rt_spin_lock() inside any mutex, v3.0-rt. */
final class LockHolder extends PinningTask<LockHolder.At> {
    enum At { MUTEX_LOCK, MIGRATE_DISABLE, MIGRATE_ENABLE, MUTEX_UNLOCK, DONE }

    private final Mutex lock;

    LockHolder(Machine machine, RtState state, boolean bound) {
        super(machine, "task", "rt_spin_lock", At.class, state.pcp, bound);
        lock = state.someLock;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case MUTEX_LOCK -> acquire(lock) ? At.MIGRATE_DISABLE : at;
            case MIGRATE_DISABLE -> pinCurrentCpu() ? At.MIGRATE_ENABLE : at;
            case MIGRATE_ENABLE -> {
                unpinCurrentCpu();
                yield At.MUTEX_UNLOCK;
            }
            case MUTEX_UNLOCK -> {
                release(lock);
                yield At.DONE;
            }
            case DONE -> end();
        };
    }
}
