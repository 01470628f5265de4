package dev.lull.engine.linux.cpuset;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Setup;

import java.util.List;

/**
 * One CPU comes up or goes down, and who has to do with it: the task that has it changed, the worker, a program that listens for
 * uevents, and, if wanted, somebody who changes a cgroup at the same time.
 *
 * @param reaction     how cpusets are brought up to date
 * @param isUp         whether the CPU comes
 * @param cgroupWriter whether somebody changes a cgroup meanwhile
 * @param workLock     which lock the work takes at its first step
 * @param asked        what must be true
 */
public record CpuChange(Reaction reaction, boolean isUp, boolean cgroupWriter, WorkLock workLock, Asked asked) implements Definition {
    /** The lock that cpuset_hotplug_workfn() takes first. */
    public enum WorkLock {
        /** As the changelog of 2021 argues. */
        CGROUP_MUTEX,
        /** As the code of 2021 has it: cgroup_mutex only for v1 cpusets that have become empty. */
        CPUSET_MUTEX
    }

    /** What is asked. */
    public enum Asked {
        /** Whoever has had the uevent can move a task to the CPU. */
        UEVENT,
        /** When the operation returns, cpusets know of it. */
        CONSISTENCY,
        /** Only that everybody comes to an end. */
        AN_END
    }

    /** CPU 1 comes up, with nobody else around. */
    public static CpuChange up(Reaction reaction) {
        return new CpuChange(reaction, true, false, WorkLock.CGROUP_MUTEX, Asked.UEVENT);
    }

    /** CPU 1 goes down: user space does not notice, but the masks must agree when it is over. */
    public static CpuChange down(Reaction reaction) {
        return new CpuChange(reaction, false, false, WorkLock.CGROUP_MUTEX, Asked.CONSISTENCY);
    }

    /** With somebody who changes a cgroup meanwhile. */
    public CpuChange withCgroupWriter() {
        return new CpuChange(reaction, isUp, true, workLock, asked);
    }

    /** With another first lock for the work. */
    public CpuChange workTakes(WorkLock lock) {
        return new CpuChange(reaction, isUp, cgroupWriter, lock, asked);
    }

    /** With another question. */
    public CpuChange asking(Asked what) {
        return new CpuChange(reaction, isUp, cgroupWriter, workLock, what);
    }

    @Override public String title() {
        return (isUp ? "CPU 1 comes up, " : "CPU 1 goes down, ") + reaction.says() + (cgroupWriter ? ", a cgroup is changed meanwhile" : "");
    }

    @Override public Model build() {
        return Definition.of(title(), this::furnish).build();
    }

    @Override public List<String> assumptions() {
        String coarse = "between taking and dropping the hotplug lock, a CPU comes or goes in two steps: the online and the active bit";
        return workLock == WorkLock.CGROUP_MUTEX ? List.of(coarse, "the work takes cgroup_mutex at its first step, as the changelog argues")
                : List.of(coarse, "the work takes the cpusets' own lock at its first step: derived, not argued upstream");
    }

    private void furnish(Setup setup) {
        Machine machine = setup.machine();
        CpusetState state = new CpusetState(machine, isUp);
        ChangeCpu change = new ChangeCpu(machine, state, this);
        ends(setup, change);
        if (asked == Asked.UEVENT) {
            MovesToCpu listener = new MovesToCpu(machine, state, change);
            ends(setup, listener);
            setup.always("sched_setaffinity() to the CPU of an ONLINE uevent succeeds", () -> !listener.failed());
        } else if (asked == Asked.CONSISTENCY) {
            setup.always("cpusets know of the change when the operation returns", () -> !change.wasInconsistent());
        }
        if (!reaction.isSynchronous()) {
            ends(setup, new CpusetHotplugWork(machine, state, workLock == WorkLock.CGROUP_MUTEX ? state.cgroupMutex : state.cpusetMutex));
        }
        if (cgroupWriter) ends(setup, new CgroupWriter(machine, state, reaction == Reaction.SYNCHRONOUS_CPUSET_MUTEX));
        setup.always("every active CPU is online", () -> !state.active.peek() | state.online.peek());
        setup.owed("in the end effective_cpus has what the active mask has", () -> state.effective.peek() != state.active.peek());
    }

    private static void ends(Setup setup, OneShot<?> task) {
        setup.owed(task.task().name() + " comes to its end", () -> !task.isDone());
    }
}
