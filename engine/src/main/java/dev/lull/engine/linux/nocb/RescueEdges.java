package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Softirq;

/**
 * The points where a CPU does its own deferred wakeups: here its tick, which finds that one is wanted and has the RCU
 * softirq do it (rcu_pending(), rcu_core()). Up to v5.13 idle, user and guest entry act the same way on the same field, so
 * one switch stands for all: with it off, the CPU stays in the kernel without a tick.
 *
 * <p>From v5.14 the tick reads the CPU's own field, which is only ever set on leaders: a follower's tick rescues nobody.
 * Its idle, user or guest entry would, since these read the leader's; a follower here meets ticks only.
 */
final class RescueEdges implements MoveSource {
    private final Rcu rcu;
    private final NocbData rdp;
    private final Cpu cpu;
    private final Softirq softirq;

    RescueEdges(Rcu rcu, NocbData rdp) {
        this.rcu = rcu;
        this.rdp = rdp;
        this.cpu = rcu.machine().cpus().get(rdp.cpu());
        this.softirq = rcu.machine().softirq("rcu_core/" + rdp.cpu());
        new DeferredWakeup(softirq, rcu, rdp, false);
    }

    @Override public int alternatives() {
        boolean seen = !rcu.linux().has(Fix.NOCB_TIMER_UNIFIED) || rdp.isLeader();
        DeferLevel least = rcu.linux().has(Fix.NOCB_TIMER_UNIFIED) ? DeferLevel.WAKE : DeferLevel.BYPASS;
        return seen && cpu.takesSoftirqs() && !softirq.isRunning() && !rdp.deferWakeup.get().isBelow(least) ? 1 : 0;
    }

    @Override public void take(int alternative) {
        rcu.machine().begin(softirq, cpu);
    }

    @Override public Context follower() {
        return softirq;
    }

    @Override public String describe(int alternative) {
        return "CPU " + rdp.cpu() + " takes a tick and finds a deferred wakeup";
    }
}
