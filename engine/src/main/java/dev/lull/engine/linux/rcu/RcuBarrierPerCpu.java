package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.trace.Reason;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * rcu_barrier() without the hotplug lock: {@code barrier_lock} keeps a CPU from going offline, or its callbacks from being moved,
 * while it is looked at, and {@code ->barrier_seq_snap} says who has been asked. Models kernel/rcu/tree.c, v5.18 and later.
 *
 * <p>An interrupt to a CPU that goes offline fails and is tried again a jiffy later; here that waits until the CPU is offline to
 * RCU, too.
 */
public class RcuBarrierPerCpu extends BarrierText<RcuBarrierPerCpu.At> {
    /** The steps, RB1 to RB5. */
    public enum At implements StepLabel {
        BEGIN(Cost.LOCAL, "calls rcu_barrier(), and notes which barrier would do"),
        LOCK(Cost.LOCK, "takes rcu_state.barrier_mutex"),
        RECHECK(Cost.CACHE_MISS, "looks whether somebody else's barrier has done meanwhile"),
        START(Cost.LOCK, "starts the barrier under barrier_lock, counting itself twice"),
        LOOK(Cost.CACHE_MISS, "looks whether a CPU has been asked already"),
        LOCK_CPU(Cost.LOCK, "takes barrier_lock, and looks whether the CPU has callbacks and is online"),
        ENTRAINED(Cost.LOCAL, "has queued the barrier's callback for a CPU that is offline"),
        SEND(Cost.LOCAL, "interrupts that CPU"),
        WAIT_FOR_CPU(Cost.LOCAL, "waits until that CPU has queued the barrier's callback"),
        SETTLE(Cost.CACHE_MISS, "takes its own count back"),
        WAIT(Cost.CONTEXT_SWITCH, "waits for the barrier's callbacks"),
        END(Cost.LOCAL, "ends the barrier and drops rcu_state.barrier_mutex");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private static final int OWN = 2;

    private final List<Code<?>> entrain = new ArrayList<>();

    /**
     * @param handlers by CPU, what the interrupt begins
     * @param entrain  rcu_barrier_entrain() for a CPU that is offline, executed by the barrier's caller with barrier_lock, which it
     *                 drops; {@code null} where none ever is
     */
    public RcuBarrierPerCpu(Context self, Rcu rcu, Barrier barrier, List<Softirq> handlers, BiFunction<Context, Integer, Code<?>> entrain) {
        super(self, rcu, barrier, handlers, At.class);
        for (int cpu = 0; cpu < rcu.linux().cpus(); cpu++) this.entrain.add(entrain.apply(self, cpu));
    }

    @Override protected At step(At at) {
        return switch (at) {
            case BEGIN -> {
                begin();
                yield At.LOCK;
            }
            case LOCK -> acquire(barrier.mutex()) ? At.RECHECK : at;
            case RECHECK -> isDone() ? leave() : At.START;
            case START -> start(at);
            case LOOK -> barrier.hasAsked(cpuInTurn()) ? toNextCpu() : At.LOCK_CPU;
            case LOCK_CPU -> lockCpu(at);
            case ENTRAINED -> {
                irqsOn();
                say(Reason.OfflineNoCBQ, cpuInTurn());
                yield toNextCpu();
            }
            case SEND -> send(at);
            case WAIT_FOR_CPU -> isAnswering() ? at : sent();
            case SETTLE -> {
                settle(OWN);
                yield At.WAIT;
            }
            case WAIT -> barrier.completed.isSet() ? At.END : sleepOn(barrier.completion(), at);
            case END -> end();
        };
    }

    private At start(At at) {
        if (!acquire(barrier.lock())) return at;
        start(OWN);
        release(barrier.lock());
        return At.LOOK;
    }

    private At lockCpu(At at) {
        int on = cpuInTurn();
        if (!acquire(barrier.lock())) return at;
        if (rcu.data(on).cblist().length() == 0) {
            barrier.asked(on);
            release(barrier.lock());
            say(Reason.NQ, on);
            return toNextCpu();
        }
        if (rcu.data(on).leaf().isOnline(on)) {
            release(barrier.lock());
            return At.SEND;
        }
        irqsOff();
        return call(entrain.get(on), At.ENTRAINED);
    }

    private At send(At at) {
        int on = cpuInTurn();
        if (!machine().cpus().get(on).isOnline()) return rcu.data(on).leaf().isOnline(on) ? at : At.LOOK;
        return sends() ? At.WAIT_FOR_CPU : at;
    }

    private At sent() {
        say(Reason.OnlineQ, cpuInTurn());
        return toNextCpu();
    }

    private At toNextCpu() {
        return wasLastCpu() ? At.SETTLE : At.LOOK;
    }
}
