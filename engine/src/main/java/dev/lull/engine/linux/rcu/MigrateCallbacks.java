package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;

import java.util.function.BooleanSupplier;

/**
 * Moves the callbacks of a CPU that is dead to the CPU this executes on or, where kthreads float, to the one it would be on. Models rcutree_migrate_callbacks(), kernel/rcu/tree.c, v5.12
 * and v5.18. The callbacks of offloaded CPUs stay: their kthreads go on.
 */
public class MigrateCallbacks extends RcuText<MigrateCallbacks.At> {
    /** The steps. */
    public enum At implements StepLabel {
        LOOK(Cost.CACHE_MISS, "looks whether the dead CPU has callbacks; from v5.18 with barrier_lock, and queues a rcu_barrier()'s behind them"),
        LOCK(Cost.LOCK, "disables interrupts, and locks its own list if that is offloaded"),
        MERGE(Cost.LOCK, "merges the dead CPU's callbacks into its own, under the leaf's lock"),
        WAKE_GP(Cost.WAKEUP, "wakes the grace-period kthread");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final RcuData dead;
    /** This CPU's data. */
    protected final RcuData mine;
    private final Barrier barrier;          // null: nobody calls rcu_barrier(), or it does not take barrier_lock
    private final BooleanSupplier stays;
    private final Flag wakeGp;

    /**
     * @param dead    the CPU that is gone
     * @param stays   whether its callbacks are its kthreads' now
     * @param mine    the CPU this executes on
     * @param barrier {@code null} for none
     */
    public MigrateCallbacks(Context self, Rcu rcu, RcuData dead, BooleanSupplier stays, RcuData mine, Barrier barrier) {
        super(self, rcu, "rcutree_migrate_callbacks", At.class);
        this.dead = dead;
        this.stays = stays;
        this.mine = mine;
        this.barrier = barrier != null && barrier.lock() != null ? barrier : null;
        wakeGp = localFlag("needwake");
    }

    /** rcu_nocb_lock() of this CPU and its bypass list flushed, where there is something to lock; false when it must be tried again. */
    protected boolean lockMine() {
        return true;
    }

    /** __call_rcu_nocb_wake(), which drops the lock; {@code null} where there is nothing to drop and nobody to wake. */
    protected Code<?> wakeMine() {
        return null;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOOK -> {
                if (stays.getAsBoolean()) yield finish();
                if (barrier != null) {
                    if (!acquire(barrier.lock())) yield at;
                    barrier.entrainFor(dead, self().number(), cpuNumber());
                }
                if (dead.cblist().length() > 0) yield At.LOCK;
                if (barrier != null) release(barrier.lock());
                yield finish();
            }
            case LOCK -> {
                if (!lockMine()) yield at;
                irqsOff();
                yield At.MERGE;
            }
            case MERGE -> {
                if (wakeMine() == null && !isMineQuiet()) yield at;
                merge();
                if (barrier != null) release(barrier.lock());
                Code<?> wake = wakeMine();
                if (wake != null) yield call(wake, At.WAKE_GP);
                irqsOn();
                yield wakeGp.isSet() ? At.WAKE_GP : finish();
            }
            case WAKE_GP -> {
                irqsOn();
                if (wakeGp.isSet()) wakeGpKthread();
                yield finish();
            }
        };
    }

    /** Whether nobody is in the middle of something on this CPU with a list that only disabled interrupts protect. */
    private boolean isMineQuiet() {
        return cpu().number() == mine.cpu() || machine().cpus().get(mine.cpu()).takesSoftirqs();
    }

    private void merge() {
        // "rcu: Advance outgoing CPU's callbacks before migrating them"
        boolean wake = rcu.linux().has(Fix.MIGRATE_ADVANCES) && (advance(dead) || advance(mine));
        rcu.guarantee().migrated(dead.cpu(), mine.cpu(), dead.cblist().segment(SegCbList.DONE).length(), queued());
        mine.cblist().merge(dead.cblist());
        wakeGp.set(wake || rcu.linux().has(Fix.MIGRATE_ADVANCES) && advance(mine));
    }

    /** Callbacks on this CPU's lists; the bypass list is empty. */
    private long queued() {
        long length = 0;
        for (int segment = SegCbList.DONE; segment <= SegCbList.NEXT; segment++) length += mine.cblist().segment(segment).length();
        return length;
    }
}
