package dev.lull.engine.linux.hotplug.rt;

import dev.lull.engine.linux.hotplug.lock.PinningTask;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Work;

/**
 * A thread of CPU 1 that a notifier stops, or has parked: on its way out it takes one more spinlock, which pins the CPU. Models what follows
 * kthread_stop() in any per-CPU thread, such as ksoftirqd's or a workqueue's, v3.0-rt.
 */
final class PerCpuThread extends PinningTask<PerCpuThread.At> {
    enum At { KTHREAD_SHOULD_STOP, MIGRATE_DISABLE, MIGRATE_ENABLE, DO_EXIT, DONE }

    private final RtState state;

    PerCpuThread(Machine machine, RtState state, DownTask down) {
        super(machine, "kthread/1", "kthread", At.class, state.pcp, true);
        this.state = state;
        state.stopping.admit(task()).wokenBy(down.task());
        state.exit.wokenBy(task());
        new Work("exit of kthread/1", state.exit, task(), () -> peekLabel() != At.KTHREAD_SHOULD_STOP && !state.exited.peek());
    }

    @Override protected At step(At at) {
        return switch (at) {
            case KTHREAD_SHOULD_STOP -> await(state.stop.isSet(), state.stopping, at, At.MIGRATE_DISABLE);
            case MIGRATE_DISABLE -> pinCurrentCpu() ? At.MIGRATE_ENABLE : at;
            case MIGRATE_ENABLE -> {
                unpinCurrentCpu();
                yield At.DO_EXIT;
            }
            case DO_EXIT -> {
                state.exited.set();
                wakeAll(state.exit);
                yield At.DONE;
            }
            case DONE -> end();
        };
    }
}
