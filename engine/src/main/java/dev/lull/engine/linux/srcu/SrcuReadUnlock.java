package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/** __srcu_read_unlock(), kernel/rcu/srcutree.c, v5.19 to v6.12: counts where the reader is now, which may be another CPU. */
public class SrcuReadUnlock extends SrcuText<SrcuReadUnlock.At> {
    /** The step. */
    public enum At implements StepLabel {
        INC_UNLOCK;

        @Override public Told told() {
            return new Told(Cost.LOCAL, "increments its CPU's ->srcu_unlock_count: the section is over");
        }
    }

    private final SrcuReadLock lock;

    /** @param lock what began the section */
    public SrcuReadUnlock(Context self, SrcuStruct ssp, int cpu, SrcuReadLock lock) {
        super(self, ssp, cpu, "srcu_read_unlock", At.class);
        this.lock = lock;
    }

    @Override protected At step(At at) {
        followSda();
        ssp.data(cpu).unlockCount(lock.returned()).add(1);
        ssp.promise().left(lock.reader());
        lock.forget();
        return finish();
    }
}
