package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;

/**
 * rcuc/N: RCU's core of one CPU as a kthread ({@code use_softirq=0}), so that it can be preempted. Models rcu_cpu_kthread(),
 * kernel/rcu/tree.c, v5.12.
 */
public class RcuCpuKthread extends Kthread<RcuCpuKthread.At> {
    /** The steps. */
    public enum At implements StepLabel {
        WAIT(Cost.CONTEXT_SWITCH, "waits until its CPU's tick finds work for RCU"),
        RUN(Cost.LOCAL, "disables bottom halves and does RCU's work"),
        LOCAL_BH_ENABLE(Cost.LOCAL, "enables bottom halves");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final RcuCore core;
    private final Flag hasWork;
    private final WaitQueue queue;

    RcuCpuKthread(Rcu rcu, RcuData rdp) {
        super(rcu.machine().perCpuKthread("rcuc/" + rdp.cpu(), rdp.cpu(), null), "rcu_cpu_kthread", At.class);
        hasWork = rdp.struct().flag("rcu_cpu_has_work");
        queue = rcu.machine().waitQueue("rcuc_wq[" + rdp.cpu() + "]").admit(task());
        core = new RcuCore(task(), rcu, rdp, true);
    }

    /** Whether it has been told of work that it has not begun. */
    boolean hasWork() {
        return hasWork.isSet();
    }

    BatchTime batchTime() {
        return core.time();
    }

    /** invoke_rcu_core(). */
    void invoke() {
        hasWork.set();
        wake(task());
    }

    @Override protected At step(At at) {
        return switch (at) {
            case WAIT -> hasWork.isSet() ? At.RUN : sleepOn(queue, at);
            case RUN -> {
                hasWork.clear();
                bhOff();
                yield call(core, At.LOCAL_BH_ENABLE);
            }
            case LOCAL_BH_ENABLE -> {
                bhOn();
                yield At.WAIT;
            }
        };
    }
}
