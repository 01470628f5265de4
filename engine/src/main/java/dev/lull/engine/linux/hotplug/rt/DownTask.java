package dev.lull.engine.linux.hotplug.rt;

import dev.lull.engine.linux.hotplug.lock.HotplugPcp;
import dev.lull.engine.linux.hotplug.lock.PinningTask;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.machine.WaitQueue;

import java.util.ArrayList;
import java.util.List;

/** The task that takes CPU 1 down, from another CPU. Models _cpu_down(), cpu_unplug_begin(), cpu_unplug_sync() and cpu_unplug_done(), {@code kernel/cpu.c}, v3.0-rt to v4.9-rt. */
final class DownTask extends OneShot<DownTask.At> {
    enum At {
        CPU_HOTPLUG_BEGIN, PUSH_TASKS, CREATE_SYNC_THREAD, WAIT_SYNCED,
        KTHREAD_STOP, WAIT_EXITED, DOWN_PREPARE_LOCK, DOWN_PREPARE_UNLOCK,
        UNPLUG_SYNC, WAIT_DRAINED, TAKE_CPU_DOWN,
        UNPLUG_DONE_EARLY, CPU_DEAD_LOCK, CPU_DEAD_UNLOCK, UNPLUG_DONE, DONE
    }

    private final RtState state;
    private final HotplugPcp pcp;
    private final Design design;
    private final Scene scene;
    private final WaitQueue synced;
    private final WaitQueue unpinned;
    private final List<PinningTask<?>> tasks = new ArrayList<>();        // wiring: whom to push off

    DownTask(Machine machine, RtState state, Design design, Scene scene) {
        super(machine, "cpu_down", "_cpu_down", At.class);
        this.state = state;
        this.design = design;
        this.scene = scene;
        pcp = state.pcp;
        synced = pcp.syncedWait(task());
        unpinned = pcp.unpinned(task());
        state.exit.admit(task());
    }

    void pushes(PinningTask<?> whom) {
        tasks.add(whom);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CPU_HOTPLUG_BEGIN -> acquire(pcp.cpuHotplugLock) ? afterBegin() : at;
            case PUSH_TASKS -> {
                pcp.unplug.set();
                for (PinningTask<?> task : tasks) task.push();
                yield notifiers();
            }
            case CREATE_SYNC_THREAD -> {
                pcp.created.set();
                wakeAll(pcp.creation());
                yield At.WAIT_SYNCED;
            }
            case WAIT_SYNCED -> await(pcp.synced.isSet(), synced, at, notifiers());
            case KTHREAD_STOP -> {
                state.stop.set();
                wakeAll(state.stopping);
                yield At.WAIT_EXITED;
            }
            case WAIT_EXITED -> await(state.exited.isSet(), state.exit, at, notified());
            case DOWN_PREPARE_LOCK -> acquire(state.someLock) ? At.DOWN_PREPARE_UNLOCK : at;
            case DOWN_PREPARE_UNLOCK -> {
                release(state.someLock);
                yield notified();
            }
            case UNPLUG_SYNC -> {
                if (!acquire(pcp.lock)) yield at;
                pcp.grabLock.set();
                wakeAll(pcp.grab());
                yield At.WAIT_DRAINED;
            }
            case WAIT_DRAINED -> design.hasSyncThread() ? await(pcp.drained.isSet(), synced, at, At.TAKE_CPU_DOWN)
                    : await(!pcp.isPinned(), unpinned, at, At.TAKE_CPU_DOWN);
            case TAKE_CPU_DOWN -> {
                pcp.online.clear();
                if (design == Design.REWORK_OPENED_EARLY) yield At.UNPLUG_DONE_EARLY;
                yield scene == Scene.TAKES_LOCK_WHEN_DEAD ? At.CPU_DEAD_LOCK : At.UNPLUG_DONE;
            }
            case UNPLUG_DONE_EARLY -> {
                open();
                yield scene == Scene.TAKES_LOCK_WHEN_DEAD ? At.CPU_DEAD_LOCK : At.DONE;
            }
            case CPU_DEAD_LOCK -> acquire(state.someLock) ? At.CPU_DEAD_UNLOCK : at;
            case CPU_DEAD_UNLOCK -> {
                release(state.someLock);
                yield design == Design.REWORK_OPENED_EARLY ? At.DONE : At.UNPLUG_DONE;
            }
            case UNPLUG_DONE -> {
                open();
                yield At.DONE;
            }
            case DONE -> end();
        };
    }

    private At afterBegin() {
        if (design == Design.PLAN) return At.PUSH_TASKS;
        return design.hasSyncThread() ? At.CREATE_SYNC_THREAD : notifiers();
    }

    private At notifiers() {
        if (scene.hasThread()) return At.KTHREAD_STOP;
        return scene == Scene.TAKES_LOCK ? At.DOWN_PREPARE_LOCK : notified();
    }

    private At notified() {
        return design.drains() ? At.UNPLUG_SYNC : At.TAKE_CPU_DOWN;
    }

    /** unplug_done() and cpu_hotplug_done(). */
    private void open() {
        if (design.hasSyncThread() || design == Design.PLAN) pcp.unplug.clear();
        if (design.drains()) {
            pcp.grabLock.clear();
            release(pcp.lock);
        }
        release(pcp.cpuHotplugLock);
    }
}
