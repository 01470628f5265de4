package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.hotplug.HotplugLock;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.trace.Reason;

import java.util.ArrayList;
import java.util.List;

/**
 * rcu_barrier(): waits until all callbacks queued before it have been invoked. Models kernel/rcu/tree.c, v5.7 to v5.17, and on
 * request what v5.4 to v5.6 did; {@link RcuBarrierPerCpu} is v5.18's. On a machine whose CPUs stay online the hotplug lock is left
 * out.
 *
 * <p>The interrupt it sends to each CPU is a handler that begins where a softirq could: a CPU with bottom halves off, or in a
 * softirq, is interrupted later than in Linux.
 */
public class RcuBarrier extends BarrierText<RcuBarrier.At> {
    /** The steps, RB1 to RB5. */
    public enum At implements StepLabel {
        BEGIN(Cost.LOCAL, "calls rcu_barrier(), and notes which barrier would do"),
        LOCK(Cost.LOCK, "takes rcu_state.barrier_mutex"),
        RECHECK(Cost.CACHE_MISS, "looks whether somebody else's barrier has done meanwhile"),
        START(Cost.LOCAL, "starts the barrier, counting itself twice"),
        CPUS_READ_LOCK(Cost.LOCAL, "comes to keep CPUs from coming and going"),
        LOOK(Cost.CACHE_MISS, "looks whether a CPU has callbacks"),
        SEND(Cost.LOCAL, "interrupts that CPU"),
        WAIT_FOR_CPU(Cost.LOCAL, "waits until that CPU has queued the barrier's callback"),
        ENTRAINED(Cost.LOCAL, "has queued the barrier's callback for a CPU that is offline"),
        CPUS_READ_UNLOCK(Cost.LOCAL, "comes to let CPUs come and go again"),
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

    private final Code<?> readLock;             // null: CPUs neither come nor go
    private final Code<?> readUnlock;
    private final List<Code<?>> entrain = new ArrayList<>();

    /** How it deals with CPUs that come and go. */
    public interface Hotplug {
        /** cpus_read_lock() and cpus_read_unlock(). */
        HotplugLock lock();

        /** rcu_barrier_func() for an offloaded CPU that is offline, executed by the barrier's caller; {@code null} where none ever is. */
        Code<?> entrain(Context self, int cpu);
    }

    /**
     * @param handlers by CPU, what the interrupt begins
     * @param hotplug  {@code null} where CPUs neither come nor go
     */
    public RcuBarrier(Context self, Rcu rcu, Barrier barrier, List<Softirq> handlers, Hotplug hotplug) {
        super(self, rcu, barrier, handlers, At.class);
        readLock = hotplug == null ? null : hotplug.lock().readLock(self);
        readUnlock = hotplug == null ? null : hotplug.lock().readUnlock(self);
        for (int cpu = 0; hotplug != null && cpu < rcu.linux().cpus(); cpu++) entrain.add(hotplug.entrain(self, cpu));
    }

    @Override protected At step(At at) {
        return switch (at) {
            case BEGIN -> {
                begin();
                yield At.LOCK;
            }
            case LOCK -> acquire(barrier.mutex()) ? At.RECHECK : at;
            case RECHECK -> isDone() ? leave() : At.START;
            case START -> {
                start(own());
                yield readLock == null ? At.LOOK : At.CPUS_READ_LOCK;
            }
            case CPUS_READ_LOCK -> call(readLock, At.LOOK);
            case LOOK -> look();
            case SEND -> sends() ? At.WAIT_FOR_CPU : at;
            case WAIT_FOR_CPU -> isAnswering() ? at : toNextCpu();
            case ENTRAINED -> {
                irqsOn();
                yield toNextCpu();
            }
            case CPUS_READ_UNLOCK -> call(readUnlock, At.SETTLE);
            case SETTLE -> {
                settle(own());
                yield At.WAIT;
            }
            case WAIT -> barrier.completed.isSet() ? At.END : sleepOn(barrier.completion(), at);
            case END -> end();
        };
    }

    /** How often it counts itself, so that no callback completes it before all are there. */
    private int own() {
        return rcu.linux().has(Fix.BARRIER_COUNTS_FIRST) ? 2 : 1;
    }

    private At look() {
        int on = cpuInTurn();
        boolean online = machine().cpus().get(on).isOnline();
        if (!online && (entrain.get(on) == null || !rcu.linux().has(Fix.BARRIER_SEES_OFFLINE))) return toNextCpu();
        boolean has = rcu.data(on).cblist().length() > 0;
        Reason reason = online ? has ? Reason.OnlineQ : Reason.OnlineNQ : has ? Reason.OfflineNoCBQ : Reason.OfflineNoCBNoQ;
        say(reason, on);
        if (!has) return toNextCpu();
        if (online) return At.SEND;
        irqsOff();
        return call(entrain.get(on), At.ENTRAINED);
    }

    private At toNextCpu() {
        if (!wasLastCpu()) return At.LOOK;
        return readUnlock == null ? At.SETTLE : At.CPUS_READ_UNLOCK;
    }
}
