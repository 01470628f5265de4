package dev.lull.engine.linux.hotplug.rt;

import dev.lull.engine.linux.hotplug.lock.HotplugPcp;
import dev.lull.engine.linux.hotplug.lock.PinningTask;
import dev.lull.engine.machine.Machine;

/** A task on CPU 1 that takes a spinlock again and again, until the CPU is gone. Models migrate_disable() and migrate_enable() around rt_spin_lock(), v3.0-rt. */
final class PinningLoop extends PinningTask<PinningLoop.At> {
    enum At { PAUSE, MIGRATE_DISABLE, MIGRATE_ENABLE, DONE }

    private final HotplugPcp pcp;

    PinningLoop(Machine machine, int number, HotplugPcp pcp) {
        super(machine, "task" + number, "rt_spin_lock", At.class, pcp, false);
        this.pcp = pcp;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case PAUSE -> pcp.online.isSet() ? At.MIGRATE_DISABLE : At.DONE;
            case MIGRATE_DISABLE -> pinCurrentCpu() ? At.MIGRATE_ENABLE : at;
            case MIGRATE_ENABLE -> {
                unpinCurrentCpu();
                yield At.PAUSE;
            }
            case DONE -> end();
        };
    }
}
