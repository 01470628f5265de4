package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.OneShot;

/**
 * The thread that is created on a CPU about to go down and counts who is pinned to it. Models sync_unplug_thread(), {@code kernel/cpu.c},
 * v3.0-rt (one phase) and v3.4-rt (two phases).
 */
public final class SyncUnplug extends OneShot<SyncUnplug.At> {
    enum At { CREATED, WAIT_FOR_PINS, WAIT_FOR_GRAB_LOCK, DRAIN, DONE }

    private final HotplugPcp pcp;

    public SyncUnplug(Machine machine, int cpu, HotplugPcp pcp) {
        super(machine, "sync_unplug/" + cpu, "sync_unplug_thread", At.class);
        this.pcp = pcp;
        pcp.creation.admit(task());
        pcp.grab.admit(task());
        pcp.unpinned.admit(task());
        pcp.syncedWait.wokenBy(task());
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CREATED -> {
                if (!pcp.created.isSet()) yield sleepOn(pcp.creation, at);
                pcp.unplug.set();
                yield At.WAIT_FOR_PINS;
            }
            case WAIT_FOR_PINS -> {
                if (pcp.isPinned()) yield sleepOn(pcp.unpinned, at);
                pcp.synced.set();
                wakeAll(pcp.syncedWait);
                yield pcp.pinning() == Pinning.MIGRATES ? At.WAIT_FOR_GRAB_LOCK : At.DONE;
            }
            case WAIT_FOR_GRAB_LOCK -> await(pcp.grabLock.isSet(), pcp.grab, at, At.DRAIN);
            case DRAIN -> {
                if (pcp.isPinned()) yield sleepOn(pcp.unpinned, at);
                pcp.drained.set();
                wakeAll(pcp.syncedWait);
                yield At.DONE;
            }
            case DONE -> end();
        };
    }
}
