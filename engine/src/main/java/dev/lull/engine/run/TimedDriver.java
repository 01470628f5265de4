package dev.lull.engine.run;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.chance.Seeded;
import dev.lull.engine.check.AtRest;
import dev.lull.engine.check.Deadlock;
import dev.lull.engine.check.Guards;
import dev.lull.engine.check.LockOrder;
import dev.lull.engine.check.Stalls;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.rcu.GpSeq;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Listener;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Rule;
import dev.lull.engine.system.Caller;
import dev.lull.engine.system.HotplugTask;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.system.Reader;
import dev.lull.engine.system.Toggler;
import dev.lull.engine.time.EventQueue;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.Trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The loop of one timed run: takes the earliest event and has it happen. Events are a CPU that is free to do its next
 * thing, a jiffy, a call, a section entered or left, a CPU told to come or to go. What a CPU does next is {@link TimedCpu}'s to decide.
 */
final class TimedDriver {
    private static final long PATIENCE_NS = 10_000_000_000L;    // a run that is not at rest so long after its load is given up
    private static final long PATIENCE_MOVES = 2_000_000;       // or after so many moves, or twice those made while load arrived
    private static final int KIND_BITS = 3;
    private static final int GUARDED_AT_FIRST = 50_000;         // moves of which each is looked at for guarded words; of later ones some
    private static final int GUARDED_EVERY = 16;

    private enum Kind { CPU, JIFFY, CALL, ENTER, LEAVE, TOGGLE, GOING }

    private static final Kind[] KINDS = Kind.values();

    private final Simulation simulation;
    private final LinuxSystem system;
    private final Machine machine;
    private final Choices choices;
    private final Streams streams;
    private final RunQueues queues;
    private final EventQueue events = new EventQueue();
    private final List<TimedCpu> cpus = new ArrayList<>();
    private final Map<Caller, Integer> callerNumbers = new IdentityHashMap<>();    // looked up, never walked
    private final long[] clock = new long[1];           // now; an array of its own, for the trace keeps hold of it
    private final Trace trace;
    private final Stalls stalls;
    private final LockOrder lockOrder = new LockOrder();
    private final long endNs;
    private final long patienceNs;
    private final Guards guards;
    private final List<Rule> invariants;
    private Finding broken;
    private int[] tape = new int[0];
    private long moves;
    private long looksUpAt = 1_000;
    private long lastMove = Long.MAX_VALUE;             // known once no more load arrives

    TimedDriver(Simulation simulation) {
        this.simulation = simulation;
        system = new LinuxSystem(simulation.scenario(), simulation.build());
        machine = system.machine();
        Seeded seeded = new Seeded(simulation.seed());
        streams = new Streams(system, seeded);
        choices = seeded.split();
        queues = new RunQueues(system);
        stalls = new Stalls(system);
        endNs = simulation.length().count();
        Linux linux = simulation.scenario().linux();
        patienceNs = PATIENCE_NS + (linux.isLazy() ? 2 * linux.lazyFlush() * linux.hz().jiffy().count() : 0);
        long[] now = clock;
        trace = new Trace(() -> now[0], machine.contexts().stream().map(Context::name).toList());
        machine.trace(trace);
        lockOrder.watch(machine);
        guards = new Guards(machine);
        invariants = simulation.invariants().stream().flatMap(invariant -> invariant.of(system).stream()).toList();
        for (Caller caller : system.callers()) callerNumbers.put(caller, callerNumbers.size());
        for (int cpu = 0; cpu < machine.cpus().size(); cpu++) cpus.add(new TimedCpu(this, cpu));
        machine.onlineCpus().onOffline(this::gone);
        machine.listen(new Listener() {
            @Override public void begun(Softirq softirq, Cpu cpu) {
                cpus.get(cpu.number()).wakeBy(nowNs());
            }

            @Override public void interrupted(Cpu cpu) {
                cpus.get(cpu.number()).interrupted();
            }

            @Override public void woken(Task task) {
                cpus.get(queues.queue(task)).hasWork(task);
            }
        });
    }

    /** A CPU has gone offline: who had it, and who waited for it, go where there is room. */
    private void gone(Cpu cpu, Task last) {
        List<Task> homeless = queues.leave(cpu.number());
        if (last != null && !last.isSleeping()) homeless.add(last);
        for (Task task : homeless) cpus.get(queues.queue(task)).hasWork(task);
    }

    // ---- the loop ---------------------------------------------------------------------------------------------

    SimulatedRun run() {
        long firstGp = system.rcu().peekGpSeq();
        strike();
        for (TimedCpu cpu : cpus) cpu.wakeBy(0);
        add(simulation.scenario().linux().hz().jiffy().count(), Kind.JIFFY, 0);
        for (int i = 0; i < system.callers().size(); i++) arrive(streams.firstCallNs(i), Kind.CALL, i);
        for (int i = 0; i < system.readers().size(); i++) arrive(streams.firstSectionNs(i), Kind.ENTER, i);
        for (int i = 0; i < streams.toggles(); i++) arrive(streams.firstToggleNs(i), Kind.TOGGLE, i);
        for (int i = 0; i < streams.goings().size(); i++) arrive(streams.firstGoingNs(i), Kind.GOING, i);
        SimulatedRun.Ending ending = loop();
        long spins = 0;
        long switches = 0;
        for (TimedCpu cpu : cpus) {
            spins += cpu.spins();
            switches += cpu.switches();
        }
        var counts = new SimulatedRun.Counts(moves, system.rcu().callbacks().queuedSoFar(), system.rcu().callbacks().invokedSoFar(),
                GpSeq.counter(system.rcu().peekGpSeq() + 3) - GpSeq.counter(firstGp + 3), switches, spins);
        return new SimulatedRun(simulation.scenario(), simulation.seed(), simulation.length(), simulation.prices(), new Nanos(nowNs()), ending, trace, counts,
                cpus.stream().map(TimedCpu::busy).toList(), findings(ending), guards.known(), awake(), machine.memory().fingerprint(), simulation.isRecording() ? Arrays.copyOf(tape, (int) moves) : tape);
    }

    private SimulatedRun.Ending loop() {
        while (true) {
            if (moves >= looksUpAt) {
                if (Thread.currentThread().isInterrupted()) return SimulatedRun.Ending.INTERRUPTED;
                simulation.progress().at(new Nanos(nowNs()), moves);
                looksUpAt = moves + 50_000;
            }
            clock[0] = events.nextNs();
            if (lastMove == Long.MAX_VALUE && nowNs() >= endNs) lastMove = moves + Math.max(PATIENCE_MOVES, 2 * moves);
            if (nowNs() > endNs + patienceNs || moves > lastMove) return SimulatedRun.Ending.RESTLESS;
            int event = events.take();
            Kind kind = KINDS[event & (1 << KIND_BITS) - 1];
            if (kind == Kind.JIFFY && nowNs() >= endNs && isAtRest()) return SimulatedRun.Ending.AT_REST;
            happen(kind, event >>> KIND_BITS);
        }
    }

    private void happen(Kind kind, int of) {
        switch (kind) {
            case CPU -> cpus.get(of).goOn();
            case JIFFY -> jiffy();
            case CALL -> call(of);
            case ENTER -> enter(of);
            case TOGGLE -> toggle(of);
            case GOING -> going(of);
            case LEAVE -> {
                Reader reader = system.readers().get(of);
                while (reader.isInside()) take(machine.move(reader, 0));
            }
        }
    }

    private void jiffy() {
        strike();
        take(machine.move(machine.clock(), 0));
        if (system.rcu().kick() != null && system.rcu().kick().alternatives() > 0) take(machine.move(system.rcu().kick(), 0));
        for (Timer timer : machine.timers()) {
            if (timer.expiry() >= 0 && timer.expiry() < machine.peekJiffies()) cpus.get(timer.baseCpu()).timerIsDue();
        }
        for (TimedCpu cpu : cpus) cpu.jiffyPassed();
        stalls.jiffyPassed();
        add(nowNs() + simulation.scenario().linux().hz().jiffy().count(), Kind.JIFFY, 0);
    }

    private void call(int of) {
        Caller caller = system.callers().get(of);
        boolean gone = !machine.cpus().get(caller.callsFrom()).peekActive();     // whoever would call has gone elsewhere
        if (!caller.waits() && !gone) cpus.get(caller.callsFrom()).callArrives();
        if (caller.waits() && caller.alternatives() > 0) makeCall(caller);                // one that comes while the last still waits is left out
        if (caller.callsLeft() > 0) arrive(nowNs() + streams.nextCallNs(of), Kind.CALL, of);
    }

    /** A section that would begin while the last one still lasts is left out. */
    private void enter(int of) {
        Reader reader = system.readers().get(of);
        if (reader.hasKept()) take(machine.move(reader, 0));
        if (!reader.isInside() && reader.alternatives() > 0) {
            take(machine.move(reader, 0));
            while (reader.deeper() > 0) take(machine.move(reader, reader.deeper()));
            for (int object = 0; object < system.objects().size(); object++) if (reader.finding(object) >= 0) take(machine.move(reader, reader.finding(object)));
            add(nowNs() + streams.holdsNs(of), Kind.LEAVE, of);
        }
        arrive(nowNs() + streams.nextSectionNs(of), Kind.ENTER, of);
    }

    /** A change that would begin while the last one still lasts is left out. */
    private void toggle(int of) {
        Toggler toggler = system.toggler(streams.toggledCpu(of));
        for (int i = 0; i < toggler.alternatives(); i++) {
            if (toggler.offloads(i) != streams.toggle(of).offloads()) continue;
            take(machine.move(toggler, i));
            break;
        }
        arrive(nowNs() + streams.nextToggleNs(of), Kind.TOGGLE, of);
    }

    /** One that would begin while the CPU is on its way, or is where it is to go, is left out. */
    private void going(int of) {
        Streams.Going going = streams.goings().get(of);
        for (HotplugTask task : system.hotplugs()) {
            if (task.changes() == going.cpu() && task.goesUp() == going.up() && task.alternatives() > 0) take(machine.move(task, 0));
        }
        arrive(nowNs() + streams.nextGoingNs(of), Kind.GOING, of);
    }

    /** What may fail does, as often as the load says and from the start on. */
    private void strike() {
        for (Fault fault : system.faults()) if (fault.alternatives() > 0) take(machine.move(fault, 0));
    }

    /** Load arrives until the run's length is over. */
    private void arrive(long atNs, Kind kind, int of) {
        if (atNs < endNs) add(atNs, kind, of);
    }

    private void add(long atNs, Kind kind, int of) {
        events.add(atNs, of << KIND_BITS | kind.ordinal());
    }

    // ---- how it ends ------------------------------------------------------------------------------------------

    private boolean isAtRest() {
        for (TimedCpu cpu : cpus) if (!cpu.isAsleep() || cpu.hasTickWork()) return false;
        for (Reader reader : system.readers()) if (reader.isInside()) return false;
        return !new AtRest(system).awaitsTimer();
    }

    private List<Finding> findings(SimulatedRun.Ending ending) {
        List<Finding> findings = new ArrayList<>();
        String blame = machine.takeBlame();
        if (blame != null) findings.add(Finding.blamed(blame));
        if (broken != null) findings.add(broken);
        findings.addAll(stalls.findings());
        findings.addAll(lockOrder.findings());
        Finding deadlock = Deadlock.look(machine);
        if (deadlock != null) findings.add(deadlock);
        Finding resting = deadlock == null && ending == SimulatedRun.Ending.AT_REST ? new AtRest(system).look() : null;
        if (resting != null) findings.add(resting);
        return findings;
    }

    /** Who still has something to do. */
    private List<String> awake() {
        return machine.contexts().stream().filter(context -> context instanceof Task task && !task.isSleeping()).map(Context::name).toList();
    }

    /** A busy CPU's tick has an idle one take over who waits. */
    void passOn(int from) {
        Task task = queues.push(from);
        if (task != null) cpus.get(queues.waitsOn(task)).hasWork(task);
    }

    // ---- for the CPUs -----------------------------------------------------------------------------------------

    /** Makes a move, which must be possible. */
    void take(int move) {
        assert machine.allows(move) : "a timed run made a move that the machine does not offer: " + machine.describe(move);
        if (simulation.isRecording()) {
            if (moves == tape.length) tape = Arrays.copyOf(tape, Math.max(1024, tape.length * 2));
            tape[(int) moves] = move;
        }
        moves++;
        if (moves < GUARDED_AT_FIRST || moves % GUARDED_EVERY == 0) {
            String breach = guards.take(move);
            if (breach != null && broken == null) broken = Finding.blamed(breach);
        } else {
            machine.take(move);
        }
        lockOrder.stepMade();
        if (!invariants.isEmpty() && broken == null) lookAtInvariants();
    }

    private void lookAtInvariants() {
        for (Rule rule : invariants) {
            if (rule.holds().getAsBoolean()) continue;
            broken = new Finding(Finding.Kind.BROKEN_RULE, "it is not true that " + rule.says(), List.of("since move " + moves + ", at " + new Nanos(nowNs())));
            return;
        }
    }

    /** Whether nothing else happens until {@code atNs}: then it is that time now. */
    boolean isNext(long atNs) {
        if (events.nextNs() <= atNs || moves >= looksUpAt) return false;
        clock[0] = atNs;
        return true;
    }

    /** Has CPU {@code cpu} go on at {@code atNs}. */
    void goOnAt(long atNs, int cpu) {
        add(atNs, Kind.CPU, cpu);
    }

    /** A call is made, its caller being ready for one. */
    void makeCall(Caller caller) {
        take(machine.move(caller, streams.way(callerNumbers.get(caller), caller.alternatives())));
    }

    long draw(Price price, String what) {
        return price.drawNs(choices, what);
    }

    Prices prices() {
        return simulation.prices();
    }

    LinuxSystem system() {
        return system;
    }

    RunQueues queues() {
        return queues;
    }

    long nowNs() {
        return clock[0];
    }
}
