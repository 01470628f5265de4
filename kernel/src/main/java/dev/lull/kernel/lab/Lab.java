package dev.lull.kernel.lab;

import dev.lull.engine.check.LockGraph;
import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.cpuset.CpuChange;
import dev.lull.engine.linux.hotplug.contention.Contention;
import dev.lull.engine.linux.hotplug.rt.Design;
import dev.lull.engine.linux.hotplug.rt.RtDown;
import dev.lull.engine.linux.hotplug.rt.Scene;
import dev.lull.engine.linux.srcu.InitVariant;
import dev.lull.engine.linux.srcu.Srcu;
import dev.lull.engine.linux.srcu.SrcuFix;
import dev.lull.engine.linux.srcu.SrcuHeap;
import dev.lull.engine.linux.srcu.SrcuLoad;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Setup;
import dev.lull.engine.run.Prices;
import dev.lull.engine.run.Watch;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.CpusetLoad;
import dev.lull.engine.scenario.EqsLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ObjectLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.scenario.WorkLoad;
import dev.lull.engine.scenario.RtThrottleLoad;
import dev.lull.engine.scenario.SmpbootLoad;
import dev.lull.engine.scenario.ThrottleLoad;
import dev.lull.engine.scenario.TicklessLoad;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.zoo.Zoo;
import dev.lull.kernel.lab.chart.Chart;
import dev.lull.kernel.lab.chart.Charts;
import dev.lull.kernel.lab.chart.Latencies;
import dev.lull.kernel.lab.chart.Matrix;

import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The words of the lab, to be imported statically: {@code import static dev.lull.kernel.lab.Lab.*;}. */
public final class Lab {
    /** Callers of call_rcu() with interrupts on: they wake rcuog themselves. */
    public static final Irqs ON = Irqs.ON;
    /** Callers with interrupts off: their wakeup is deferred. */
    public static final Irqs OFF = Irqs.OFF;
    /** Callers of either kind: an exploration tries both. */
    public static final Irqs EITHER = Irqs.EITHER;
    /** Points at which a CPU does its own deferred wakeups, for {@code meets(...)}. */
    public static final RescueEdge TICK = RescueEdge.TICK;
    public static final RescueEdge RCU_CORE = RescueEdge.RCU_CORE;
    public static final RescueEdge IDLE = RescueEdge.IDLE;
    public static final RescueEdge USER = RescueEdge.USER;
    public static final RescueEdge GUEST = RescueEdge.GUEST;

    private Lab() {
    }

    /** A machine to model: {@code linux("5.12")} or another version of 5.11 to 6.12, 4 CPUs, all offloaded, HZ=250. */
    public static LinuxUnderTest linux(String version) {
        return new LinuxUnderTest(Linux.version(version));
    }

    /**
     * A model of your own, from locks, words, wait queues, timers and kthreads: {@code setup} makes them, and states the rules.
     * Then {@code explore()} it as any scenario.
     */
    public static OwnModel model(String title, Consumer<Setup> setup) {
        return new OwnModel(Definition.of(title, setup));
    }

    /** A model that is there already: one of the engine's, or one of your own that is a class. */
    public static OwnModel model(Definition definition) {
        return new OwnModel(definition);
    }

    /** CPU 1 comes up, and cpusets are told: "asynchronous", "flush under the lock", "flush after the lock"; another name is answered with those there are. */
    public static CpuComesUp cpuComesUp(String told) {
        return new CpuComesUp(CpuChange.up(CpuComesUp.reaction(told)));
    }

    /** CPU 1 goes down, and cpusets are told. */
    public static CpuComesUp cpuGoesDown(String told) {
        return new CpuComesUp(CpuChange.down(CpuComesUp.reaction(told)));
    }

    /** Every way in which cpusets have been told, or might have been: of all executions, how many go wrong. */
    public static Table cpusets() {
        return HotplugTables.cpusets();
    }

    /** How long it takes to bring up 1 to {@code most} CPUs one after another, by the way in which cpusets are told: a wait for each, one for all, none. */
    public static Chart cpuBatches(int most, Seed seed) {
        return CpuBatches.chart(most, seed);
    }

    /** CPU 1 goes down under the -rt patches: a design ("original, 2011") and a scenario ("A: stops a thread"), both as in {@link #rtMatrix()}. */
    public static OwnModel rtDown(String design, String scenario) {
        return new OwnModel(RtDown.of(Design.named(design), Scene.named(scenario)));
    }

    /** Scenarios against designs: verdict, executions, share of those that fail, states. */
    public static Table rtTable() {
        return HotplugTables.rt();
    }

    /** The same as a picture. */
    public static Matrix rtMatrix() {
        return HotplugTables.rtMatrix();
    }

    /** How long a CPU under -rt has to wait until no task is pinned to it, by how many pin it now and then, for each design: many timed runs. */
    public static Chart rtDrain(Seed seed) {
        return PinDrain.chart(seed);
    }

    /** Tasks that take the hotplug lock: "counts per CPU", "count under a mutex"; four readers and a writer, unless told otherwise. */
    public static LockLoad hotplugLock(String form) {
        return new LockLoad(Contention.of(LockLoad.form(form), 4, 1));
    }

    /** An SRCU to model: {@code srcu("6.12")} or another of 5.19 to 6.12; a static domain, 2 CPUs, HZ=250. */
    public static SrcuUnderTest srcu(String version) {
        return new SrcuUnderTest(Srcu.version(version));
    }

    /** A change to SRCU by its title, or a part of its algorithm to be left out; an unknown title is answered with those there are. */
    public static SrcuFix srcuFix(String title) {
        return SrcuFix.titled(title);
    }

    /** Load on an SRCU: a task that calls synchronize_srcu(). */
    public static SrcuLoad.Updates synchronizeSrcu() {
        return SrcuScenario.update(SrcuLoad.Function.SYNCHRONIZE);
    }

    /** Load on an SRCU: a task that calls synchronize_srcu_expedited(). */
    public static SrcuLoad.Updates synchronizeSrcuExpedited() {
        return SrcuScenario.update(SrcuLoad.Function.SYNCHRONIZE_EXPEDITED);
    }

    /** Load on an SRCU: a task that calls call_srcu(). */
    public static SrcuLoad.Updates callSrcu() {
        return SrcuScenario.update(SrcuLoad.Function.CALL);
    }

    /** Load on an SRCU: a task that calls srcu_barrier(). */
    public static SrcuLoad.Updates srcuBarrier() {
        return SrcuScenario.update(SrcuLoad.Function.BARRIER);
    }

    /** Load on a dynamic SRCU: a task that calls init_srcu_struct(). */
    public static SrcuLoad.Updates initSrcuStruct() {
        return SrcuScenario.update(SrcuLoad.Function.INIT);
    }

    /** Load on an SRCU: a task that calls cleanup_srcu_struct(). */
    public static SrcuLoad.Updates cleanupSrcuStruct() {
        return SrcuScenario.update(SrcuLoad.Function.CLEANUP);
    }

    /** Load on an SRCU: a task that reads. */
    public static SrcuLoad.Readers srcuReader() {
        return SrcuScenario.reader();
    }

    /** Load on an SRCU: an allocation that may fail once, "sup", "sda" or "nodes". */
    public static SrcuLoad.Failure srcuFails(String part) {
        for (SrcuHeap.Part one : SrcuHeap.Part.values()) if (one.says().equals(part)) return SrcuScenario.failure(one);
        throw new IllegalArgumentException("srcuFails(\"" + part + "\"): a domain allocates \"sup\", \"sda\" and \"nodes\".");
    }

    /** What comes of each failing allocation in each variant of init_srcu_struct_fields(): every row is run, none written down. */
    public static Table srcuInit() {
        return SrcuTables.init(List.of(InitVariant.values()));
    }

    /** The same for some of the variants, "I0" to "I6". */
    public static Table srcuInit(String... variants) {
        return SrcuTables.init(Arrays.stream(variants).map(InitVariant::valueOf).toList());
    }

    /** {@link #srcuInit()} at a glance. */
    public static Matrix srcuInitMatrix() {
        return SrcuTables.initMatrix();
    }

    /** The cache lines that SRCU's readers touch, before the split of v6.4, after each of its patches, and after all. */
    public static Table srcuLines() {
        return SrcuTables.lines();
    }

    /** A fix by its title, for {@code linux.with(...)}: "nocb_timer requeue", say; an unknown title is answered with those there are. */
    public static Fix fix(String title) {
        return Fix.titled(title);
    }

    /** Load: calls of call_rcu(). On CPU 0 with interrupts on, unless told otherwise. */
    public static CallRcuLoad callRcu() {
        return CallRcuLoad.callRcu();
    }

    /** Load: tasks that call synchronize_rcu(); on CPU 0, unless told otherwise. */
    public static WaitLoad synchronizeRcu() {
        return WaitLoad.synchronizeRcu();
    }

    /** Load: a task that calls synchronize_rcu_expedited(). */
    public static WaitLoad synchronizeRcuExpedited() {
        return WaitLoad.synchronizeRcuExpedited();
    }

    /** Load: a task that calls rcu_barrier(). */
    public static WaitLoad rcuBarrier() {
        return WaitLoad.rcuBarrier();
    }

    /** Load: memory is short, and a task calls RCU's shrinker, which has lazy callbacks flushed. */
    public static WaitLoad memoryPressure() {
        return WaitLoad.memoryPressure();
    }

    /** Load: a CPU with nothing to run leaves the kernel, step by step: {@code leaves(IDLE).on("0")}. */
    public static EqsLoad leaves(RescueEdge state) {
        return EqsLoad.leaves(state);
    }

    /** Load: read-side critical sections. */
    public static ReaderLoad reader() {
        return ReaderLoad.reader();
    }

    /** Load: an updater on CPU 0 replaces an object that RCU protects, right or, if told so, wrong; readers find it. */
    public static ObjectLoad rcuObject() {
        return ObjectLoad.rcuObject();
    }

    /** Load: CPU {@code cpu}, offloaded at boot, is offloaded again at run time. */
    public static ToggleLoad offload(int cpu) {
        return ToggleLoad.offload(cpu);
    }

    /** Load: CPU {@code cpu} is de-offloaded at run time. */
    public static ToggleLoad deoffload(int cpu) {
        return ToggleLoad.deoffload(cpu);
    }

    /** Load: CPU {@code cpu}, offline at first, comes up at run time, and its kthreads are created. */
    public static CpuUpLoad cpuUp(int cpu) {
        return CpuUpLoad.cpuUp(cpu);
    }

    /** Load: each CPU of {@code list}, offline at first unless it is taken down, comes up at run time. */
    public static CpuUpLoad cpuUp(String list) {
        return CpuUpLoad.cpuUp(list);
    }

    /** Load: CPU {@code cpu} goes down at run time. */
    public static CpuDownLoad cpuDown(int cpu) {
        return CpuDownLoad.cpuDown(cpu);
    }

    /** Load: each CPU of {@code list} goes down at run time. */
    public static CpuDownLoad cpuDown(String list) {
        return CpuDownLoad.cpuDown(list);
    }

    /** Load: CPU {@code cpu}, which comes or goes, has a smpboot thread that parks when it goes, and is woken from elsewhere. */
    public static SmpbootLoad smpbootThread(int cpu) {
        return SmpbootLoad.smpbootThread(cpu);
    }

    /** Load: the top cpuset hears of CPUs that come and go, in the way of its kernel. */
    public static CpusetLoad topCpuset() {
        return CpusetLoad.topCpuset();
    }

    /** Load: a work is queued on the pool of CPU {@code cpu}, which comes or goes. */
    public static WorkLoad work(int cpu) {
        return WorkLoad.work(cpu);
    }

    /** Load: RCU's kthreads, SCHED_FIFO by {@code tune("kthread_prio", 1)}, may use up the real-time bandwidth. */
    public static RtThrottleLoad rtThrottled() {
        return RtThrottleLoad.rtThrottled();
    }

    /** Load: who takes CPU {@code cpu} down has a limit on CPU time, whose timer is on CPU {@code cpu}; he may be throttled. */
    public static ThrottleLoad throttled(int cpu) {
        return ThrottleLoad.throttled(cpu);
    }

    /** Load: CPU {@code cpu} stays in the kernel with its tick off, and calls cond_resched() there if {@code .condResched()} says so. */
    public static TicklessLoad tickless(int cpu) {
        return TicklessLoad.tickless(cpu);
    }

    /** Load: something may fail, "rcuog creation", "rcuop creation", or a rung of the hotplug ladder by its name in sysfs, "sched:active". */
    public static FaultLoad fail(String what) {
        return FaultLoad.fail(what);
    }

    /** The bugs of the zoo: name, versions, what mended each, and how it is found. */
    public static Table bugs() {
        return ZooTables.bugs();
    }

    /** A bug by its name or number, with its ready scenario: {@code bug("Z1").explore()}. */
    public static PastBug bug(String name) {
        return new PastBug(Zoo.named(name));
    }

    /** Asks about every bug of the zoo, in code that has it and in code that has not: found and holds, states, seconds. */
    public static Table zoo() {
        return ZooTables.asked();
    }

    /** The fields on which an argument about CPU {@code cpu}'s wakeups turns: what a step table shows. */
    public static Watch nocb(int cpu) {
        return Watch.nocb(cpu);
    }

    /** What an argument about CPU {@code cpu}'s coming and going turns on: its rung of the ladder, and where callbacks are. */
    public static Watch hotplug(int cpu) {
        return Watch.hotplug(cpu);
    }

    /**
     * The order of locks over several explorations, in one picture: what one of them takes inside a lock of another may close a
     * circle that none has alone. Locks count as the same by their names, so all should be of one version, which {@code title} says.
     */
    public static LockPicture lockOrder(String title, Answer... answers) {
        if (answers.length == 0) throw new IllegalArgumentException("lockOrder(\"" + title + "\"): no exploration was given. Give those whose orders are to be put together.");
        Map<String, LockGraph> each = new LinkedHashMap<>();
        for (Answer answer : answers) each.merge(answer.title(), answer.data().lockOrder(), LockGraph::and);
        return new LockPicture(title, each);
    }

    /** How far to explore: {@code bounds().shortest()}, {@code bounds().preemptions(2)}, {@code bounds().states(1_000_000)}. */
    public static Bounds bounds() {
        return Bounds.DEFAULT;
    }

    /** The seed of a timed run; the same one gives the same run. */
    public static Seed seed(long number) {
        return new Seed(number);
    }

    /** Two or more runs in one latency chart: before and after, with and without. */
    public static Chart compare(TimedRun... runs) {
        List<Latencies> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TimedRun run : runs) {
            String title = run.data().scenario().title();
            String name = title;
            for (int copy = 2; !names.add(name); copy++) name = title + " (" + copy + ")";
            all.add(run.latencies(name));
        }
        return Charts.latency(all).title("callback latency");
    }

    /** How often sched_setaffinity() fails when it is called so long after the uevent, for each way in which cpusets are told. */
    public static Chart compare(Windows... all) {
        return Windows.failures(all);
    }

    /** From cpus_read_lock() until it returns, in two runs or more: with a writer and without, one form of the lock and another. */
    public static Chart compare(LockRun... runs) {
        return LockRun.readLatency(runs);
    }

    /** Two or more runs of SRCU in one latency chart. */
    public static Chart compare(SrcuTimedRun... runs) {
        List<Latencies> all = new ArrayList<>();
        for (SrcuTimedRun run : runs) all.add(run.latencies(run.title()));
        return Charts.latency(all).note("assumed: waking an idle CPU " + Prices.usual().idleWakeup() + ", reading a counter " + Prices.usual().of(Cost.CACHE_MISS)).title("how long SRCU's grace periods take");
    }

    /** So many nanoseconds of virtual time. */
    public static Nanos nanos(long n) {
        return Nanos.nanos(n);
    }

    /** So many microseconds of virtual time. */
    public static Nanos micros(long n) {
        return Nanos.micros(n);
    }

    /** So many milliseconds of virtual time. */
    public static Nanos millis(long n) {
        return Nanos.millis(n);
    }

    /** So many seconds of virtual time. */
    public static Nanos seconds(long n) {
        return Nanos.seconds(n);
    }
}
