package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Task;

/** Models cpu_hotplug_done(), {@code kernel/cpu.c}, v2.6.25 to v3.18. */
public final class CpuHotplugDone extends Code<CpuHotplugDone.At> {
    enum At { ACTIVE_WRITER, MUTEX_UNLOCK }

    private final CpuHotplug hotplug;

    public CpuHotplugDone(Task self, CpuHotplug hotplug) {
        super(self, "cpu_hotplug_done", At.class);
        this.hotplug = hotplug;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case ACTIVE_WRITER -> {
                hotplug.activeWriter.set(0);
                yield At.MUTEX_UNLOCK;
            }
            case MUTEX_UNLOCK -> {
                release(hotplug.lock);
                yield finish();
            }
        };
    }
}
