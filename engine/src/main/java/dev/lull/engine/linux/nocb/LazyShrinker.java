package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

import java.util.List;

/**
 * What RCU does when memory is short: flushes the bypass lists that lazy callbacks are in, so that these are invoked soon.
 * Models lazy_rcu_shrink_scan(), kernel/rcu/tree_nocb.h, v6.4; asked for more callbacks than there are.
 */
public class LazyShrinker extends NocbText<LazyShrinker.At> {
    /** The steps. */
    public enum At implements StepLabel {
        TRYLOCK(Cost.LOCK, "takes barrier_mutex, unless somebody has it"),
        LOOK(Cost.CACHE_MISS, "looks, without a lock, whether a CPU has lazy callbacks"),
        LOCK(Cost.LOCK, "takes that CPU's ->nocb_lock"),
        RECHECK(Cost.CACHE_MISS, "looks again"),
        FLUSH(Cost.LOCK, "flushes the CPU's bypass list"),
        UNLOCK(Cost.LOCAL, "drops ->nocb_lock"),
        WAKE(Cost.LOCAL, "wakes the CPU's rcuog, if it wants to be woken"),
        NEXT(Cost.LOCAL, "goes on to the next CPU"),
        UNLOCK_BARRIER(Cost.LOCAL, "drops barrier_mutex");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final List<NocbData> all;
    private final List<WakeNocbGp> wakes;
    private final Mutex mutex;
    private final Word cpu;

    /**
     * @param all   the offloaded CPUs
     * @param mutex what protects rcu_nocb_mask: {@code barrier_mutex}, from v6.12 {@code nocb_mutex}
     */
    public LazyShrinker(Context self, Rcu rcu, List<NocbData> all, Mutex mutex) {
        super(self, rcu, "lazy_rcu_shrink_scan", At.class);
        this.all = List.copyOf(all);
        this.mutex = mutex;
        wakes = all.stream().map(rdp -> rdp.made.wakeNocbGp(self, rcu, rdp, false)).toList();
        cpu = local("cpu", Range.upTo(all.size()));
    }

    private NocbData rdp() {
        return all.get((int) cpu.get());
    }

    @Override protected At step(At at) {
        return switch (at) {
            case TRYLOCK -> !all.isEmpty() && tryAcquire(mutex) ? At.LOOK : finish();
            case LOOK -> rdp().isInMask() && rdp().lazyLen.get() > 0 ? At.LOCK : At.NEXT;
            case LOCK -> {
                if (!lockNocb(rdp())) yield at;
                irqsOff();
                yield At.RECHECK;
            }
            case RECHECK -> {
                if (rdp().lazyLen.get() > 0) yield At.FLUSH;
                unlockNocb(rdp());
                irqsOn();
                yield At.NEXT;
            }
            case FLUSH -> flush(rdp());
            case UNLOCK -> {
                unlockNocb(rdp());
                irqsOn();
                yield At.WAKE;
            }
            case WAKE -> call(wakes.get((int) cpu.get()).with(true), At.NEXT);
            case NEXT -> {
                boolean last = cpu.get() + 1 == all.size();
                cpu.set(last ? 0 : cpu.get() + 1);
                yield last ? At.UNLOCK_BARRIER : At.LOOK;
            }
            case UNLOCK_BARRIER -> {
                release(mutex);
                yield finish();
            }
        };
    }

    /** Up to v6.8 it waits for the list's lock, which only the list's own CPU is to find taken: a warning says so. */
    private At flush(NocbData rdp) {
        if (!tryAcquire(rdp.bypassLock)) {
            if (has(Fix.REMOTE_FLUSH_TRIES)) return At.UNLOCK;
            machine().blame("WARN_ON_ONCE() in rcu_nocb_bypass_lock(): " + self().name() + " finds ->nocb_bypass_lock of CPU " + rdp.cpu()
                    + " taken, and only that CPU itself may wait for it");
            return At.FLUSH;
        }
        flushBypass(rdp, machine().jiffies());
        release(rdp.bypassLock);
        return At.UNLOCK;
    }
}
