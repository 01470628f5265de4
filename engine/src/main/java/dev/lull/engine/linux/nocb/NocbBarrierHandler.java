package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Barrier;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;

/**
 * rcu_barrier()'s interrupt on an offloaded CPU: the bypass list is flushed first, so that what is in it lies before the
 * barrier's callback. Models rcu_barrier_func(), kernel/rcu/tree.c, v5.12, and rcu_barrier_entrain(), v5.18 and v6.2. The
 * barrier's caller executes it itself for a CPU that is offline, from v5.18 with barrier_lock, which is dropped here.
 */
public class NocbBarrierHandler extends NocbText<NocbBarrierHandler.At> {
    /** The steps of RB6 and RB6b. */
    public enum At implements StepLabel {
        BARRIER_LOCK(Cost.LOCK, "comes to queue rcu_barrier()'s callback: from v5.18 it takes barrier_lock first"),
        LOCK(Cost.LOCK, "takes ->nocb_lock"),
        FLUSH(Cost.LOCK, "flushes the bypass list"),
        ENTRAIN(Cost.CACHE_MISS, "queues rcu_barrier()'s callback behind all others of this CPU, and drops ->nocb_lock"),
        COUNT(Cost.CACHE_MISS, "counts it"),
        WAKE(Cost.LOCAL, "wakes rcuog, which had no reason to look for what was in the bypass list");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Barrier barrier;
    private final NocbData rdp;
    private final WakeNocbGp wake;              // null: rcuog is left to its timer
    private final Flag wakes;

    public NocbBarrierHandler(Context self, Rcu rcu, Barrier barrier, NocbData rdp) {
        super(self, rcu, "rcu_barrier_func", At.class);
        this.barrier = barrier;
        this.rdp = rdp;
        // "rcu: Fix missing nocb gp wake on rcu_barrier()"
        wake = has(Fix.BARRIER_WAKES) ? rdp.made.wakeNocbGp(self, rcu, rdp, false) : null;
        wakes = wake == null ? null : localFlag("wake_nocb");
    }

    @Override protected At step(At at) {
        return switch (at) {
            case BARRIER_LOCK -> barrier.lock() == null || barrier.lock().isOwnedBy(self()) ? lock(at) : acquire(barrier.lock()) ? At.LOCK : at;
            case LOCK -> lock(at);
            case FLUSH -> {
                if (!acquire(rdp.bypassLock)) yield at;
                boolean wasAllDone = !rdp.cblist().hasPending();
                flushBypass(rdp, machine().jiffies());
                if (wakes != null) wakes.set(wasAllDone && rdp.cblist().hasPending());
                release(rdp.bypassLock);
                yield At.ENTRAIN;
            }
            case ENTRAIN -> {
                boolean queued = barrier.queue(rdp.rdp(), self().number(), cpuNumber());
                // "rcu: Make rcu_barrier() account for offline no-CBs CPUs": before, what was queued was counted too late
                boolean late = queued && !has(Fix.BARRIER_COUNTS_FIRST);
                if (queued && !late) barrier.count();
                unlockNocb(rdp);
                yield late ? At.COUNT : leave();
            }
            case COUNT -> {
                barrier.count();
                yield leave();
            }
            case WAKE -> become(wake.with(true));
        };
    }

    private At lock(At at) {
        return !lockNocb(rdp) ? at : rdp.locks() ? At.FLUSH : At.ENTRAIN;
    }

    private At leave() {
        if (barrier.lock() != null) release(barrier.lock());
        return wakes != null && wakes.isSet() ? At.WAKE : finish();
    }
}
