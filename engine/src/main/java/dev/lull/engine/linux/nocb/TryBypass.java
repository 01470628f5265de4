package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

/**
 * Decides between the segmented list and the bypass list. Finishes with false when the caller is to enqueue, and then
 * {@code ->nocb_lock} is held; with true when the callback is where it belongs. Models rcu_nocb_try_bypass(),
 * kernel/rcu/tree_plugin.h, v5.12, and kernel/rcu/tree_nocb.h, v6.2.
 */
class TryBypass extends NocbText<TryBypass.At> {
    /** The steps, TB1 to TB11. */
    enum At implements StepLabel {
        LOOK(Cost.CACHE_MISS, "looks at jiffies and at the length of the bypass list"),
        PARTIAL(Cost.LOCK, "takes ->nocb_lock, as the CPU is on its way into or out of offloading and uses no bypass list"),
        LIMIT(Cost.LOCAL, "counts direct enqueues in this jiffy"),
        DIRECT(Cost.LOCK, "takes ->nocb_lock and flushes the bypass list"),
        FLUSH(Cost.LOCK, "takes ->nocb_lock, flushes the aged bypass list and leaves the new callback alone on it"),
        LEAVE(Cost.LOCAL, "drops ->nocb_lock"),
        LOCK_BYPASS(Cost.LOCK, "takes ->nocb_bypass_lock"),
        COUNT(Cost.CACHE_MISS, "counts the callback"),
        APPEND(Cost.LOCAL, "puts the callback on the bypass list"),
        COUNT_LAZY(Cost.LOCAL, "counts it among the lazy ones there"),
        STAMP(Cost.LOCAL, "notes when the bypass list got its first callback"),
        UNLOCK_BYPASS(Cost.LOCAL, "drops ->nocb_bypass_lock"),
        SETTLE(Cost.LOCK, "takes ->nocb_lock to see whether rcuog must hear of the first bypassed callback");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    /** Variables of call_rcu() that this function is given a view of. */
    record Shared(Flag irqsWereOn, Flag wasAllDone, Flag lazy, Word head) {
        boolean isLazy() {
            return lazy != null && lazy.isSet();
        }
    }

    private final NocbData rdp;
    private final NocbWake nocbWake;
    private final Shared shared;
    private final Word jiffy;
    private final Word bypassed;
    private final Flag bypassIsLazy;    // null: callbacks are not lazy

    TryBypass(Context self, Rcu rcu, NocbData rdp, NocbWake nocbWake, Shared shared) {
        super(self, rcu, "rcu_nocb_try_bypass", At.class);
        this.rdp = rdp;
        this.nocbWake = nocbWake;
        this.shared = shared;
        jiffy = machine().moment(local("j", machine().jiffyRange()));
        bypassed = local("ncbs", rcu.callbacks().countRange());
        bypassIsLazy = rdp.lazyLen == null ? null : localFlag("bypass_is_lazy");
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOOK -> {
                jiffy.set(machine().jiffies());
                bypassed.set(rdp.bypass.length());
                if (bypassIsLazy != null) bypassIsLazy.set(rdp.isLazy(bypassed.get()));
                if (!rdp.locks()) {
                    shared.wasAllDone().set(!rdp.cblist().hasPending());
                    yield finish(false);
                }
                yield rdp.isCompletelyOffloaded() || !has(Fix.BYPASS_FLUSHED) ? At.LIMIT : At.PARTIAL;
            }
            case PARTIAL -> {
                if (!acquire(rdp.nocbLock)) yield at;
                shared.wasAllDone().set(!rdp.cblist().hasPending());
                yield finish(false);
            }
            case LIMIT -> limit();
            case DIRECT -> direct();
            case FLUSH -> flush();
            case LEAVE -> {
                release(rdp.nocbLock);
                yield finish(true);
            }
            case LOCK_BYPASS -> acquire(rdp.bypassLock) ? At.COUNT : at;
            case COUNT -> {
                bypassed.set(rdp.bypass.length());
                rdp.cblist().addLength(1);
                yield At.APPEND;
            }
            case APPEND -> {
                append();
                yield shared.isLazy() ? At.COUNT_LAZY : At.STAMP;
            }
            case COUNT_LAZY -> {
                rdp.lazyLen.add(1);
                yield At.STAMP;
            }
            case STAMP -> {
                if (bypassed.get() == 0) {
                    rdp.bypassFirst.set(jiffy.get());
                    say(rdp, Reason.FirstBQ);
                }
                yield At.UNLOCK_BYPASS;
            }
            case UNLOCK_BYPASS -> {
                release(rdp.bypassLock);
                boolean firstUrgent = bypassIsLazy != null && bypassIsLazy.isSet() && !shared.isLazy();
                yield bypassed.get() > 0 && !firstUrgent ? finish(true) : At.SETTLE;
            }
            case SETTLE -> settle();
        };
    }

    /** The rate limiter, and the branches it and the age of the bypass list select. */
    private At limit() {
        long j = jiffy.get();
        int limit = rcu.linux().nobypassLim();
        long count = rdp.nobypassCount.get();
        if (j == rdp.nobypassLast.get()) {
            count = count + 1;
        } else {
            rdp.nobypassLast.set(j);
            count = count < limit ? 0 : Math.min(count - limit, limit);
        }
        rdp.nobypassCount.set(Math.min(count, 2L * limit));     // from there on every value acts alike
        if (count < limit && !shared.isLazy()) return At.DIRECT;
        long n = bypassed.get();
        boolean lazy = bypassIsLazy != null && bypassIsLazy.isSet();
        boolean aged = n > 0 && (lazy ? j > rdp.bypassFirst.get() + rcu.linux().lazyFlush() : j != rdp.bypassFirst.get());
        return aged || n >= rcu.linux().qhimark() ? At.FLUSH : At.LOCK_BYPASS;
    }

    private At direct() {
        if (!acquire(rdp.nocbLock)) return At.DIRECT;
        noteAllDone();
        flushBypass(rdp, jiffy.get());
        return finish(false);
    }

    private void noteAllDone() {
        boolean allDone = !rdp.cblist().hasPending();
        shared.wasAllDone().set(allDone);
        if (allDone) say(rdp, Reason.FirstQ);
    }

    private At flush() {
        if (!acquire(rdp.nocbLock)) return At.FLUSH;
        if (rdp.bypass.isEmpty()) {
            noteAllDone();
            return finish(false);
        }
        boolean allDone = !rdp.cblist().hasPending();
        rdp.cblist().addLength(1);
        passing(rdp.bypassLock);
        if (shared.isLazy()) append();                          // a grace period will come anyway: it goes along
        flushBypass(rdp, jiffy.get());
        if (!shared.isLazy()) append();                         // rcu_cblist_flush_enqueue(): the new one is left alone there
        passed(rdp.bypassLock);
        advanceNoWake(rdp, jiffy.get());
        // "rcu: Fix late wakeup when flush of bypass cblist happens"
        if (!has(Fix.FLUSH_WAKES)) return At.LEAVE;
        answer(true);
        return become(nocbWake.with(allDone, shared.irqsWereOn().isSet()));
    }

    private void append() {
        rdp.bypass.append(shared.head().get());
        if (tracer().wants()) emit(Tracepoint.KP_BYPASS_ENQ, rdp.cpu(), shared.head().get());
    }

    private At settle() {
        if (!acquire(rdp.nocbLock)) return At.SETTLE;
        if (rdp.cblist().hasPending()) {
            say(rdp, Reason.FirstBQnoWake);
            return At.LEAVE;
        }
        say(rdp, Reason.FirstBQwake);
        answer(true);
        return become(nocbWake.with(true, shared.irqsWereOn().isSet()));
    }
}
