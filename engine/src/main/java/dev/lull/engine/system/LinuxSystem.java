package dev.lull.engine.system;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.linux.hotplug.HotplugLock;
import dev.lull.engine.linux.hotplug.SchedState;
import dev.lull.engine.linux.nocb.CallRcu;
import dev.lull.engine.linux.nocb.LazyShrinker;
import dev.lull.engine.linux.nocb.NocbBarrierHandler;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.linux.rcu.Barrier;
import dev.lull.engine.linux.rcu.BarrierEntrain;
import dev.lull.engine.linux.rcu.BarrierHandler;
import dev.lull.engine.linux.rcu.BatchTime;
import dev.lull.engine.linux.rcu.CallRcuCore;
import dev.lull.engine.linux.nocb.Toggling;
import dev.lull.engine.linux.rcu.Callbacks;
import dev.lull.engine.linux.rcu.Expedited;
import dev.lull.engine.linux.rcu.GpKthread;
import dev.lull.engine.linux.rcu.QuiescentStates;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.RcuBarrier;
import dev.lull.engine.linux.rcu.RcuBarrierPerCpu;
import dev.lull.engine.linux.rcu.RcuObject;
import dev.lull.engine.linux.rcu.RcuTick;
import dev.lull.engine.linux.rcu.SynchronizeRcu;
import dev.lull.engine.linux.rcu.SynchronizeRcuExpedited;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.Placement;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.Task;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.ObjectLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.Urgency;
import dev.lull.engine.scenario.WaitLoad;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A scenario made real: machine, RCU, offloading and load, ready for a driver. */
public final class LinuxSystem {
    private static final int FIRST_STEPS = 10_000;          // of a kthread, before anything has happened
    static final String UPDATER = "updater/";

    private final Scenario scenario;
    private final Demand demand;
    private final Machine machine;
    private final Rcu rcu;
    private final Offloading offloading;
    private final Toggling toggling;                // null: nothing about offloading changes
    private final List<Toggler> togglers = new ArrayList<>();
    private final HotplugLocks hotplugLock;         // null: CPUs neither come nor go, and nothing about offloading changes
    private final Hotplugging hotplugging;          // null: CPUs neither come nor go
    private final RcuObjects objects;
    private final List<Caller> callers = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final List<List<Reader>> readersOf = new ArrayList<>();          // by CPU
    private final Fault lostTimeout;                // null: none is
    private final Expedited expedited;              // null: nobody asks for expedited grace periods
    private final List<Softirq> expeditedHandlers = new ArrayList<>();
    private final List<Softirq> barrierHandlers = new ArrayList<>();
    private final List<QuiescentStates> quiescentStates = new ArrayList<>();
    private Mutex nocbMutex;                        // null: nobody takes it
    private Mutex barrierMutex;                     // null: nobody takes it
    private Barrier barrier;                        // null: nobody calls rcu_barrier()
    private final List<RcuTick> ticks;              // by CPU; null where a CPU is offloaded

    /**
     * How a scenario is to be built.
     *
     * @param placement  where kthreads run
     * @param named      whether callbacks can be told apart
     * @param forces     whether the grace-period kthread scans for idle CPUs
     * @param grain      how finely grace periods are cut into steps
     * @param startJiffy jiffies at first
     * @param jiffyMax   the last jiffy that will be spoken of
     * @param kthreads   who makes rcuog and rcuop
     */
    public record Build(Placement placement, boolean named, boolean forces, GpKthread.Grain grain, long startJiffy, long jiffyMax, Offloading.Kthreads kthreads) {
        private static final Offloading.Kthreads LINUX = new Offloading.Kthreads() { };

        /** For playing a script: single callbacks, floating kthreads, jiffies from 100. */
        public static Build played() {
            return new Build(Placement.FLOATING, true, false, GpKthread.Grain.FINE, 100, Long.MAX_VALUE / 4, LINUX);
        }

        /** For exploring: callbacks counted, floating kthreads; jiffies and grace periods are told apart by what matters of them. */
        public static Build explored(GpKthread.Grain grain) {
            return new Build(Placement.FLOATING, false, false, grain, 4, 1000, LINUX);
        }

        /** For a timed run: single callbacks, kthreads on the modelled CPUs. */
        public static Build timed() {
            return new Build(Placement.PLACED, true, true, GpKthread.Grain.FINE, 4, Long.MAX_VALUE / 4, LINUX);
        }

        /** The same with kthreads made by {@code own}: a patch tried out. */
        public Build with(Offloading.Kthreads own) {
            return new Build(placement, named, forces, grain, startJiffy, jiffyMax, own);
        }

        /** The same with callbacks that can be told apart. */
        public Build namingCallbacks() {
            return new Build(placement, true, forces, grain, startJiffy, jiffyMax, kthreads);
        }
    }

    /** Builds {@code scenario}. */
    public LinuxSystem(Scenario scenario, Build build) {
        this.scenario = scenario;
        demand = new Demand(scenario);
        Linux linux = scenario.linux();
        ticks = new ArrayList<>(Collections.nCopies(linux.cpus(), null));
        long calls = demand.calls();
        machine = new Machine(linux.cpus(), demand.exits() > 0 ? Placement.PLACED : build.placement(), build.startJiffy(), new Machine.Limits(demand.contexts(build), demand.queues(), build.jiffyMax()));
        BitSet hotplugged = Hotplugging.changing(scenario);
        BitSet offline = Hotplugging.offlineAtFirst(scenario);
        hotplugged.stream().forEach(cpu -> machine.onlineCpus().hotplug(cpu, !offline.get(cpu)));
        Callbacks callbacks = build.named() ? Callbacks.named(machine.memory()) : Callbacks.counted(machine.memory(), calls, demand.functions());
        if (demand.requeues()) callbacks.queueingAgain();
        long gpSeqMax = build.named() ? Long.MAX_VALUE / 4 : 4 * (3 * calls + 200);
        rcu = new Rcu(machine, linux, callbacks, gpSeqMax);
        for (int cpu = 0; cpu < linux.cpus(); cpu++) readersOf.add(new ArrayList<>());
        expedited = demand.count(WaitLoad.Function.SYNCHRONIZE_RCU_EXPEDITED) == 0 ? null : new Expedited(rcu, this::isReading, demand.times(WaitLoad.Function.SYNCHRONIZE_RCU_EXPEDITED));
        objects = new RcuObjects(rcu, scenario);
        for (Load load : scenario.loads()) if (load instanceof ReaderLoad reader) addReaders(reader);
        TicklessCpus tickless = new TicklessCpus(scenario, build.forces());
        tickless.tell(rcu);
        lostTimeout = demand.lostTimeouts() == 0 ? null : machine.fault(FaultLoad.FQS_TIMEOUT, demand.lostTimeouts(), 0);
        rcu.loses(lostTimeout);
        build.kthreads().gpKthread(rcu, new Idle(), tickless.forceQuiescentStates(), build.grain());
        Offloading.Changes changes = demand.changes();
        offloading = new Offloading(rcu, build.kthreads(), new Rescues(this), changes);
        hotplugLock = changes.equals(Offloading.Changes.NONE) && hotplugged.isEmpty() ? null : new HotplugLocks(machine, rcu);
        toggling = changes.equals(Offloading.Changes.NONE) ? null : new Toggling(rcu, maskMutex(), this::rcuBarrier, hotplugLock.lock(), demand.failures());
        for (int cpu = 0; cpu < linux.cpus(); cpu++) if (!linux.isOffloaded(cpu)) ticks.set(cpu, new RcuTick(rcu, rcu.data(cpu)));
        for (RcuTick tick : ticks) if (tick != null) machine.add(tick);
        for (RcuTick tick : ticks) if (tick != null && tick.batchTime() != null) machine.add(tick.batchTime());
        quiescentStates.addAll(QuiescentStates.of(rcu, this::isReading, build.grain()));
        quiescentStates.forEach(machine::add);
        if (demand.barriers() > 0) addBarrier();
        if (expedited != null) addExpeditedHandlers();
        for (Load load : scenario.loads()) {
            if (load instanceof CallRcuLoad caller) addCallers(caller);
            else if (load instanceof WaitLoad waits) addWaiters(waits);
            else if (load instanceof ObjectLoad object) addUpdaters(object);
        }
        changes.toggled().stream().forEach(this::addToggler);
        hotplugging = hotplugged.isEmpty() ? null : new Hotplugging(new Hotplugging.Parts(scenario, machine, rcu, offloading, toggling, barrier,
                hotplugLock.lock(), this::isReading, this::callRcu, build.forces()));
        tickless.keepKthreadsOff(machine);
        FifoKthreads.setUp(scenario, rcu, offloading);
        machine.seal();
        for (Caller caller : callers) caller.task().take(0);        // up to where it waits for something to do
        for (Toggler toggler : togglers) toggler.task().take(0);
        for (HotplugTask task : hotplugs()) task.task().take(0);
    }

    private void addToggler(int cpu) {
        int offloads = 0;
        int deoffloads = 0;
        for (Load load : scenario.loads()) {
            if (!(load instanceof ToggleLoad toggle) || !toggle.cpus(scenario.linux()).get(cpu)) continue;
            if (toggle.offloads()) offloads += toggle.times();
            else deoffloads += toggle.times();
        }
        togglers.add(new Toggler(rcu, offloading.data(cpu), toggling, offloads, deoffloads));
    }

    private void addReaders(ReaderLoad load) {
        BitSet cpus = load.cpus(scenario.linux());
        for (int cpu = cpus.nextSetBit(0); cpu >= 0; cpu = cpus.nextSetBit(cpu + 1)) {
            Reader reader = new Reader(rcu, expedited, objects.all(), load, cpu, load.times() == 0 ? Demand.ENDLESS : load.times());
            readers.add(reader);
            readersOf.get(cpu).add(reader);
        }
    }

    private void addCallers(CallRcuLoad load) {
        BitSet cpus = load.cpus(scenario.linux());
        for (int cpu = cpus.nextSetBit(0); cpu >= 0; cpu = cpus.nextSetBit(cpu + 1)) {
            refuseSecond(cpu);
            int on = cpu;
            callers.add(new Caller(rcu, machine.pinnedTask("task/" + cpu, cpu), cpu, offloading.data(cpu), self -> {
                SynchronizeRcu.Calls callRcu = callRcu(self, on);
                return (irqsOn, lazy) -> callRcu.with(irqsOn, Callbacks.PLAIN, lazy);
            }, false, ways(load), load.times() == 0 ? Demand.ENDLESS : load.times()));
        }
    }

    /** call_rcu_hurry() is something else than call_rcu() on a lazy kernel, and an offloaded CPU. */
    private Caller.Ways ways(CallRcuLoad load) {
        return new Caller.Ways(load.irqs(), scenario.linux().isLazy() ? load.urgency() : Urgency.HURRY);
    }

    private void addWaiters(WaitLoad load) {
        refuseEndless(load, load.times());
        BitSet cpus = load.cpus(scenario.linux());
        for (int cpu = cpus.nextSetBit(0); cpu >= 0; cpu = cpus.nextSetBit(cpu + 1)) {
            int on = cpu;
            boolean queues = load.function() == WaitLoad.Function.SYNCHRONIZE_RCU;
            if (queues) refuseSecond(cpu);
            String name = switch (load.function()) {
                case SYNCHRONIZE_RCU -> "sync/" + cpu;
                case SYNCHRONIZE_RCU_EXPEDITED -> "expedited/" + cpu;
                case RCU_BARRIER -> "barrier/" + cpu;
                case LAZY_SHRINKER -> "kswapd/" + cpu;
            };
            boolean pinned = queues || machine.placement() == Placement.PLACED;       // a barrier's caller may run anywhere
            callers.add(new Caller(rcu, pinned ? machine.pinnedTask(name, cpu) : machine.kthread(name), cpu, queues ? offloading.data(cpu) : null, self -> waits(self, on, load.function()),
                    true, Caller.Ways.ON, load.times() == 0 ? Demand.ENDLESS : load.times()));
        }
    }

    private void refuseEndless(Load load, int times) {
        if (times > 0 || rcu.callbacks().areNamed()) return;
        throw new IllegalArgumentException("\"" + load.describe() + "\" has no end, so neither has a search. Say times(n) on the load.");
    }

    private void addUpdaters(ObjectLoad load) {
        refuseEndless(load, load.times());
        BitSet cpus = load.cpus(scenario.linux());
        for (int cpu = cpus.nextSetBit(0); cpu >= 0; cpu = cpus.nextSetBit(cpu + 1)) {
            refuseSecond(cpu);
            int on = cpu;
            callers.add(new Caller(rcu, machine.pinnedTask(UPDATER + cpu, cpu), cpu, offloading.data(cpu), self -> {
                RemoveObject text = new RemoveObject(self, rcu, objects.of(load, on), load.mistake(), callRcu(self, on));
                return (irqsOn, lazy) -> text;
            }, true, Caller.Ways.ON, load.times() == 0 ? Demand.ENDLESS : load.times()));
        }
    }

    private void refuseSecond(int cpu) {
        if (caller(cpu) == null) return;
        throw new IllegalArgumentException("two loads that queue callbacks are on CPU " + cpu + "; a CPU runs one caller. Give them different CPUs,"
                + " or one load more calls.");
    }

    private Caller.Call waits(Context self, int cpu, WaitLoad.Function function) {
        Code<?> text = switch (function) {
            case SYNCHRONIZE_RCU -> new SynchronizeRcu(self, rcu, callRcu(self, cpu));
            case SYNCHRONIZE_RCU_EXPEDITED -> new SynchronizeRcuExpedited(self, rcu, expedited, expeditedHandlers, this::isIdle);
            case RCU_BARRIER -> rcuBarrier(self);
            case LAZY_SHRINKER -> new LazyShrinker(self, rcu, offloading.offloaded(), maskMutex());
        };
        return (irqsOn, lazy) -> text;
    }

    private Code<?> rcuBarrier(Context self) {
        BitSet hotplugged = machine.onlineCpus().hotplugged();
        if (scenario.linux().has(Fix.BARRIER_LOCK)) {
            return new RcuBarrierPerCpu(self, rcu, barrier, barrierHandlers, (who, cpu) -> !hotplugged.get(cpu) ? null
                    : offloading.data(cpu) != null ? new NocbBarrierHandler(who, rcu, barrier, offloading.data(cpu)) : new BarrierEntrain(who, rcu, barrier, rcu.data(cpu)));
        }
        return new RcuBarrier(self, rcu, barrier, barrierHandlers, hotplugged.isEmpty() ? null : new RcuBarrier.Hotplug() {
            @Override public HotplugLock lock() {
                return hotplugLock.lock();
            }

            @Override public Code<?> entrain(Context who, int cpu) {
                return hotplugged.get(cpu) && offloading.data(cpu) != null ? new NocbBarrierHandler(who, rcu, barrier, offloading.data(cpu)) : null;
            }
        });
    }

    /** call_rcu() for {@code self}, which belongs to CPU {@code cpu}. */
    private SynchronizeRcu.Calls callRcu(Context self, int cpu) {
        if (scenario.linux().isOffloaded(cpu)) return new CallRcu(self, rcu, offloading.data(cpu))::with;
        CallRcuCore core = new CallRcuCore(self, rcu, rcu.data(cpu));
        return (irqsOn, function, lazy) -> core.with(irqsOn, function);
    }

    private void addExpeditedHandlers() {
        for (int cpu = 0; cpu < scenario.linux().cpus(); cpu++) {
            Softirq handler = machine.softirq("rcu_exp_handler/" + cpu);
            new SynchronizeRcuExpedited.Handler(handler, rcu, expedited, cpu);
            expeditedHandlers.add(handler);
        }
    }

    /** rcu_state.barrier_mutex: one for all who take it. */
    private Mutex barrierMutex() {
        if (barrierMutex == null) barrierMutex = machine.mutex("barrier_mutex");
        return barrierMutex;
    }

    /** What protects rcu_nocb_mask. */
    private Mutex maskMutex() {
        if (!scenario.linux().has(Fix.TOGGLED_OFFLINE)) return barrierMutex();
        if (nocbMutex == null) nocbMutex = machine.mutex("nocb_mutex");
        return nocbMutex;
    }

    private void addBarrier() {
        barrier = new Barrier(rcu, barrierMutex(), demand.barriers());
        for (int cpu = 0; cpu < scenario.linux().cpus(); cpu++) {
            Softirq handler = machine.softirq("rcu_barrier_func/" + cpu);
            if (offloading.data(cpu) != null) new NocbBarrierHandler(handler, rcu, barrier, offloading.data(cpu));
            else new BarrierHandler(handler, rcu, barrier, rcu.data(cpu));
            barrierHandlers.add(handler);
        }
    }

    /**
     * Lets every kthread take its first steps, up to where Linux is idle and all of them sleep; or, where a kthread never
     * sleeps (a patch that is being tried out, say), up to where they go round in a circle.
     *
     * @param except names of kthreads that have just been created and have not run yet
     * @throws IllegalStateException if a kthread goes on for ever and is never where it was before
     */
    public LinuxSystem settle(String... except) {
        List<String> fresh = List.of(except);
        for (String name : fresh) {
            if (machine.contexts().stream().noneMatch(context -> context.name().equals(name))) {
                throw new IllegalArgumentException("\"" + name + "\" is no kthread here. There are "
                        + String.join(", ", machine.contexts().stream().filter(Task.class::isInstance).map(Context::name).toList()) + ".");
            }
        }
        Set<Long> met = new HashSet<>();
        while (met.add(machine.memory().fingerprint())) {
            Context last = null;
            for (Context context : machine.contexts()) {
                if (!(context instanceof Task) || !context.canRun() || fresh.contains(context.name())) continue;
                long before = machine.memory().fingerprint();
                context.take(0);
                if (machine.memory().fingerprint() != before) last = context;
            }
            if (met.size() > FIRST_STEPS) {
                throw new IllegalStateException(last.name() + " goes on for ever before anything has happened: after " + FIRST_STEPS
                        + " steps it has neither gone to sleep nor come back to where it was. Let it sleep on a wait queue when it has nothing to do.");
            }
        }
        return this;
    }

    public Scenario scenario() {
        return scenario;
    }

    public Machine machine() {
        return machine;
    }

    public Rcu rcu() {
        return rcu;
    }

    public Offloading offloading() {
        return offloading;
    }

    /** An offloaded CPU's data. */
    public NocbData rdp(int cpu) {
        return offloading.data(cpu);
    }

    /** Objects that RCU protects. */
    public List<RcuObject> objects() {
        return objects.all();
    }

    public List<Caller> callers() {
        return Collections.unmodifiableList(callers);
    }

    public List<Reader> readers() {
        return Collections.unmodifiableList(readers);
    }

    /** The readers of one CPU. */
    public List<Reader> readersOn(int cpu) {
        return Collections.unmodifiableList(readersOf.get(cpu));
    }

    /** Each CPU's passing of a quiescent state. */
    public List<QuiescentStates> quiescentStates() {
        return Collections.unmodifiableList(quiescentStates);
    }

    /** What CPU {@code cpu} may have its softirq do, at its tick or at another rescue edge; {@code null} for nothing. */
    public MoveSource tickWork(int cpu) {
        MoveSource tick = ticks.get(cpu) != null ? ticks.get(cpu) : offloading.rcuCore(cpu);
        return tick != null ? tick : offloading.rescueEdges(cpu);
    }

    /** What ends a batch of CPU {@code cpu}'s softirq by time; {@code null} where nothing does. */
    public BatchTime batchTime(int cpu) {
        return ticks.get(cpu) == null ? null : ticks.get(cpu).batchTime();
    }

    /** Whether {@link #tickWork} has something to do at that point. */
    public boolean findsWork(int cpu, RescueEdge at) {
        if (ticks.get(cpu) != null) return at == RescueEdge.TICK && ticks.get(cpu).alternatives() > 0;
        if (offloading.rcuCore(cpu) != null) return at == RescueEdge.TICK && offloading.rcuCore(cpu).alternatives() > 0;
        return offloading.rescueEdges(cpu) != null && offloading.rescueEdges(cpu).isDueAt(at);
    }

    /** The tasks that change CPUs' offloading. */
    public List<Toggler> togglers() {
        return Collections.unmodifiableList(togglers);
    }

    /** The task that changes CPU {@code cpu}'s offloading; {@code null} for none. */
    public Toggler toggler(int cpu) {
        for (Toggler toggler : togglers) if (toggler.toggles() == cpu) return toggler;
        return null;
    }

    /** The tasks that bring CPUs up and take them down. */
    public List<HotplugTask> hotplugs() {
        return hotplugging == null ? List.of() : Collections.unmodifiableList(hotplugging.tasks());
    }

    /** What the scheduler keeps of a CPU that comes and goes; {@code null} where that is left out. */
    public SchedState sched(int cpu) {
        return hotplugging == null ? null : hotplugging.sched(cpu);
    }

    /** {@code cpu_hotplug_lock}; {@code null} where nobody takes it. */
    public HotplugLock hotplugLock() {
        return hotplugLock == null ? null : hotplugLock.lock();
    }

    /** What the scenario asks of the hotplug ladder besides RCU; {@code null} where CPUs neither come nor go. */
    public LadderLoads ladderLoads() {
        return hotplugging == null ? null : hotplugging.loads();
    }

    /** Everything that may fail. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (lostTimeout != null) faults.add(lostTimeout);
        if (toggling != null) faults.addAll(toggling.faults());
        if (hotplugging != null) faults.addAll(hotplugging.faults());
        return faults;
    }

    /** The fault of that name, or {@code null} when nothing of that name may fail here. */
    public Fault fault(String what) {
        if (what.equals(FaultLoad.FQS_TIMEOUT)) return lostTimeout;
        Fault creation = toggling == null ? null : toggling.fault(what);
        return creation != null || hotplugging == null ? creation : hotplugging.fault(what);
    }

    /** What may fail, and the locks of run-time changes; {@code null} when nothing about offloading changes. */
    public Toggling toggling() {
        return toggling;
    }

    /** The task that queues callbacks on {@code cpu}, or {@code null}. */
    public Caller caller(int cpu) {
        for (Caller caller : callers) if (caller.callsFrom() == cpu && (!caller.waits() || caller.task().name().startsWith("sync/") || caller.task().name().startsWith(UPDATER))) return caller;
        return null;
    }

    private boolean isReading(int cpu) {
        List<Reader> here = readersOf.get(cpu);
        for (int i = 0; i < here.size(); i++) if (here.get(i).isReading()) return true;
        return hotplugLock != null && hotplugLock.isPreemptOff(cpu);
    }

    /** Which CPUs are idle, and have been. */
    private final class Idle implements GpKthread.IdleCpus {
        @Override public boolean isIdle(int cpu) {
            return LinuxSystem.this.isIdle(cpu);
        }

        @Override public void snapshot(int cpu) {
            machine.cpus().get(cpu).clearBeenIdle();
        }

        /** Readers are not tasks here: the CPU may have been idle inside a section, which then must have ended. */
        @Override public boolean hasBeenIdle(int cpu) {
            return machine.cpus().get(cpu).hasBeenIdle() && !isReading(cpu);
        }
    }

    boolean isIdle(int cpu) {
        Cpu here = machine.cpus().get(cpu);
        return !rcu.data(cpu).staysInKernel() && here.isOnline() && here.currentTask() < 0 && here.takesSoftirqs() && !isReading(cpu);
    }
}
