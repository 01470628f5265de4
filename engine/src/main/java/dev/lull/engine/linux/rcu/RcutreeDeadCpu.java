package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * The controlling task does what a dead CPU has left undone: up to v5.11 its deferred wakeup. Models rcutree_dead_cpu(),
 * kernel/rcu/tree.c, v5.11.
 */
public class RcutreeDeadCpu extends RcuText<RcutreeDeadCpu.At> {
    /** Its one step; then the wakeup. */
    public enum At implements StepLabel {
        DEFERRED_WAKEUP(Cost.LOCAL, "comes to do the deferred wakeup of the dead CPU");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Code<?> deferredWakeup;

    public RcutreeDeadCpu(Context self, Rcu rcu, Code<?> deferredWakeup) {
        super(self, rcu, "rcutree_dead_cpu", At.class);
        this.deferredWakeup = deferredWakeup;
    }

    @Override protected At step(At at) {
        return become(deferredWakeup);
    }
}
