package dev.lull.engine.system;

import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Urgency;

import java.util.function.Function;

/** A task that calls call_rcu(), or waits for RCU, whenever told to from outside; being told is a move. */
public final class Caller extends Kthread<Caller.At> implements MoveSource {
    /** Its one step, taken between calls. */
    public enum At implements StepLabel {
        IDLE("goes on with interrupts enabled, until it has another callback to queue");

        private final Told told;

        At(String says) {
            told = new Told(Cost.LOCAL, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Rcu rcu;
    private final NocbData rdp;
    private final int cpu;
    private final boolean waits;
    private final Ways ways;
    private final Word left;
    private final WaitQueue arrivals;
    private final Call callRcu;
    private final Flag queueing;                // set from its being told to call until it has; null: nobody else calls call_rcu() on its CPU
    private final SpinLock rqLock;              // held during each call; null: it calls from elsewhere than the scheduler

    /** call_rcu() as it is on the caller's CPU. */
    interface Call {
        /** The text, told what it is called with. */
        Code<?> with(boolean irqsOn, boolean lazy);
    }

    /**
     * How it may call.
     *
     * @param irqs    with interrupts on, off, or either
     * @param urgency call_rcu(), call_rcu_hurry(), or either
     */
    record Ways(Irqs irqs, Urgency urgency) {
        static final Ways ON = new Ways(Irqs.ON, Urgency.HURRY);

        private int ofIrqs() {
            return irqs == Irqs.EITHER ? 2 : 1;
        }

        int count() {
            return ofIrqs() * (urgency == Urgency.EITHER ? 2 : 1);
        }

        boolean irqsOn(int way) {
            return irqs == Irqs.EITHER ? way % 2 == 0 : irqs == Irqs.ON;
        }

        boolean lazy(int way) {
            return urgency == Urgency.EITHER ? way / ofIrqs() == 0 : urgency != Urgency.HURRY;
        }
    }

    /**
     * @param task  who calls
     * @param cpu   the CPU it calls from
     * @param rdp   the CPU's data if it is offloaded, else {@code null}
     * @param calls makes what it calls
     * @param waits whether what it calls waits for RCU
     * @param ways  how it may call
     */
    Caller(Rcu rcu, Task task, int cpu, NocbData rdp, Function<Context, Call> calls, boolean waits, Ways ways, long times) {
        super(task, "caller", At.class);
        this.rcu = rcu;
        this.rdp = rdp;
        this.cpu = cpu;
        this.waits = waits;
        this.ways = ways;
        left = rcu.machine().memory().struct(task().name()).word("calls_left", Range.upTo(times), times);
        arrivals = rcu.machine().waitQueue(task().name() + ".arrivals").admit(task());
        callRcu = calls.apply(task());
        queueing = rdp == null ? null : rdp.rdp().queueing();
        rqLock = ways.irqs() == Irqs.IN_SCHEDULER ? rcu.machine().rqLock(cpu) : null;
        rcu.machine().add(this);
    }

    /** The CPU it calls from. */
    public int callsFrom() {
        return cpu;
    }

    /** Whether what it calls waits for RCU: then it is no source of callbacks of its own. */
    public boolean waits() {
        return waits;
    }

    /** Calls still to come, as a watcher sees it. */
    public long callsLeft() {
        return left.peek();
    }

    /** Whether it is between two calls, asleep. */
    public boolean isIdle() {
        return task().sleeps();
    }

    @Override protected At step(At at) {
        return switch (at) {
            case IDLE -> {
                if (rqLock != null && self().holdsSpinlock()) release(rqLock);
                irqsOn();
                rcu.guarantee().callReturned(cpu);
                if (queueing != null) queueing.clear();
                yield sleepOn(arrivals, at);
            }
        };
    }

    /** One for each way to call that the load allows; none while the last call lasts or the CPU is offline. */
    @Override public int alternatives() {
        return left.get() == 0 || isStranded() || queueing != null && queueing.isSet() || !task().isSleeping() || (task().isPinned() || task().isOnCpu()) && task().cpu().inSoftirq() ? 0 : ways.count();
    }

    /** Whether ordinary tasks are being kept off the CPU it belongs to: it calls nothing from elsewhere. */
    private boolean isStranded() {
        int own = task().belongsTo();
        return own >= 0 && !machine().cpus().get(own).isActive();
    }

    @Override public void take(int alternative) {
        left.add(-1);
        if (queueing != null) queueing.set();
        call(callRcu.with(hasIrqsOn(alternative), isLazy(alternative)), At.IDLE);
        wake(task());
        if (rqLock != null) acquire(rqLock);                // only this CPU's tasks take it, and no other is at it
    }

    /** Whether that alternative calls with interrupts on. */
    public boolean hasIrqsOn(int alternative) {
        return ways.irqsOn(alternative);
    }

    /** Whether that alternative calls call_rcu() and not call_rcu_hurry(). */
    public boolean isLazy(int alternative) {
        return ways.lazy(alternative);
    }

    @Override public String describe(int alternative) {
        if (waits) return task() + (task().name().startsWith(LinuxSystem.UPDATER) ? " has an object to replace" : " has something to wait for");
        return "CPU " + cpu + " has a " + (ways.urgency() != Urgency.EITHER ? "" : isLazy(alternative) ? "lazy " : "urgent ") + "callback to queue, interrupts " + (hasIrqsOn(alternative) ? "on" : "off");
    }

    @Override public Context follower() {
        return task();
    }

    @Override public boolean environment() {
        return true;
    }
}
