package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Tunable;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Placement;
import dev.lull.engine.machine.Softirq;

/**
 * A CPU that invokes its own callbacks takes a tick and finds that RCU wants its softirq (rcu_sched_clock_irq(),
 * rcu_pending()). A CPU with callbacks keeps its tick, so this move is always owed, but on a CPU that stays in the kernel with its
 * tick off. It is offered only where the softirq would find something to do.
 */
public final class RcuTick implements MoveSource {
    private final Rcu rcu;
    private final RcuData rdp;
    private final Cpu cpu;
    private final Softirq softirq;          // null: rcuc does the work
    private final RcuCpuKthread rcuc;       // null: the softirq does
    private final BatchTime batchTime;

    /**
     * Makes CPU {@code rdp}'s softirq with its text or, with {@code use_softirq=0}, its rcuc. Where kthreads float, rcuc is a
     * handler of its CPU all the same: it may not run beside the tasks whose lists it works on.
     */
    public RcuTick(Rcu rcu, RcuData rdp) {
        this.rcu = rcu;
        this.rdp = rdp;
        cpu = rcu.machine().cpus().get(rdp.cpu());
        boolean kthread = rcu.linux().get(Tunable.USE_SOFTIRQ) == 0;
        rcuc = kthread && rcu.machine().placement() == Placement.PLACED ? new RcuCpuKthread(rcu, rdp) : null;
        softirq = rcuc != null ? null : rcu.machine().softirq((kthread ? "rcuc/" : "rcu_core/") + rdp.cpu());
        batchTime = softirq != null ? new RcuCore(softirq, rcu, rdp, kthread).time() : rcuc.batchTime();
    }

    /** What ends a batch by time; {@code null} where nobody measures time. */
    public BatchTime batchTime() {
        return batchTime;
    }

    public int cpu() {
        return rdp.cpu();
    }

    /** rcu_pending(), as far as it asks for the softirq. */
    private boolean isPending() {
        SegCbList list = rdp.cblist();
        if (list.hasReady()) return true;
        if (!list.isEmpty(SegCbList.NEXT) && !GpSeq.inProgress(rcu.gpSeq().get())) return true;
        return rdp.hasGpChanges();
    }

    @Override public int alternatives() {
        boolean busy = rcuc != null ? rcuc.hasWork() || !rcuc.task().isSleeping() : softirq.isRunning();
        return cpu.takesSoftirqs() && rdp.hasTick() && !busy && isPending() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        if (rcuc != null) rcuc.invoke();
        else rcu.machine().begin(softirq, cpu);
    }

    @Override public Context follower() {
        return rcuc != null ? rcuc.task() : softirq;
    }

    @Override public String describe(int alternative) {
        return "CPU " + rdp.cpu() + " takes a tick and finds work for RCU";
    }
}
