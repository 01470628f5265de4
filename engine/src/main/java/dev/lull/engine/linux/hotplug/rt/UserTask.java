package dev.lull.engine.linux.hotplug.rt;

import dev.lull.engine.linux.hotplug.lock.HotplugPcp;
import dev.lull.engine.linux.hotplug.lock.PinningTask;
import dev.lull.engine.machine.Machine;

/** A task on CPU 1 that takes a spinlock once. Models migrate_disable() and migrate_enable() around rt_spin_lock(), v3.0-rt. */
final class UserTask extends PinningTask<UserTask.At> {
    enum At { MIGRATE_DISABLE, MIGRATE_ENABLE, DONE }

    UserTask(Machine machine, HotplugPcp pcp, boolean bound) {
        super(machine, "task", "rt_spin_lock", At.class, pcp, bound);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case MIGRATE_DISABLE -> pinCurrentCpu() ? At.MIGRATE_ENABLE : at;
            case MIGRATE_ENABLE -> {
                unpinCurrentCpu();
                yield At.DONE;
            }
            case DONE -> end();
        };
    }
}
