package dev.lull.engine.system;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.cpuset.LadderCpusets;
import dev.lull.engine.linux.hotplug.HotCpu;
import dev.lull.engine.linux.hotplug.HotplugLock;
import dev.lull.engine.linux.hotplug.HrtimersDeadCpu;
import dev.lull.engine.linux.hotplug.Ladder;
import dev.lull.engine.linux.hotplug.LockHolder;
import dev.lull.engine.linux.hotplug.LockedCallback;
import dev.lull.engine.linux.hotplug.ParkThreads;
import dev.lull.engine.linux.hotplug.Rung;
import dev.lull.engine.linux.hotplug.Smpboot;
import dev.lull.engine.linux.hotplug.SmpbootWaker;
import dev.lull.engine.linux.hotplug.UnparkThreads;
import dev.lull.engine.linux.workqueue.RebindWorkers;
import dev.lull.engine.linux.workqueue.UnbindWorkers;
import dev.lull.engine.linux.workqueue.WorkItem;
import dev.lull.engine.linux.workqueue.WorkerPool;
import dev.lull.engine.machine.Bandwidth;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.Task;
import dev.lull.engine.scenario.CpusetLoad;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.SmpbootLoad;
import dev.lull.engine.scenario.ThrottleLoad;
import dev.lull.engine.scenario.WorkLoad;
import dev.lull.engine.trace.CpuhpState;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rungs of the ladder that are there only when a scenario asks for what they are about, and that itself: limits on CPU time, smpboot threads, works, cpusets. */
public final class LadderLoads {
    private final Scenario scenario;
    private final Machine machine;
    private final int controller;
    private final Map<Integer, Smpboot> smpboots = new TreeMap<>();        // by CPU
    private final LadderCpusets cpusets;                                    // null: nobody asks
    private final Map<Integer, WorkerPool> pools = new TreeMap<>();        // by CPU
    private final Map<Integer, WorkQueuer> queuers = new TreeMap<>();      // by CPU
    private Mutex lock;                 // one that a callback of the ladder and a task that may be throttled both take; null: nobody does

    LadderLoads(Scenario scenario, Machine machine, int controller, HotplugLock hotplugLock) {
        this.scenario = scenario;
        this.machine = machine;
        this.controller = controller;
        boolean asked = scenario.loads().stream().anyMatch(CpusetLoad.class::isInstance);
        cpusets = asked ? new LadderCpusets(machine, linux(), hotplugLock) : null;
        Map<Integer, WorkItem> works = new TreeMap<>();
        for (Load load : scenario.loads()) if (load instanceof WorkLoad work) addWork(work, works);
        machine.onlineCpus().hotplugged().stream().forEach(cpu -> addPool(cpu, works.get(cpu)));
        for (Load load : scenario.loads()) {
            if (load instanceof WorkLoad work) queuers.put(work.cpu(), new WorkQueuer(machine, pools.get(work.cpu()), works.get(work.cpu()), work.flushes(), work.times()));
        }
    }

    private void addWork(WorkLoad load, Map<Integer, WorkItem> works) {
        if (works.containsKey(load.cpu())) throw new IllegalArgumentException("work(" + load.cpu() + ") is said twice. Say it once, with times(n).");
        works.put(load.cpu(), new WorkItem(machine, "work on CPU " + load.cpu(), WorkFunction::new));
    }

    private void addPool(int cpu, WorkItem work) {
        List<WorkItem> items = new ArrayList<>();
        if (work != null) items.add(work);
        if (cpusets != null) items.add(cpusets.work());
        if (!items.isEmpty()) pools.put(cpu, new WorkerPool(machine, cpu, items));
    }

    private WorkerPool pool(HotCpu cpu) {
        return pools.get(cpu.number());
    }

    /** Hangs in what stands below the rung of the same state that is hung in later. */
    void hangBelow(Ladder ladder) {
        if (cpusets != null) ladder.hang(Rung.of(CpuhpState.AP_ACTIVE, null, (self, cpu) -> cpusets.changed(self, pool(cpu))));
    }

    /** What _cpu_up() and _cpu_down() do between their two locks; {@code null} for nothing. */
    Code<?> afterUnlock(Context self) {
        return cpusets == null ? null : cpusets.afterUnlock(self);
    }

    /** The top cpuset; {@code null} where it is not modelled. */
    public LadderCpusets cpusets() {
        return cpusets;
    }

    private boolean staysBound(int cpu) {
        return scenario.loads().stream().anyMatch(load -> load instanceof WorkLoad work && work.cpu() == cpu && !work.unbound());
    }

    /** The tasks that queue works. */
    public List<WorkQueuer> queuers() {
        return List.copyOf(queuers.values());
    }

    /** Something that takes one step. */
    private static final class WorkFunction extends Code<WorkFunction.At> {
        enum At { WORK }

        WorkFunction(Context worker) {
            super(worker, "work_func", At.class);
        }

        @Override protected At step(At at) {
            return finish();
        }
    }

    private Linux linux() {
        return scenario.linux();
    }

    /** Hangs in what is asked for. */
    void hang(Ladder ladder) {
        if (limits(ThrottleLoad.Who.CONTROLLING_TASK) || limits(ThrottleLoad.Who.LOCK_HOLDER) || FifoKthreads.limits(scenario) > 0) {
            // "hrtimers: Push pending hrtimers away from outgoing CPU earlier"
            ladder.hang(linux().has(Fix.HRTIMERS_DYING) ? Rung.dying(CpuhpState.AP_HRTIMERS_DYING, null, (cpu, by) -> machine.onlineCpus().moveHrtimers(cpu, controller))
                    : Rung.of(CpuhpState.HRTIMERS_PREPARE, null, (self, cpu) -> new HrtimersDeadCpu(self, cpu.number(), controller)));
        }
        if (limits(ThrottleLoad.Who.LOCK_HOLDER)) {
            lock = machine.mutex("lock");
            ladder.hang(Rung.of(CpuhpState.BP_PREPARE_DYN, null, (self, cpu) -> new LockedCallback(self, lock)));
        }
        if (cpusets != null) ladder.hang(Rung.of(CpuhpState.AP_ACTIVE, (self, cpu) -> cpusets.changed(self, pool(cpu)), null));
        if (!pools.isEmpty()) {
            ladder.hang(Rung.of(CpuhpState.AP_WORKQUEUE_ONLINE, (self, cpu) -> pool(cpu) == null ? null : new RebindWorkers(self, pool(cpu)),
                    (self, cpu) -> pool(cpu) == null || staysBound(cpu.number()) ? null : new UnbindWorkers(self, pool(cpu))));
        }
        if (scenario.loads().stream().noneMatch(SmpbootLoad.class::isInstance)) return;
        ladder.hang(Rung.of(CpuhpState.AP_SMPBOOT_THREADS, (self, cpu) -> wakeups(cpu) == 0 ? null : new UnparkThreads(self, smpboot(cpu)),
                (self, cpu) -> wakeups(cpu) == 0 ? null : new ParkThreads(self, smpboot(cpu))));
        ladder.hang(Rung.dying(CpuhpState.AP_SCHED_STARTING, null, (cpu, by) -> {
            if (smpboots.containsKey(cpu)) smpboots.get(cpu).dying();
        }));
    }

    /** With the tasks there that climb the ladder. */
    void attach(List<HotplugTask> tasks) {
        for (HotplugTask task : tasks) machine.onlineCpus().takenCareOfBy(task.changes(), task.task());
        for (Load load : scenario.loads()) if (load instanceof ThrottleLoad throttled) limit(throttled, tasks);
        for (Smpboot smpboot : smpboots.values()) new SmpbootWaker(machine, smpboot, wakeups(smpboot.cpu()));
    }

    /** The smpboot threads that are modelled. */
    public List<Smpboot> smpboots() {
        return List.copyOf(smpboots.values());
    }

    /** Tasks of a CPU besides the loads' that must sleep before it may die. */
    List<Task> tasksToWaitFor(int cpu) {
        if (!linux().has(Fix.SCHED_WAIT_EMPTY) || !smpboots.containsKey(cpu)) return List.of();
        return List.of(smpboots.get(cpu).task());
    }

    private boolean limits(ThrottleLoad.Who who) {
        return scenario.loads().stream().anyMatch(load -> load instanceof ThrottleLoad throttled && throttled.who() == who);
    }

    /** A kworker is in no group that is ever throttled. */
    private void limit(ThrottleLoad load, List<HotplugTask> tasks) {
        if (load.who() == ThrottleLoad.Who.CONTROLLING_TASK && linux().has(Fix.DOWN_IN_WORKER)) return;
        Task task = load.who() == ThrottleLoad.Who.LOCK_HOLDER ? new LockHolder(machine, "holder", lock).task()
                : tasks.stream().filter(one -> one.changes() == load.cpu()).findFirst().orElseThrow().task();
        new Bandwidth(machine, task, "sched_cfs_period_timer of " + task.name(), load.cpu(), load.times());
    }

    private int wakeups(HotCpu cpu) {
        return wakeups(cpu.number());
    }

    private int wakeups(int cpu) {
        int times = 0;
        for (Load load : scenario.loads()) if (load instanceof SmpbootLoad thread && thread.cpu() == cpu) times += thread.times();
        return times;
    }

    /** Made when cpuhp/N is, whose texts it is for. */
    private Smpboot smpboot(HotCpu cpu) {
        return smpboots.computeIfAbsent(cpu.number(), any -> new Smpboot(machine, linux(), cpu));
    }
}
