package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * A starting CPU tells RCU, with interrupts off, that grace periods which begin from now on have to wait for it. Models
 * rcu_cpu_starting(), kernel/rcu/tree.c, v5.12; what its locks order is one step here.
 */
public class RcuCpuStarting extends RcuText<RcuCpuStarting.At> {
    /** The steps. */
    public enum At implements StepLabel {
        SET_ONLINE(Cost.LOCK, "sets its bit of ->qsmaskinitnext under the leaf's lock"),
        WAKE_GP(Cost.WAKEUP, "wakes the grace-period kthread");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final RcuData rdp;
    private final Barrier barrier;

    /** @param barrier {@code null} where nobody calls rcu_barrier() */
    public RcuCpuStarting(Context self, Rcu rcu, RcuData rdp, Barrier barrier) {
        super(self, rcu, "rcu_cpu_starting", At.class);
        this.rdp = rdp;
        this.barrier = barrier;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case SET_ONLINE -> {
                if (!barrierLets()) yield at;
                passing(rdp.leaf().locksUp());
                boolean wake = rcu.cpuStarting(rdp.cpu(), self().number());
                passed(rdp.leaf().locksUp());
                yield wake ? At.WAKE_GP : finish();
            }
            case WAKE_GP -> {
                wakeGpKthread();
                yield finish();
            }
        };
    }

    /** From v5.18 it is done with barrier_lock: nobody looks meanwhile whether this CPU can be interrupted. */
    private boolean barrierLets() {
        if (barrier == null || barrier.lock() == null) return true;
        if (!acquire(barrier.lock())) return false;
        release(barrier.lock());
        return true;
    }
}
