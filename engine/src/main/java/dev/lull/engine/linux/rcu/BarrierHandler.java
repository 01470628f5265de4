package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/** rcu_barrier()'s interrupt on a CPU that invokes its own callbacks. Models rcu_barrier_func(), kernel/rcu/tree.c, v5.12, and rcu_barrier_handler(), v5.18. */
public class BarrierHandler extends RcuText<BarrierHandler.At> {
    /** Its one step, RB6. */
    public enum At implements StepLabel {
        ENTRAIN(Cost.CACHE_MISS, "queues rcu_barrier()'s callback behind all others of this CPU");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Barrier barrier;
    private final RcuData rdp;

    public BarrierHandler(Context self, Rcu rcu, Barrier barrier, RcuData rdp) {
        super(self, rcu, "rcu_barrier_func", At.class);
        this.barrier = barrier;
        this.rdp = rdp;
    }

    @Override protected At step(At at) {
        if (barrier.lock() != null) {
            if (!acquire(barrier.lock())) return at;
            barrier.entrain(rdp, self().number(), cpuNumber());
            release(barrier.lock());
            return finish();
        }
        barrier.entrain(rdp, self().number(), cpuNumber());
        return finish();
    }
}
