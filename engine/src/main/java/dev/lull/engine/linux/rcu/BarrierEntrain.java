package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;

/** rcu_barrier_entrain() for a CPU that is offline and not offloaded, by the barrier's caller with barrier_lock, which it drops. */
public class BarrierEntrain extends RcuText<BarrierEntrain.At> {
    /** Its one step. */
    public enum At { ENTRAIN }

    private final Barrier barrier;
    private final RcuData rdp;

    public BarrierEntrain(Context self, Rcu rcu, Barrier barrier, RcuData rdp) {
        super(self, rcu, "rcu_barrier_entrain", At.class);
        this.barrier = barrier;
        this.rdp = rdp;
    }

    @Override protected At step(At at) {
        barrier.entrain(rdp, self().number(), cpuNumber());
        release(barrier.lock());
        return finish();
    }
}
