package dev.lull.engine.system;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.HotplugLockForm;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.linux.nocb.Toggling;
import dev.lull.engine.linux.rcu.Callbacks;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.EqsLoad;
import dev.lull.engine.scenario.CpusetLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.Mistake;
import dev.lull.engine.scenario.ObjectLoad;
import dev.lull.engine.scenario.RtThrottleLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.SmpbootLoad;
import dev.lull.engine.scenario.ThrottleLoad;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.scenario.WorkLoad;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** How much of everything a scenario asks for: a machine is told before it is built what it must have room for. */
final class Demand {
    /** As good as no end. */
    static final long ENDLESS = Long.MAX_VALUE / 4;

    private final Scenario scenario;

    Demand(Scenario scenario) {
        this.scenario = scenario;
    }

    /** What of offloading changes at run time. */
    Offloading.Changes changes() {
        BitSet toggled = new BitSet();
        BitSet comesUp = new BitSet();
        for (Load load : scenario.loads()) {
            if (load instanceof ToggleLoad toggle) toggled.or(toggle.cpus(scenario.linux()));
        }
        comesUp.or(Hotplugging.offlineAtFirst(scenario));
        comesUp.and(scenario.linux().nocbs());
        return new Offloading.Changes(toggled, comesUp);
    }

    /** Creations of kthreads that may fail. */
    List<Toggling.Failure> failures() {
        List<Toggling.Failure> failures = new ArrayList<>();
        for (Load load : scenario.loads()) {
            if (!(load instanceof FaultLoad fault) || !fault.what().endsWith(" creation")) continue;
            failures.add(new Toggling.Failure(fault.what(), fault.cpu(), fault.nth(), fault.times()));
        }
        return failures;
    }

    /** Callbacks that may be queued at once. */
    long calls() {
        long calls = 0;
        for (Load load : scenario.loads()) {
            if (load instanceof CallRcuLoad caller) calls += (long) caller.times() * caller.cpus(scenario.linux()).cardinality();
        }
        for (ObjectLoad object : objects()) {
            int each = 1 + object.requeues() + (object.mistake() == Mistake.QUEUED_TWICE ? 1 : 0);
            calls += (long) each * object.times() * object.cpus(scenario.linux()).cardinality();
        }
        calls += count(WaitLoad.Function.SYNCHRONIZE_RCU);
        if (barriers() > 0) calls += scenario.linux().cpus();
        return Math.max(1, calls);
    }

    /** Tasks that call {@code function}. */
    int count(WaitLoad.Function function) {
        int count = 0;
        for (Load load : scenario.loads()) {
            if (load instanceof WaitLoad waits && waits.function() == function) count += waits.cpus(scenario.linux()).cardinality();
        }
        return count;
    }

    /** Kinds of callback functions. */
    int functions() {
        int objects = 0;
        for (ObjectLoad object : objects()) objects += object.objects(scenario.linux());
        return 1 + count(WaitLoad.Function.SYNCHRONIZE_RCU) + (barriers() > 0 ? 1 : 0) + objects;
    }

    private List<ObjectLoad> objects() {
        List<ObjectLoad> objects = new ArrayList<>();
        for (Load load : scenario.loads()) if (load instanceof ObjectLoad object) objects.add(object);
        return objects;
    }

    /** Whether callbacks call call_rcu() themselves. */
    boolean requeues() {
        return objects().stream().anyMatch(object -> object.requeues() > 0);
    }

    /** Contexts, at most. */
    int contexts(LinuxSystem.Build build) {
        Linux linux = scenario.linux();
        int offloaded = linux.nocbs().cardinality();
        int groups = groups(linux);
        boolean unified = linux.has(Fix.NOCB_TIMER_UNIFIED);
        int handlers = unified ? groups : offloaded + groups;
        int plain = linux.cpus() - offloaded;
        TicklessCpus tickless = new TicklessCpus(scenario, build.forces());
        int interrupts = tickless.count() + (barriers() > 0 ? linux.cpus() : 0) + (count(WaitLoad.Function.SYNCHRONIZE_RCU_EXPEDITED) > 0 ? linux.cpus() : 0);
        int rcu = 1 + (tickless.forceQuiescentStates() ? 1 : 0) + plain + Rcu.nodesOf(linux);
        int nocb = (linux.polls() ? 2 : 1) * groups + offloaded + handlers;
        int tasks = callerCount() + 2 * changing() + 3 * Hotplugging.changing(scenario).cardinality() + 2 * (limits() + smpboots() + works()) + lockParts();
        return rcu + nocb + interrupts + rescued() + exits() + tasks;
    }

    /** Wait queues, at most. */
    int queues() {
        Linux linux = scenario.linux();
        int toggles = changing() == 0 ? 0 : (linux.has(Fix.RCUOP_PARKED) ? 7 : 5) * changing() + (linux.has(Fix.TOGGLED_OFFLINE) ? 3 : 2);
        int kthreads = linux.cpus() + 2 * Rcu.nodesOf(linux) + (linux.polls() ? 2 : 1) * groups(linux);
        int tasks = callerCount() + count(WaitLoad.Function.SYNCHRONIZE_RCU) + 6 * Hotplugging.changing(scenario).cardinality() + 3 * (limits() + smpboots()) + 4 * works() + 2 * lockParts();
        return kthreads + tasks + toggles + 7;          // and those there is one of: rcu_state's, the locks'
    }

    /** How often the wait for quiescent states loses its timer. */
    int lostTimeouts() {
        int times = 0;
        for (Load load : scenario.loads()) if (load instanceof FaultLoad fault && fault.what().equals(FaultLoad.FQS_TIMEOUT)) times += fault.times();
        return times;
    }

    /** CPUs that leave the kernel step by step. */
    int exits() {
        int exits = 0;
        for (Load load : scenario.loads()) if (load instanceof EqsLoad eqs) exits += eqs.cpus(scenario.linux()).cardinality();
        return exits;
    }

    /** Tasks whose CPU time is limited. */
    private int limits() {
        return (int) scenario.loads().stream().filter(load -> load instanceof ThrottleLoad || load instanceof RtThrottleLoad).count();
    }

    /** Smpboot threads that are modelled. */
    private int smpboots() {
        return (int) scenario.loads().stream().filter(SmpbootLoad.class::isInstance).count();
    }

    /** Works that are queued. */
    private int works() {
        int cpusets = scenario.loads().stream().anyMatch(CpusetLoad.class::isInstance) ? Hotplugging.changing(scenario).cardinality() + 1 : 0;
        return cpusets + (int) scenario.loads().stream().filter(WorkLoad.class::isInstance).count();
    }

    /** What the hotplug lock takes beyond one wait queue, where it is modelled step by step. */
    private int lockParts() {
        boolean steps = scenario.linux().hotplugLock() != HotplugLockForm.ONE_STEP;
        return steps ? 3 + Hotplugging.changing(scenario).cardinality() : 0;
    }

    /** CPUs that meet rescue edges. */
    private int rescued() {
        int rescued = 0;
        for (int cpu = 0; cpu < scenario.linux().cpus(); cpu++) if (!scenario.rescues(cpu).isEmpty()) rescued++;
        return rescued;
    }

    /** CPUs that are toggled, and CPUs that come up: those that do both count twice. */
    private int changing() {
        Offloading.Changes changes = changes();
        return changes.toggled().cardinality() + changes.comesUp().cardinality();
    }

    private static int groups(Linux linux) {
        int groups = 0;
        for (int first = 0; first < linux.cpus(); first += linux.gpStride()) {
            if (linux.nocbs().get(first, Math.min(linux.cpus(), first + linux.gpStride())).cardinality() > 0) groups++;
        }
        return groups;
    }

    private int callerCount() {
        int callers = 0;
        for (Load load : scenario.loads()) if (load instanceof CallRcuLoad || load instanceof WaitLoad || load instanceof ObjectLoad) callers += load.cpus(scenario.linux()).cardinality();
        return callers;
    }

    /** How often {@code function} may be called in all. */
    long times(WaitLoad.Function function) {
        long times = 0;
        for (Load load : scenario.loads()) {
            if (!(load instanceof WaitLoad waits) || waits.function() != function) continue;
            times += waits.times() == 0 ? ENDLESS / 8 : (long) waits.times() * waits.cpus(scenario.linux()).cardinality();
        }
        return times;
    }

    /** How often rcu_barrier() may be called: by loads, and from v6.12 by whoever de-offloads a CPU. */
    long barriers() {
        long barriers = times(WaitLoad.Function.RCU_BARRIER);
        if (!scenario.linux().has(Fix.TOGGLED_OFFLINE)) return barriers;
        for (Load load : scenario.loads()) {
            if (load instanceof ToggleLoad toggle && !toggle.offloads()) barriers += (long) toggle.times() * toggle.cpus(scenario.linux()).cardinality();
            if (load instanceof CpuUpLoad up) barriers += up.cpus(scenario.linux()).cardinality();
        }
        return barriers;
    }
}
