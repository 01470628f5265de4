package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Task;

/**
 * Waits until nobody is counted, and keeps the mutex. Models cpu_hotplug_begin(), {@code kernel/cpu.c}, v2.6.25 to v3.18. Between waking and taking the
 * mutex again a new reader may count itself, so it may wait for ever: known, and accepted upstream.
 */
public final class CpuHotplugBegin extends Code<CpuHotplugBegin.At> {
    enum At { ACTIVE_WRITER, MUTEX_LOCK, LOOK, SET_STATE, MUTEX_UNLOCK, SCHEDULE }

    private final CpuHotplug hotplug;

    public CpuHotplugBegin(Task self, CpuHotplug hotplug) {
        super(self, "cpu_hotplug_begin", At.class);
        this.hotplug = hotplug;
        hotplug.writerWait.admit(self);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case ACTIVE_WRITER -> {
                hotplug.activeWriter.set(self().number() + 1L);
                yield At.MUTEX_LOCK;
            }
            case MUTEX_LOCK -> acquire(hotplug.lock) ? At.LOOK : at;
            case LOOK -> {
                if (hotplug.refcount.get() == 0) yield finish();
                yield hotplug.losesWakeup ? At.MUTEX_UNLOCK : At.SET_STATE;
            }
            case SET_STATE -> {
                hotplug.writerSleeps.set();
                yield hotplug.losesWakeup ? At.SCHEDULE : At.MUTEX_UNLOCK;
            }
            case MUTEX_UNLOCK -> {
                release(hotplug.lock);
                yield hotplug.losesWakeup ? At.SET_STATE : At.SCHEDULE;
            }
            case SCHEDULE -> hotplug.writerSleeps.isSet() ? sleepOn(hotplug.writerWait, at) : At.MUTEX_LOCK;
        };
    }
}
