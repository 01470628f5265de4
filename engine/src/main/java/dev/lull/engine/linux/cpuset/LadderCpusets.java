package dev.lull.engine.linux.cpuset;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.hotplug.HotplugLock;
import dev.lull.engine.linux.workqueue.FlushWork;
import dev.lull.engine.linux.workqueue.WorkItem;
import dev.lull.engine.linux.workqueue.WorkerPool;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.memory.Flag;

import java.util.Map;
import java.util.TreeMap;

/**
 * The top cpuset on the hotplug ladder: which CPUs it has ({@code top_cpuset.effective_cpus}), and how it hears of those that come and
 * go. Models cpuset_cpu_active() and cpuset_cpu_inactive(), kernel/sched/core.c, with kernel/cgroup/cpuset.c: a work on system_wq, for
 * which from v5.14 on _cpu_up() and _cpu_down() wait; from v6.10 on all is done at once.
 */
public final class LadderCpusets {
    private final Machine machine;
    private final boolean synchronous;
    private final boolean flushes;
    final Mutex cpusetMutex;
    private final Map<Integer, Flag> effective = new TreeMap<>();
    private final Map<Integer, Code<?>> changed = new TreeMap<>();         // by context
    private final WorkItem work;

    public LadderCpusets(Machine machine, Linux linux, HotplugLock hotplugLock) {
        this.machine = machine;
        // "cgroup/cpuset: Make cpuset hotplug processing synchronous"
        synchronous = linux.has(Fix.CPUSET_SYNCHRONOUS);
        // "cpu/hotplug: Cure the cpusets trainwreck"
        flushes = linux.has(Fix.CPUSET_FLUSHED) && !synchronous;
        cpusetMutex = machine.mutex("cpuset_mutex");
        machine.onlineCpus().hotplugged().stream().forEach(cpu -> {
            Flag has = machine.memory().struct("top_cpuset").flag("effective_cpus[" + cpu + "]");
            has.set(machine.cpus().get(cpu).peekActive());
            effective.put(cpu, has);
        });
        work = new WorkItem(machine, "cpuset_hotplug_work", self -> new CpusetWork(self, this, hotplugLock));
    }

    /** cpuset_hotplug_work. */
    public WorkItem work() {
        return work;
    }

    /** What tells cpusets that a CPU has come or gone, executed on that CPU, whose pool is {@code pool}: one text for both. */
    public Code<?> changed(Context self, WorkerPool pool) {
        return changed.computeIfAbsent(self.number(), any -> synchronous ? new CpusetWork(self, this, null) : new ScheduleWork(self, pool, work));
    }

    /** What _cpu_up() and _cpu_down() wait for when they have dropped the hotplug lock; {@code null} for nothing. */
    public Code<?> afterUnlock(Context self) {
        return flushes ? new FlushWork(self, work) : null;
    }

    /** {@code top_cpuset.effective_cpus} becomes what the active mask is now. */
    void update() {
        for (Map.Entry<Integer, Flag> cpu : effective.entrySet()) cpu.getValue().set(machine.cpus().get(cpu.getKey()).isActive());
    }

    /** Whether the cpuset and the scheduler agree on a CPU, for watchers. */
    public boolean peekConsistent(Cpu cpu) {
        return effective.get(cpu.number()).peek() == cpu.peekActive();
    }
}
