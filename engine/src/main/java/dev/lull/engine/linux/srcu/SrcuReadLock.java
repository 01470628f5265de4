package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * __srcu_read_lock(), kernel/rcu/srcutree.c, v5.19 to v6.12. Between reading the index and incrementing the count a reader may be
 * held up for as long as it pleases the scheduler; that the two are apart is what the second scan is for.
 */
public class SrcuReadLock extends SrcuText<SrcuReadLock.At> {
    /** The steps. */
    public enum At implements StepLabel {
        LOAD_IDX(Cost.LOCAL, "reads ->srcu_idx"),
        INC_LOCK(Cost.LOCAL, "increments its CPU's ->srcu_lock_count: the section has begun");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final int reader;
    private final Word idx;

    /** @param reader its number among the watched readers; -1 for one that is not watched */
    public SrcuReadLock(Context self, SrcuStruct ssp, int cpu, int reader) {
        super(self, ssp, cpu, "srcu_read_lock", At.class);
        this.reader = reader;
        idx = machine().memory().privateStruct(self.name() + ".section", self.number()).word("idx", Range.upTo(1));
    }

    /** What it returned. */
    int returned() {
        return (int) idx.get();
    }

    /** The section is over, and with it the index. */
    void forget() {
        idx.set(0);
    }

    int reader() {
        return reader;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOAD_IDX -> {
                idx.set(ssp.idx.get() & 1);
                yield At.INC_LOCK;
            }
            case INC_LOCK -> {
                followSda();
                ssp.data(cpu).lockCount(returned()).add(1);
                ssp.promise().entered(reader);
                yield finish();
            }
        };
    }
}
