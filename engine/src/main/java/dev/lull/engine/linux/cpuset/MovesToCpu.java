package dev.lull.engine.linux.cpuset;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.memory.Flag;

/**
 * A program that moves a task to a CPU as soon as the kernel says that the CPU is there. Models sched_setaffinity() with a mask of that
 * CPU alone, {@code kernel/sched/core.c}, v3.9 to v6.9: what the cpuset allows is what its effective_cpus has of the CPUs that are
 * online, and -EINVAL is what is left when that is nothing.
 */
final class MovesToCpu extends OneShot<MovesToCpu.At> {
    enum At { RECEIVE_UEVENT, SCHED_SETAFFINITY, DONE }

    private final CpusetState state;
    private final Flag einval;

    MovesToCpu(Machine machine, CpusetState state, ChangeCpu sender) {
        super(machine, "listener", "main", At.class);
        this.state = state;
        einval = machine.memory().struct("listener").flag("einval");
        state.netlink.admit(task()).wokenBy(sender.task());
    }

    @Override protected At step(At at) {
        return switch (at) {
            case RECEIVE_UEVENT -> await(state.uevent.isSet(), state.netlink, at, At.SCHED_SETAFFINITY);
            case SCHED_SETAFFINITY -> {
                if (!(state.online.isSet() & state.active.isSet() & state.effective.isSet())) einval.set();
                yield At.DONE;
            }
            case DONE -> end();
        };
    }

    /** Whether it got -EINVAL, as a watcher sees it. */
    boolean failed() {
        return einval.peek();
    }
}
