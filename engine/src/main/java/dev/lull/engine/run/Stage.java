package dev.lull.engine.run;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.system.Caller;
import dev.lull.engine.system.HotplugTask;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.system.Reader;
import dev.lull.engine.system.Toggler;

import java.util.ArrayList;
import java.util.List;

/**
 * What a step of a script may do to the machine. Everything here ends in moves, each checked to be possible at that
 * moment; what is not throws {@link CannotHappen}, which says what the machine does instead.
 */
public final class Stage {
    private static final int PATIENCE = 100_000;        // steps before "until" gives up

    private final LinuxSystem system;
    private final Machine machine;
    private final Path path;

    Stage(LinuxSystem system, Path path) {
        this.system = system;
        this.machine = system.machine();
        this.path = path;
    }

    /** The system on stage, to look at. */
    public LinuxSystem system() {
        return system;
    }

    // ---- contexts ---------------------------------------------------------------------------------------------

    /** The context of that name: {@code rcuog/0}, {@code rcuop/0}, {@code rcu_preempt}, {@code task/0}, {@code nocb_timer[0]}. */
    public Actor run(String name) {
        return new Actor(context(name));
    }

    private Context context(String name) {
        List<String> names = new ArrayList<>();
        for (Context context : machine.contexts()) {
            if (context.name().equals(name)) return context;
            names.add(context.name());
        }
        throw new IllegalArgumentException("run(\"" + name + "\"): nobody here is called that. There are " + String.join(", ", names) + ".");
    }

    /** Lets these contexts, and the CPUs' quiescent states, go on in turn until none of them can. */
    public void settle(String... names) {
        List<Context> contexts = new ArrayList<>();
        for (String name : names) contexts.add(context(name));
        boolean moved = true;
        for (int rounds = 0; moved; rounds++) {
            if (rounds == PATIENCE) throw new CannotHappen("settle(" + String.join(", ", names) + ")", "they go on for ever");
            moved = false;
            for (Context context : contexts) while (context.canRun() && step(context)) moved = true;
            for (MoveSource quiet : system.quiescentStates()) moved |= quiet.alternatives() > 0 && pass(quiet);
            for (Context context : contexts) moved |= context instanceof Softirq softirq && begins(softirq);
        }
    }

    /** Begins {@code softirq} if it is RCU's and the CPU's tick would raise it now. */
    private boolean begins(Softirq softirq) {
        for (int cpu = 0; cpu < machine.cpus().size(); cpu++) {
            MoveSource work = system.tickWork(cpu);
            if (work != null && work.follower() == softirq && work.alternatives() > 0) return make(work, 0);
        }
        return false;
    }

    /** CPU {@code cpu} takes a tick that raises RCU's softirq, which runs to its end. */
    public void rcuCore(int cpu) {
        CpuList.check("rcuCore", cpu, machine.cpus().size());
        MoveSource work = system.tickWork(cpu);
        if (work == null || work.alternatives() == 0) throw new CannotHappen("CPU " + cpu + "'s tick raises RCU's softirq", "it finds nothing for it to do, or the CPU takes no softirqs now");
        make(work, 0);
        new Actor(work.follower()).untilAsleep();
    }

    /** Makes a move; whether it changed anything. */
    private boolean make(MoveSource source, int alternative) {
        long before = machine.memory().fingerprint();
        path.take(machine.move(source, alternative));
        return machine.memory().fingerprint() != before;
    }

    /** A CPU passes a quiescent state, and reports it all the way. */
    private boolean pass(MoveSource quiet) {
        boolean changed = make(quiet, 0);
        while (quiet.follower() != null && quiet.follower().canRun()) changed |= step(quiet.follower());
        return changed;
    }

    private boolean step(Context context) {
        return make(context, 0);
    }

    /** A context about to be told how far to run. */
    public final class Actor {
        private final Context context;

        private Actor(Context context) {
            this.context = context;
        }

        /** Runs, a step at least, until its next step is {@code label}, which is not done: it is left there. */
        public Actor until(String label) {
            checkLabel(label);
            String asked = context.name() + " runs until " + label;
            for (int taken = 0; taken < PATIENCE; taken++) {
                go(asked);
                if (context.label().name().equals(label)) return this;
            }
            throw new CannotHappen(asked, "after " + PATIENCE + " steps it has not come there");
        }

        /** Runs until it sleeps or, for a handler, has ended. */
        public Actor untilAsleep() {
            String asked = context.name() + " runs until it sleeps";
            for (int taken = 0; context.canRun(); taken++) {
                if (taken == PATIENCE) throw new CannotHappen(asked, "after " + PATIENCE + " steps it is still awake");
                go(asked);
            }
            return this;
        }

        /** Takes {@code count} steps. */
        public Actor steps(int count) {
            for (int taken = 0; taken < count; taken++) go(context.name() + " takes " + count + (count == 1 ? " step" : " steps"));
            return this;
        }

        /** Does the next step, whose label must be {@code label}. */
        public Actor step(String label) {
            checkLabel(label);
            String asked = context.name() + " does " + label;
            if (!context.label().name().equals(label)) throw new CannotHappen(asked, where());
            go(asked);
            return this;
        }

        /** Says that it is preempted now. Not running is all there is to it: it runs again when the script says so. */
        public Actor preempt() {
            return this;
        }

        private void go(String asked) {
            if (!context.canRun()) throw new CannotHappen(asked, where());
            if (!Stage.this.step(context)) throw new CannotHappen(asked, "it spins at " + context.label() + ", waiting for a lock that somebody else holds");
        }

        private String where() {
            if (context instanceof Task task && task.isSleeping()) {
                return context.name() + " is asleep on " + task.waitingFor() + " (in " + context.executing().name() + "(), at " + context.label()
                        + "), and only a wakeup gets it going";
            }
            if (context instanceof Softirq softirq && !softirq.isRunning()) return "that handler is not running; fire(\"" + context.name() + "\") starts it";
            return context.name() + " is at " + context.label() + ", in " + context.executing().name() + "()";
        }

        private void checkLabel(String label) {
            List<String> known = context.labels();
            if (!known.contains(label)) {
                throw new IllegalArgumentException("\"" + label + "\" is no label of " + context.name() + ". Its labels are " + String.join(", ", known) + ".");
            }
        }
    }

    // ---- callbacks --------------------------------------------------------------------------------------------

    /** CPU {@code cpu} calls call_rcu() with interrupts on, and returns. */
    public void callRcu(int cpu) {
        beginCallRcu(cpu, true).untilAsleep();
    }

    /** CPU {@code cpu} calls call_rcu() with interrupts off, so that any wakeup is deferred, and returns. */
    public void callRcuIrqsOff(int cpu) {
        beginCallRcu(cpu, false).untilAsleep();
    }

    /** CPU {@code cpu} calls call_rcu_hurry() with interrupts on, and returns: on a lazy kernel, a callback that does not wait. */
    public void callRcuHurry(int cpu) {
        beginCallRcuHurry(cpu, true).untilAsleep();
    }

    /** As {@link #callRcu} without running the call: the returned task is about to make it. */
    public Actor beginCallRcu(int cpu, boolean irqsOn) {
        return beginCall(cpu, irqsOn, true);
    }

    /** As {@link #callRcuHurry} without running the call: the returned task is about to make it. */
    public Actor beginCallRcuHurry(int cpu, boolean irqsOn) {
        return beginCall(cpu, irqsOn, false);
    }

    private Actor beginCall(int cpu, boolean irqsOn, boolean lazy) {
        CpuList.check("callRcu", cpu, machine.cpus().size());
        Caller caller = system.caller(cpu);
        if (caller == null) {
            throw new IllegalArgumentException("callRcu(" + cpu + "): no task of this scenario calls call_rcu() on CPU " + cpu + ". Give the scenario a load on it.");
        }
        String asked = "CPU " + cpu + " calls call_rcu()";
        int alternatives = caller.alternatives();
        if (alternatives == 0) throw new CannotHappen(asked, "its last call has not returned: task/" + cpu + " is at " + caller.task().label());
        int alternative = -1;
        boolean matters = system.scenario().linux().isLazy();
        for (int i = alternatives - 1; i >= 0; i--) if (caller.hasIrqsOn(i) == irqsOn && (!matters || caller.isLazy(i) == lazy)) alternative = i;
        if (alternative < 0 && matters && caller.hasIrqsOn(0) == irqsOn) {
            throw new IllegalArgumentException("CPU " + cpu + (lazy ? " calls call_rcu(): the load on it says hurry()" : " calls call_rcu_hurry(): the load on it does not say so") + ". Write lazyOrHurry().");
        }
        if (alternative < 0) throw new IllegalArgumentException(asked + " with interrupts " + (irqsOn ? "on" : "off") + ": the load on it says irqs(" + (irqsOn ? "OFF" : "ON") + "). Write irqs(EITHER).");
        make(caller, alternative);
        return new Actor(caller.task());
    }

    // ---- offloading that changes ------------------------------------------------------------------------------

    /** CPU {@code cpu} is to be offloaded: the returned task is about to do it. The scenario needs {@code offload(cpu)}. */
    public Actor offload(int cpu) {
        return toggle(cpu, true);
    }

    /** CPU {@code cpu} is to be de-offloaded: the returned task is about to do it. The scenario needs {@code deoffload(cpu)}. */
    public Actor deoffload(int cpu) {
        return toggle(cpu, false);
    }

    private Actor toggle(int cpu, boolean offloads) {
        String asked = (offloads ? "offload" : "deoffload") + "(" + cpu + ")";
        for (Toggler toggler : system.togglers()) {
            if (toggler.toggles() != cpu) continue;
            int alternatives = toggler.alternatives();
            if (alternatives == 0) throw new CannotHappen(asked, toggler.isIdle() ? "the scenario has no such change left" : "the last change has not ended: " + where(toggler.task()));
            for (int i = 0; i < alternatives; i++) {
                if (toggler.offloads(i) == offloads) {
                    make(toggler, i);
                    return new Actor(toggler.task());
                }
            }
        }
        throw new IllegalArgumentException(asked + ": nothing in this scenario does that. Add the load " + asked + " to it.");
    }

    /** CPU {@code cpu} is to be brought up: the returned task is about to do it. The scenario needs {@code cpuUp(cpu)}. */
    public Actor cpuUp(int cpu) {
        return hotplug("cpuUp", cpu, true);
    }

    /** CPU {@code cpu} is to be taken down: the returned task is about to do it. The scenario needs {@code cpuDown(cpu)}. */
    public Actor cpuDown(int cpu) {
        return hotplug("cpuDown", cpu, false);
    }

    private Actor hotplug(String word, int cpu, boolean up) {
        for (HotplugTask task : system.hotplugs()) {
            if (task.changes() != cpu) continue;
            String asked = "CPU " + cpu + (up ? " is brought up" : " is taken down");
            if (!task.isIdle()) throw new CannotHappen(asked, "its last coming or going has not ended: " + where(task.task()));
            if (task.goesUp() != up) throw new CannotHappen(asked, "it is " + (up ? "up" : "down") + " already");
            if (task.alternatives() == 0) throw new CannotHappen(asked, "the scenario has no " + word + "(" + cpu + ") left");
            make(task, 0);
            return new Actor(task.task());
        }
        throw new IllegalArgumentException(word + "(" + cpu + "): CPU " + cpu + " neither comes nor goes here. Add the load " + word + "(" + cpu + ") to the scenario.");
    }

    /** CPU {@code cpu} is brought up from the first rung to the last, with nobody else getting in but those who take part. */
    public void online(int cpu) {
        through(cpu, cpuUp(cpu));
    }

    /** CPU {@code cpu} is taken down to the last rung, with nobody else getting in but those who take part. */
    public void offline(int cpu) {
        through(cpu, cpuDown(cpu));
    }

    private void through(int cpu, Actor controller) {
        List<Context> taking = List.of(controller.context, context("cpuhp/" + cpu), context("swapper/" + cpu));
        boolean moved = true;
        for (int taken = 0; moved && taken < PATIENCE; taken++) {
            moved = false;
            for (Context context : taking) while (context.canRun() && step(context)) moved = true;
        }
        for (HotplugTask task : system.hotplugs()) {
            if (task.changes() == cpu && !task.isIdle()) throw new CannotHappen("CPU " + cpu + " goes all the way on the ladder", where(task.task()));
        }
    }

    /**
     * The next try of {@code what} fails: {@code rcuog creation}, or a rung of the hotplug ladder by its name in sysfs, {@code
     * sched:active}. The scenario needs {@code fail(what)}.
     */
    public void fail(String what) {
        Fault fault = system.fault(what);
        if (fault == null) throw new IllegalArgumentException("fail(\"" + what + "\"): nothing of that name may fail in this scenario. Add the load fail(\"" + what + "\") to it.");
        if (fault.alternatives() == 0) throw new CannotHappen("the next " + what + " fails", "it is set to fail already, or has failed as often as the scenario says");
        make(fault, 0);
    }

    private static String where(Task task) {
        return task.name() + " is at " + task.label() + ", in " + task.executing().name() + "()";
    }

    /** The reader of CPU {@code cpu} calls rcu_read_lock(); inside a section, once more. */
    public void readLock(int cpu) {
        Reader reader = reader("readLock", cpu);
        int alternative = reader.isInside() ? reader.deeper() : reader.alternatives() > 0 ? 0 : -1;
        if (alternative < 0) throw new CannotHappen("CPU " + cpu + ": rcu_read_lock()", reader.isInside() ? "it is as deep as the load says, or has begun to leave" : "the load has no section left");
        make(reader, alternative);
    }

    /** The reader of CPU {@code cpu} calls rcu_read_unlock(). */
    public void readUnlock(int cpu) {
        Reader reader = reader("readUnlock", cpu);
        if (!reader.isInside()) throw new CannotHappen("CPU " + cpu + ": rcu_read_unlock()", "it is in no section");
        make(reader, 0);
    }

    /** The reader of CPU {@code cpu} is preempted inside its section: the task holds the grace period up, and no longer the CPU. */
    public void preemptReader(int cpu) {
        Reader reader = reader("preemptReader", cpu);
        if (reader.preemption() < 0) throw new CannotHappen("the reader on CPU " + cpu + " is preempted", reader.task() == null ? "the load does not say mayBePreempted()" : "it is in no section, or preempted already");
        make(reader, reader.preemption());
    }

    /** The reader of CPU {@code cpu}, inside a section, finds an object that RCU protects: the first that is on the list. The scenario needs {@code rcuObject()}. */
    public void findObject(int cpu) {
        Reader reader = reader("findObject", cpu);
        for (int number = 0; number < system.objects().size(); number++) {
            if (reader.finding(number) < 0) continue;
            make(reader, reader.finding(number));
            return;
        }
        throw new CannotHappen("the reader on CPU " + cpu + " finds an object", !reader.isInside() ? "it is in no section" : "none is on the list, or it has one");
    }

    /** The reader of CPU {@code cpu} reads the object once more that it has kept a pointer to. Its load needs {@code keepsPointer()}. */
    public void readKept(int cpu) {
        Reader reader = reader("readKept", cpu);
        if (!reader.hasKept()) throw new CannotHappen("the reader on CPU " + cpu + " reads what it has kept", "it is in a section, or has kept nothing");
        make(reader, 0);
    }

    /** The updater of CPU {@code cpu} takes its object off the list and has it freed, and returns. The scenario needs {@code rcuObject()}. */
    public void removeObject(int cpu) {
        beginRemoveObject(cpu).untilAsleep();
    }

    /** As {@link #removeObject} without running it: the returned task is about to begin. */
    public Actor beginRemoveObject(int cpu) {
        CpuList.check("removeObject", cpu, machine.cpus().size());
        for (Caller caller : system.callers()) {
            if (!caller.task().name().equals("updater/" + cpu)) continue;
            if (caller.alternatives() == 0) throw new CannotHappen("updater/" + cpu + " removes its object", "its last round has not ended, or there are none left");
            make(caller, 0);
            return new Actor(caller.task());
        }
        throw new IllegalArgumentException("removeObject(" + cpu + "): no updater of this scenario is on CPU " + cpu + ". Give the scenario a load rcuObject() on it.");
    }

    private Reader reader(String word, int cpu) {
        CpuList.check(word, cpu, machine.cpus().size());
        List<Reader> readers = system.readersOn(cpu);
        if (readers.isEmpty()) throw new IllegalArgumentException(word + "(" + cpu + "): no reader of this scenario is on CPU " + cpu + ". Give the scenario a load reader() on it.");
        return readers.get(0);
    }

    /** A task on CPU {@code cpu} calls synchronize_rcu() and goes to sleep in it. */
    public Actor synchronizeRcu(int cpu) {
        return beginWait("synchronizeRcu", "sync/", cpu);
    }

    /** The task of CPU {@code cpu} calls synchronize_rcu_expedited() and goes on until it sleeps, or a CPU takes no interrupt. */
    public Actor synchronizeRcuExpedited(int cpu) {
        return beginWait("synchronizeRcuExpedited", "expedited/", cpu);
    }

    /** The task of CPU {@code cpu} calls rcu_barrier() and goes on until it sleeps, or waits for a CPU to answer. */
    public Actor rcuBarrier(int cpu) {
        return beginWait("rcuBarrier", "barrier/", cpu);
    }

    private Actor beginWait(String word, String prefix, int cpu) {
        CpuList.check(word, cpu, machine.cpus().size());
        for (Caller caller : system.callers()) {
            if (!caller.task().name().equals(prefix + cpu)) continue;
            if (caller.alternatives() == 0) throw new CannotHappen(prefix + cpu + " calls " + word + "()", "its last call has not returned, or there are no calls left");
            make(caller, 0);
            boolean moved = true;
            for (int taken = 0; moved && taken < PATIENCE; taken++) {
                moved = caller.task().canRun() && step(caller.task());
                if (moved) continue;
                for (Context context : machine.contexts()) moved |= context instanceof Softirq && context.canRun() && step(context);
            }
            return new Actor(caller.task());
        }
        throw new IllegalArgumentException(word + "(" + cpu + "): no task of this scenario does that on CPU " + cpu + ". Give the scenario a load " + word + "() on it.");
    }

    // ---- time, grace periods ----------------------------------------------------------------------------------

    /** Lets time pass until {@code jiffies} shows {@code jiffy}. Timers that are due meanwhile are late. */
    public void jiffies(long jiffy) {
        if (jiffy < machine.jiffies()) throw new IllegalArgumentException("jiffies(" + jiffy + "): it is jiffy " + machine.jiffies() + " already, and time does not go back");
        while (machine.jiffies() < jiffy) make(machine.clock(), 0);
    }

    /** One jiffy passes. */
    public void tick() {
        make(machine.clock(), 0);
    }

    /** The timer of that name expires; its handler has not run yet. */
    public void expire(String name) {
        Timer timer = timer(name);
        String asked = name + " fires";
        if (timer.alternatives() == 0) throw new CannotHappen(asked, whyNotYet(timer));
        make(timer, 0);
    }

    /** The timer of that name expires, and its handler runs to its end. */
    public void fire(String name) {
        expire(name);
        run(name).untilAsleep();
    }

    private Timer timer(String name) {
        List<String> names = new ArrayList<>();
        for (Timer timer : machine.timers()) {
            if (timer.name().equals(name)) return timer;
            names.add(timer.name());
        }
        throw new IllegalArgumentException("\"" + name + "\" is no timer. There are " + String.join(", ", names) + ".");
    }

    private String whyNotYet(Timer timer) {
        if (!timer.isPending()) return "it is not pending";
        if (timer.expiry() > machine.jiffies()) return "it is armed for jiffy " + timer.expiry() + ", and it is jiffy " + machine.jiffies() + ": jiffies(" + timer.expiry() + ") lets time pass";
        return timer.handler().isRunning() ? "its handler is still running" : "CPU " + timer.baseCpu() + ", on which it was armed, takes no softirqs now";
    }

    /** The grace period that was asked for begins: rcu_preempt runs until it waits for quiescent states. */
    public void gracePeriodBegins() {
        if (!system.rcu().isGpRequested()) throw new CannotHappen("a grace period begins", "none was asked for");
        run("rcu_preempt").untilAsleep();
    }

    /** Every CPU passes a quiescent state, and rcu_preempt ends the grace period. */
    public void gracePeriodEnds() {
        long before = system.rcu().peekGpSeq();
        if ((before & 3) == 0) throw new CannotHappen("a grace period ends", "none is in progress");
        for (int cpu = 0; cpu < machine.cpus().size(); cpu++) {
            MoveSource quiet = system.quiescentStates().get(cpu);
            if (quiet.alternatives() > 0) pass(quiet);
        }
        Actor kthread = run("rcu_preempt");
        while (system.rcu().peekGpSeq() == before) kthread.steps(1);
        if (!system.rcu().isGpRequested()) kthread.untilAsleep();
    }

    /** A whole grace period: {@link #gracePeriodBegins()} and {@link #gracePeriodEnds()}. */
    public void gracePeriod() {
        gracePeriodBegins();
        gracePeriodEnds();
    }

    /** CPU {@code cpu} passes a quiescent state and reports it. */
    public void quiescentState(int cpu) {
        CpuList.check("quiescentState", cpu, machine.cpus().size());
        MoveSource quiet = system.quiescentStates().get(cpu);
        if (quiet.alternatives() == 0) throw new CannotHappen("CPU " + cpu + " passes a quiescent state", "no grace period waits for one of it now");
        pass(quiet);
    }

    /** The interrupt that rcu_preempt has sent CPU {@code cpu} arrives: the returned handler is about to look. The scenario needs {@code tickless(cpu)}. */
    public Actor reschedInterrupt(int cpu) {
        CpuList.check("reschedInterrupt", cpu, machine.cpus().size());
        MoveSource ipi = system.rcu().data(cpu).reschedIpi();
        if (ipi == null) throw new IllegalArgumentException("reschedInterrupt(" + cpu + "): CPU " + cpu + " has its tick. Add the load tickless(" + cpu + ") to the scenario.");
        if (ipi.alternatives() == 0) throw new CannotHappen("CPU " + cpu + " takes rcu_preempt's interrupt", "none is on its way, or the CPU takes no softirqs now");
        make(ipi, 0);
        return new Actor(ipi.follower());
    }

    /** Makes a move given by number: what a tape holds. */
    public void take(int move) {
        if (!machine.allows(move)) throw new CannotHappen("move " + move + " of the tape", "this state offers no such move");
        path.take(move);
    }
}
