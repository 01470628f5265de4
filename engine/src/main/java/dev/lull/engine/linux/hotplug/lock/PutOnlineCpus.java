package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Task;

/** Ends a section in which no CPU comes or goes; the last wakes a writer that waits. Models put_online_cpus(), {@code kernel/cpu.c}, v2.6.25 to v3.18. */
public final class PutOnlineCpus extends Code<PutOnlineCpus.At> {
    enum At { ACTIVE_WRITER, MUTEX_LOCK, UNCOUNT, MUTEX_UNLOCK }

    private final CpuHotplug hotplug;

    public PutOnlineCpus(Task self, CpuHotplug hotplug) {
        super(self, "put_online_cpus", At.class);
        this.hotplug = hotplug;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case ACTIVE_WRITER -> hotplug.isWriter((Task) self()) ? finish() : At.MUTEX_LOCK;
            case MUTEX_LOCK -> acquire(hotplug.lock) ? At.UNCOUNT : at;
            case UNCOUNT -> {
                hotplug.refcount.add(-1);
                Task writer = hotplug.writer();
                if (hotplug.refcount.get() == 0 && writer != null) {
                    hotplug.writerSleeps.clear();           // TASK_RUNNING, whether or not it has got as far as to sleep
                    wake(writer);
                }
                yield At.MUTEX_UNLOCK;
            }
            case MUTEX_UNLOCK -> {
                release(hotplug.lock);
                yield finish();
            }
        };
    }
}
