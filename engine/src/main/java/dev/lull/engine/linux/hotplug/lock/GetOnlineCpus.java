package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Task;

/** Begins a section in which no CPU comes or goes. Models get_online_cpus(), {@code kernel/cpu.c}, v2.6.25 to v3.18. */
public final class GetOnlineCpus extends Code<GetOnlineCpus.At> {
    enum At { ACTIVE_WRITER, MUTEX_LOCK, COUNT, MUTEX_UNLOCK }

    private final CpuHotplug hotplug;

    public GetOnlineCpus(Task self, CpuHotplug hotplug) {
        super(self, "get_online_cpus", At.class);
        this.hotplug = hotplug;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case ACTIVE_WRITER -> hotplug.isWriter((Task) self()) ? finish() : At.MUTEX_LOCK;
            case MUTEX_LOCK -> acquire(hotplug.lock) ? At.COUNT : at;
            case COUNT -> {
                hotplug.refcount.add(1);
                yield At.MUTEX_UNLOCK;
            }
            case MUTEX_UNLOCK -> {
                release(hotplug.lock);
                yield finish();
            }
        };
    }
}
