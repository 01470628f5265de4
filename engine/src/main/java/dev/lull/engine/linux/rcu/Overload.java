package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.Tunable;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/**
 * What a CPU whose callbacks are invoked by softirq does about too many of them: {@code ->blimit}, {@code
 * ->qlen_last_fqs_check} and {@code ->n_force_qs_snap}. A run with so few callbacks that {@code qhimark} is out of reach has
 * none of these words.
 */
final class Overload {
    /** DEFAULT_MAX_RCU_BLIMIT: a batch on an overloaded CPU. */
    static final int MAX_BLIMIT = 10_000;

    private final Linux linux;
    private final Rcu rcu;
    private final Word blimit;              // null: overload is out of reach
    private final Word qlenLastFqsCheck;
    private final Word nForceQsSnap;

    Overload(Rcu rcu, Callbacks callbacks, Struct struct) {
        this.rcu = rcu;
        linux = rcu.linux();
        boolean possible = callbacks.countRange().max() > linux.qhimark();
        long usual = linux.get(Tunable.BLIMIT);
        blimit = possible ? struct.word("blimit", Range.upTo(Math.max(usual, MAX_BLIMIT)), usual) : null;
        qlenLastFqsCheck = possible ? struct.word("qlen_last_fqs_check", callbacks.countRange()) : null;
        nForceQsSnap = possible ? struct.word("n_force_qs_snap", Range.FULL) : null;
    }

    /** Callbacks that a batch may have, of {@code length} that the CPU has in all. */
    long batchLimit(long length) {
        long least = blimit == null ? linux.get(Tunable.BLIMIT) : blimit.get();
        return Math.max(least, length >> linux.get(Tunable.RCU_DIVISOR));
    }

    /** Whether the list has grown by more than {@code qhimark} since this was settled last. */
    boolean hasBegun(long length) {
        return qlenLastFqsCheck != null && length > qlenLastFqsCheck.get() + linux.qhimark();
    }

    /** Batches are big from now on; whether quiescent states are to be forced too: no scan has done so since the last time. */
    boolean raise(long length) {
        blimit.set(MAX_BLIMIT);
        boolean force = rcu.scans() == nForceQsSnap.get();
        nForceQsSnap.set(rcu.scans());
        qlenLastFqsCheck.set(length);
        return force;
    }

    /** After a batch: back to normal, if so few are left. */
    void lower(long length) {
        if (blimit == null) return;
        if (blimit.get() >= MAX_BLIMIT && length <= linux.get(Tunable.QLOWMARK)) blimit.set(linux.get(Tunable.BLIMIT));
        if (length == 0 && qlenLastFqsCheck.get() != 0) {
            qlenLastFqsCheck.set(0);
            nForceQsSnap.set(rcu.scans());
        } else if (length < qlenLastFqsCheck.get() - linux.qhimark()) {
            qlenLastFqsCheck.set(length);
        }
    }
}
