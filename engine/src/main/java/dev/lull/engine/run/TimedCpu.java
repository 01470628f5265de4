package dev.lull.engine.run;

import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.linux.rcu.BatchTime;
import dev.lull.engine.linux.rcu.QuiescentStates;
import dev.lull.engine.linux.rcu.RcuData;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.system.Caller;
import dev.lull.engine.system.Reader;
import dev.lull.engine.time.Nanos;

import java.util.List;

/**
 * A modelled CPU in a timed run: does one thing after another, each for its price. Handlers come before the tick, the
 * tick before tasks; with nothing to do it sleeps until something wakes it.
 *
 * <p>The tick's work waits until the CPU takes softirqs, and is done in the kernel's order: timers that are due, then the
 * quiescent state, then RCU's softirq. An idle CPU has no tick unless a timer is due there; neither has a nohz_full CPU with one
 * task, or one that stays in the kernel, unless RCU forces it on.
 */
final class TimedCpu {
    private static final long NEVER = Long.MAX_VALUE;

    private final TimedDriver driver;
    private final Machine machine;
    private final int number;
    private final Cpu cpu;
    private final Caller caller;                // null: nobody calls from here
    private final List<Reader> readers;
    private final QuiescentStates quiescence;
    private final MoveSource tickWork;          // null: no softirq for the tick or a rescue edge to raise here
    private final RcuData rdp;
    private final boolean tickStops;            // while it runs one task
    private final BatchTime batchTime;          // null: no batch here ends by time
    private long batchBeganNs = NEVER;
    private long goesOnNs = NEVER;
    private long freeNs;
    private long busyNs;
    private long turnedNs;
    private long spins;
    private long switches;
    private long callsWaiting;
    private boolean tick;
    private boolean timerDue;
    private boolean resched;

    TimedCpu(TimedDriver driver, int number) {
        this.driver = driver;
        this.number = number;
        machine = driver.system().machine();
        cpu = machine.cpus().get(number);
        caller = driver.system().caller(number);
        readers = driver.system().readersOn(number);
        quiescence = driver.system().quiescentStates().get(number);
        tickWork = driver.system().tickWork(number);
        batchTime = driver.system().batchTime(number);
        rdp = driver.system().rcu().data(number);
        tickStops = rdp.reschedIpi() != null;
    }

    // ---- what happens to it -----------------------------------------------------------------------------------

    /** A task was queued here. */
    void hasWork(Task task) {
        if (task.isPinned() || task.isFifo() && !isAsleep()) {
            resched = true;
            wakeBy(driver.nowNs());
        } else if (isAsleep()) {
            wakeBy(driver.nowNs() + driver.draw(driver.prices().idleWakeup(), "wakeup"));
        }
    }

    /** The load has a callback to queue. */
    void callArrives() {
        callsWaiting++;
        wakeBy(driver.nowNs());
    }

    /** A timer is due here. */
    void timerIsDue() {
        timerDue = true;
    }

    /** An interrupt is on its way here. */
    void interrupted() {
        wakeBy(driver.nowNs() + driver.draw(driver.prices().of(Cost.WAKEUP), "interrupt"));
    }

    /** One more jiffy: busy CPUs have a tick, unless it is one that stops; and all have if there is something for it to do. */
    void jiffyPassed() {
        boolean busy = cpu.currentTask() >= 0 || cpu.inSoftirq();
        if (busy && !(tickStops && driver.queues().isEmpty(number))) {
            tick = true;
        } else if (timerDue || rdp.peekForcedTick() || hasTickWork()) {
            tick = true;
            wakeBy(driver.nowNs());
        } else if (mayYield()) {
            wakeBy(driver.nowNs());
        }
    }

    /** Whether cond_resched() of what it is in the kernel for would find something; it is called once a jiffy. */
    private boolean mayYield() {
        return rdp.condResched() != null && rdp.condResched().alternatives() > 0;
    }

    /** Has it go on at {@code atNs}, or as soon as it is done with what it is doing. */
    void wakeBy(long atNs) {
        long whenNs = Math.max(atNs, freeNs);
        if (whenNs >= goesOnNs) return;
        goesOnNs = whenNs;
        driver.goOnAt(whenNs, number);
    }

    boolean isAsleep() {
        return goesOnNs == NEVER;
    }

    /** Whether the next tick will find work for RCU: then the CPU has that tick. */
    boolean hasTickWork() {
        return finds(RescueEdge.TICK);
    }

    private boolean finds(RescueEdge at) {
        return tickWork != null && driver.system().findsWork(number, at);
    }

    // ---- what it does -----------------------------------------------------------------------------------------

    /** Its next things, until another event comes first; nothing when this event has been overtaken by an earlier one. */
    void goOn() {
        if (driver.nowNs() != goesOnNs) return;
        do {
            doNext();
        } while (!isAsleep() && driver.isNext(goesOnNs));
        if (!isAsleep()) driver.goOnAt(goesOnNs, number);
    }

    private void doNext() {
        if (cpu.inSoftirq()) {
            step(machine.contexts().get(cpu.softirqHandler()));
            return;
        }
        if (tickStops && rdp.reschedIpi().alternatives() > 0 && begin(rdp.reschedIpi())) return;
        if (tick && cpu.takesSoftirqs() && doTick()) return;
        if (mayYield()) driver.take(machine.move(rdp.condResched(), 0));
        if (callsWaiting > 0 && cpu.takesSoftirqs()) takeCall();
        boolean idle = cpu.currentTask() < 0;
        if (idle && !rdp.staysInKernel() && driver.queues().isEmpty(number)) driver.queues().pull(number);
        boolean free = idle || resched && cpu.isPreemptible() && !machine.contexts().get(cpu.currentTask()).holdsSpinlock();
        if (free && !driver.queues().isEmpty(number)) turn();
        else if (!idle) step(machine.contexts().get(cpu.currentTask()));
        else if (!leavesKernel()) goesOnNs = NEVER;
    }

    /** With nothing to do it goes idle, to user space, or into a guest, whatever the scenario has it do; whether there is a deferred wakeup to do on the way. */
    private boolean leavesKernel() {
        return (finds(RescueEdge.IDLE) || finds(RescueEdge.USER) || finds(RescueEdge.GUEST)) && begin(tickWork);
    }

    private void takeCall() {
        if (caller.callsLeft() == 0) {
            callsWaiting = 0;
        } else if (caller.alternatives() > 0) {
            callsWaiting--;
            driver.makeCall(caller);
        }
    }

    private void step(Context context) {
        if (batchTime != null && batchTime.follower() == context) measureBatch();
        Cost cost = StepLabel.costOf(context.label());
        long before = machine.memory().fingerprint();
        driver.take(machine.move(context, 0));
        if (machine.memory().fingerprint() == before) {
            spins++;
            spend(driver.prices().spin(), "spin");
        } else {
            spend(driver.prices().of(cost == Cost.CONTEXT_SWITCH ? Cost.LOCAL : cost), "step");     // who comes pays for the switch
        }
    }

    /** Tells a batch that has taken its time that it has. */
    private void measureBatch() {
        if (batchTime.alternatives() == 0) batchBeganNs = NEVER;
        else if (batchBeganNs == NEVER) batchBeganNs = driver.nowNs();
        else if (driver.nowNs() - batchBeganNs >= batchTime.most().count()) driver.take(machine.move(batchTime, 0));
    }

    private void turn() {
        int previous = cpu.currentTask();
        for (Reader reader : readers) if (reader.preemption() >= 0) driver.take(machine.move(reader, reader.preemption()));
        Task next = driver.queues().next(number);
        driver.take(machine.turnTo(number, next));
        if (previous >= 0) driver.queues().putBack(number, (Task) machine.contexts().get(previous), next.isPinned());
        resched = false;
        turnedNs = driver.nowNs();
        switches++;
        spend(driver.prices().of(Cost.CONTEXT_SWITCH), "switch");
    }

    private void spend(Price price, String what) {
        long ns = driver.draw(price, what);
        busyNs += ns;
        freeNs = driver.nowNs() + ns;
        goesOnNs = freeNs;
    }

    // ---- the tick ---------------------------------------------------------------------------------------------

    /** Does the tick's next piece of work; whether a handler has begun, which comes first then. */
    private boolean doTick() {
        Timer due = timerDue ? dueTimer() : null;
        if (due != null) return begin(due);
        timerDue = false;
        tick = false;
        boolean quiet = quiescence.alternatives() > 0;
        if (quiet) driver.take(machine.move(quiescence, 0));
        if (cpu.inSoftirq()) {                  // it goes up the tree; the rest of the tick's work comes behind it
            tick = true;
            return true;
        }
        driver.passOn(number);
        if (driver.nowNs() - turnedNs >= driver.prices().slice().count() && !driver.queues().isEmpty(number)) resched = true;
        return (hasTickWork() || quiet && finds(RescueEdge.RCU_CORE)) && begin(tickWork);
    }

    private boolean begin(MoveSource handlers) {
        driver.take(machine.move(handlers, 0));
        spend(driver.prices().softirqEntry(), "softirq entry");
        return true;
    }

    /**
     * The timer to fire next here. The wheel rounds up: one armed for a jiffy fires in the tick that ends it. Of several the
     * one that was armed for the earliest jiffy comes first, of these the one that was made first.
     */
    private Timer dueTimer() {
        Timer due = null;
        long passed = machine.peekJiffies() - 1;
        for (Timer timer : machine.timers()) {
            if (timer.baseCpu() != number || timer.expiry() < 0 || timer.expiry() > passed || timer.handler().runs()) continue;
            if (due == null || timer.expiry() < due.expiry()) due = timer;
        }
        return due;
    }

    // ---- figures ----------------------------------------------------------------------------------------------

    Nanos busy() {
        return new Nanos(busyNs);
    }

    long spins() {
        return spins;
    }

    long switches() {
        return switches;
    }
}
