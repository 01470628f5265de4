package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Softirq;

/**
 * A CPU that invokes its own callbacks takes a tick and finds that RCU wants its softirq (rcu_sched_clock_irq(),
 * rcu_pending()). A CPU with callbacks keeps its tick, so this move is always owed. It is offered only where the softirq would
 * find something to do.
 */
public final class RcuTick implements MoveSource {
    private final Rcu rcu;
    private final RcuData rdp;
    private final Cpu cpu;
    private final Softirq softirq;

    /** Makes CPU {@code rdp}'s softirq with its text. */
    public RcuTick(Rcu rcu, RcuData rdp) {
        this.rcu = rcu;
        this.rdp = rdp;
        cpu = rcu.machine().cpus().get(rdp.cpu());
        softirq = rcu.machine().softirq("rcu_core/" + rdp.cpu());
        new RcuCore(softirq, rcu, rdp, false);
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
        return cpu.takesSoftirqs() && !softirq.isRunning() && isPending() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        rcu.machine().begin(softirq, cpu);
    }

    @Override public Context follower() {
        return softirq;
    }

    @Override public String describe(int alternative) {
        return "CPU " + rdp.cpu() + " takes a tick and finds work for RCU";
    }
}
