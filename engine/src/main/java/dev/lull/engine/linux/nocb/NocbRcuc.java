package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;

/**
 * rcuc/N of a CPU whose offloading may change ({@code use_softirq=0}): rcu_core() as a task, which whoever else is on the CPU
 * may preempt between any two of its steps, as on a PREEMPT_RT kernel. Models rcu_cpu_kthread(), kernel/rcu/tree.c, v5.14.
 * Its moves from outside are the ticks that find work for it.
 */
final class NocbRcuc extends Kthread<NocbRcuc.At> implements MoveSource {
    /** Its steps, but for rcu_core()'s. */
    enum At implements StepLabel {
        WAIT(Cost.CONTEXT_SWITCH, "waits until its CPU's tick finds work for RCU"),
        RUN(Cost.LOCAL, "begins RCU's work");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final int number;
    private final Cpu cpu;
    private final NocbRcuCore core;
    private final Flag hasWork;
    private final WaitQueue queue;

    NocbRcuc(Rcu rcu, NocbData rdp, boolean rescues) {
        super(rcu.machine(), "rcuc/" + rdp.cpu(), rdp.cpu(), "rcu_cpu_kthread", At.class);
        number = rdp.cpu();
        cpu = rcu.machine().cpus().get(number);
        hasWork = rdp.rdp().struct().flag("rcu_cpu_has_work");
        queue = rcu.machine().waitQueue("rcuc_wq[" + number + "]").admit(task());
        core = new NocbRcuCore(task(), rcu, rdp, rescues);
    }

    @Override protected At step(At at) {
        if (cpu().irqsAreOff()) return at;                      // whoever has this CPU now is in the middle of something
        return switch (at) {
            case WAIT -> hasWork.isSet() ? At.RUN : sleepOn(queue, at);
            case RUN -> {
                hasWork.clear();
                yield call(core, At.WAIT);
            }
        };
    }

    @Override public int alternatives() {
        return cpu.takesSoftirqs() && !hasWork.isSet() && task().isSleeping() && core.hasWork() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        hasWork.set();
        wake(task());
    }

    @Override public Context follower() {
        return task();
    }

    @Override public String describe(int alternative) {
        return "CPU " + number + " takes a tick and finds work for " + task().name();
    }
}
