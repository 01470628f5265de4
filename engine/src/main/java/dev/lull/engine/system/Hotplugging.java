package dev.lull.engine.system;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.hotplug.CpuHotplug;
import dev.lull.engine.linux.hotplug.HotCpu;
import dev.lull.engine.linux.hotplug.HotplugLock;
import dev.lull.engine.linux.hotplug.Ladder;
import dev.lull.engine.linux.hotplug.Rung;
import dev.lull.engine.linux.hotplug.SchedActivate;
import dev.lull.engine.linux.hotplug.SchedDeactivate;
import dev.lull.engine.linux.hotplug.SchedState;
import dev.lull.engine.linux.hotplug.SchedWaitEmpty;
import dev.lull.engine.linux.hotplug.TimersDeadCpu;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.NocbMigrateCallbacks;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.linux.nocb.SpawnNocbKthread;
import dev.lull.engine.linux.nocb.Toggling;
import dev.lull.engine.linux.rcu.Barrier;
import dev.lull.engine.linux.rcu.MigrateCallbacks;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.RcuCpuStarting;
import dev.lull.engine.linux.rcu.RcuReportDead;
import dev.lull.engine.linux.rcu.RcutreeDeadCpu;
import dev.lull.engine.linux.rcu.RcutreePrepareCpu;
import dev.lull.engine.linux.rcu.SynchronizeRcu;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.trace.CpuhpState;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** What of a scenario is about CPUs that come and go: the ladder with everything hung in, and the tasks that climb it. */
final class Hotplugging {
    private static final long ENDLESS = Long.MAX_VALUE / 4;

    private final Parts with;
    private final int controller;
    private final Map<Integer, SchedState> sched = new HashMap<>();         // looked up, never walked
    private final Map<String, Fault> faults = new TreeMap<>();
    private final LadderLoads more;
    private final CpuHotplug hotplug;
    private final List<HotplugTask> tasks = new ArrayList<>();

    /**
     * What there is already.
     *
     * @param toggling null where nothing about offloading changes
     * @param barrier  null where nobody calls rcu_barrier()
     * @param reading  whether a CPU is inside a section that is not preempted
     * @param callRcu  call_rcu() on a CPU
     * @param whole    whether every rung is a step, and the scheduler waits for a grace period
     */
    record Parts(Scenario scenario, Machine machine, Rcu rcu, Offloading offloading, Toggling toggling, Barrier barrier, HotplugLock lock,
                 IntPredicate reading, CallRcu callRcu, boolean whole) { }

    /** call_rcu() for a context on a CPU. */
    interface CallRcu {
        SynchronizeRcu.Calls in(Context self, int cpu);
    }

    Hotplugging(Parts parts) {
        with = parts;
        BitSet changing = changing(parts.scenario());
        controller = CpuHotplug.bootCpu(changing);
        Map<CpuhpState, Fault> failing = new EnumMap<>(CpuhpState.class);
        for (CpuhpState state : CpuhpState.values()) if (fault(state.title()) != null) failing.put(state, fault(state.title()));
        more = new LadderLoads(parts.scenario(), parts.machine(), controller, parts.lock());
        Ladder ladder = ladder();
        for (CpuhpState state : failing.keySet()) if (ladder.rungs().stream().noneMatch(rung -> rung.state() == state)) ladder.hang(Rung.empty(state));
        hotplug = new CpuHotplug(parts.machine(), parts.lock(), parts.whole() ? ladder.whole() : ladder, failing, parts.whole());
        for (HotCpu cpu : hotplug.changing()) tasks.add(task(cpu));
        more.attach(tasks);
    }

    /** CPUs that go down or come up. */
    static BitSet changing(Scenario scenario) {
        BitSet cpus = new BitSet();
        for (Load load : scenario.loads()) if (load instanceof CpuDownLoad || load instanceof CpuUpLoad) cpus.or(load.cpus(scenario.linux()));
        return cpus;
    }

    /** Of those, the ones that are offline at first: nothing takes them down before they come up, or so it is said. */
    static BitSet offlineAtFirst(Scenario scenario) {
        BitSet cpus = changing(scenario);
        for (Load load : scenario.loads()) if (load instanceof CpuDownLoad) cpus.andNot(load.cpus(scenario.linux()));
        for (Load load : scenario.loads()) if (load instanceof CpuUpLoad up && up.offlineAtFirst()) cpus.or(load.cpus(scenario.linux()));
        return cpus;
    }

    CpuHotplug hotplug() {
        return hotplug;
    }

    List<HotplugTask> tasks() {
        return tasks;
    }

    /** What the scheduler keeps of a CPU, or {@code null}. */
    SchedState sched(int cpu) {
        return sched.get(cpu);
    }

    /** What the scenario asks of the ladder besides RCU. */
    LadderLoads loads() {
        return more;
    }

    /** What may fail, by name. */
    List<Fault> faults() {
        return List.copyOf(faults.values());
    }

    /** The fault of that name, or {@code null} when it never strikes. */
    Fault fault(String what) {
        int times = 0;
        for (Load load : with.scenario().loads()) if (load instanceof FaultLoad fault && fault.what().equals(what)) times += fault.times();
        if (times == 0 || what.endsWith(" creation")) return null;
        if (!faults.containsKey(what)) faults.put(what, with.machine().fault(what, times, 0));
        return faults.get(what);
    }

    private HotplugTask task(HotCpu cpu) {
        long ups = 0;
        long downs = 0;
        boolean parallel = false;
        for (Load load : with.scenario().loads()) {
            if (!load.cpus(with.scenario().linux()).get(cpu.number())) continue;
            if (load instanceof CpuUpLoad up) {
                ups += up.times() == 0 ? ENDLESS / 4 : up.times();
                parallel |= up.parallel();
            } else if (load instanceof CpuDownLoad down) {
                downs += down.times() == 0 ? ENDLESS / 4 : down.times();
            }
        }
        boolean several = parallel;
        return new HotplugTask(with.machine(), cpu, controller, self -> hotplug.upDown(self, cpu.number(), with.reading(), several, more.afterUnlock(self)), ups, downs);
    }

    // ---- the ladder -------------------------------------------------------------------------------------------

    private Ladder ladder() {
        Ladder ladder = new Ladder();
        more.hangBelow(ladder);
        ladder
                .hang(Rung.of(CpuhpState.RCUTREE_PREP, this::prepare, this::dead))
                .hang(Rung.of(CpuhpState.TIMERS_PREPARE, null, (self, cpu) -> new TimersDeadCpu(self, cpu.number(), controller)))
                .hang(Rung.of(CpuhpState.BRINGUP_CPU, null, this::migrate))
                .hang(Rung.of(CpuhpState.AP_IDLE_DEAD, (self, cpu) -> new RcuCpuStarting(self, with.rcu(), with.rcu().data(cpu.number()), with.barrier()), this::reportDead))
                .hang(Rung.dying(CpuhpState.AP_RCUTREE_DYING, null, this::dying))
                .hang(Rung.of(CpuhpState.AP_SCHED_WAIT_EMPTY, null, (self, cpu) -> new SchedWaitEmpty(self, cpu.number(), () -> more.tasksToWaitFor(cpu.number()))))
                .hang(Rung.of(CpuhpState.AP_ACTIVE, (self, cpu) -> new SchedActivate(self, cpu, schedOf(cpu.number())), this::deactivate));
        if (keepsSched()) ladder.hang(Rung.dying(CpuhpState.AP_SCHED_STARTING, null, (cpu, by) -> schedOf(cpu).dying()));
        more.hang(ladder);
        return ladder;
    }

    private Linux linux() {
        return with.scenario().linux();
    }

    private Code<?> prepare(Context self, HotCpu hot) {
        int cpu = hot.number();
        NocbData rdp = with.offloading().data(cpu);
        boolean spawns = rdp != null && offlineAtFirst(with.scenario()).get(cpu);
        return new RcutreePrepareCpu(self, with.rcu(), with.rcu().data(cpu), spawns ? new SpawnNocbKthread(self, with.rcu(), rdp, with.toggling()) : null);
    }

    /** Up to v5.11 the controlling task does the dead CPU's deferred wakeup. */
    private Code<?> dead(Context self, HotCpu hot) {
        int cpu = hot.number();
        if (!linux().isOffloaded(cpu) || linux().has(Fix.WAKE_IN_REPORT_DEAD)) return null;
        return new RcutreeDeadCpu(self, with.rcu(), with.offloading().deferredWakeup(self, with.rcu(), cpu));
    }

    private Code<?> reportDead(Context self, HotCpu hot) {
        int cpu = hot.number();
        boolean wakes = linux().isOffloaded(cpu) && linux().has(Fix.WAKE_IN_REPORT_DEAD);
        return new RcuReportDead(self, with.rcu(), with.rcu().data(cpu), wakes ? with.offloading().deferredWakeup(self, with.rcu(), cpu) : null);
    }

    /** The callbacks of an offloaded CPU stay where they are. */
    private Code<?> migrate(Context self, HotCpu hot) {
        int cpu = hot.number();
        NocbData dead = with.offloading().data(cpu);
        if (dead != null && !dead.changes()) return null;
        BooleanSupplier stays = dead == null ? () -> false : dead::isOffloaded;
        NocbData mine = with.offloading().data(controller);
        return mine != null ? new NocbMigrateCallbacks(self, with.rcu(), with.rcu().data(cpu), stays, mine, with.barrier())
                : new MigrateCallbacks(self, with.rcu(), with.rcu().data(cpu), stays, with.rcu().data(controller), with.barrier());
    }

    private void dying(int cpu, Context by) {
        if (!with.machine().tracer().wants()) return;
        with.machine().tracer().emit(Tracepoint.RCU_GRACE_PERIOD, by.number(), cpu, with.rcu().data(cpu).leaf().peekGpSeq(), Reason.cpuofl.ordinal());
    }

    private Code<?> deactivate(Context self, HotCpu hot) {
        int cpu = hot.number();
        Code<?> waits = with.whole() ? new SynchronizeRcu(self, with.rcu(), with.callRcu().in(self, cpu)) : null;
        return new SchedDeactivate(self, linux(), hot, schedOf(cpu), waits);
    }

    private SchedState schedOf(int cpu) {
        return keepsSched() ? sched.computeIfAbsent(cpu, any -> new SchedState(with.machine(), linux(), cpu, fault(FaultLoad.CPUSET))) : null;
    }

    /** Whether more of the scheduler than the active mask matters: where all rungs are shown, and where a CPU may turn round. */
    private boolean keepsSched() {
        return with.whole() || fault(FaultLoad.CPUSET) != null || Stream.of(CpuhpState.values()).anyMatch(state -> fault(state.title()) != null);
    }
}
