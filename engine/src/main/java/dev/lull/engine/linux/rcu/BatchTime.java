package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.Tunable;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.time.Nanos;

/**
 * The time that a batch of one CPU's softirq may take ({@code rcu_resched_ns}), for batches whose limit is more than a hundred.
 * A text has no clock, so the time's being over is a move, which a timed run makes when it is; the batch looks after every 32nd
 * callback, as rcu_do_batch() does.
 */
public final class BatchTime implements MoveSource {
    private static final long SMALL = 100;
    private static final long BETWEEN_LOOKS = 32;

    private final RcuCore core;
    private final Flag over;
    private final Nanos most;

    BatchTime(RcuCore core, Flag over, Linux linux) {
        this.core = core;
        this.over = over;
        most = new Nanos(linux.get(Tunable.RCU_RESCHED_NS));
    }

    /** How long a batch may take. */
    public Nanos most() {
        return most;
    }

    /** Whether a batch of {@code count} callbacks so far is to end because of its time. */
    boolean ends(long count) {
        return core.batchLimit() > SMALL && count % BETWEEN_LOOKS == 0 && over.isSet();
    }

    void batchEnds() {
        over.clear();
    }

    @Override public int alternatives() {
        return core.isInBatch() && core.batchLimit() > SMALL && !over.isSet() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        over.set();
    }

    @Override public Context follower() {
        return core.self();
    }

    @Override public String describe(int alternative) {
        return core.self().name() + "'s batch has taken " + most;
    }
}
