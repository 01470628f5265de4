package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Softirq;

import java.util.Set;

/**
 * The points where one CPU does its own deferred wakeups. All end in the same text; they differ in when the CPU comes by, and
 * in whose {@code ->nocb_defer_wakeup} they look at: from v5.14 on a follower's tick looks at its own, which is never set. So
 * this offers one move, that of the first edge that would find something now.
 *
 * <p>Ticks and rcu_core() come whenever the CPU takes softirqs; idle, user and guest entry only between two calls and outside
 * readers. The deferred wakeup comes in a handler of the CPU, whichever the edge.
 */
public final class RescueEdges implements MoveSource {
    private final Rcu rcu;
    private final NocbData rdp;
    private final Cpu cpu;
    private final Softirq softirq;
    private final RescueEdge[] edges;
    private final Offloading.Rescues where;
    private final DeferLevel least;

    RescueEdges(Rcu rcu, NocbData rdp, Offloading.Rescues where) {
        this.rcu = rcu;
        this.rdp = rdp;
        this.where = where;
        Set<RescueEdge> met = where.of(rdp.cpu());
        edges = met.toArray(new RescueEdge[0]);
        least = rcu.linux().has(Fix.NOCB_TIMER_UNIFIED) ? DeferLevel.WAKE : DeferLevel.BYPASS;
        this.cpu = rcu.machine().cpus().get(rdp.cpu());
        this.softirq = rcu.machine().softirq("rcu_core/" + rdp.cpu());
        new DeferredWakeup(softirq, rcu, rdp, false);
    }

    private boolean finds(RescueEdge edge) {
        boolean unified = rcu.linux().has(Fix.NOCB_TIMER_UNIFIED);
        if (unified && !rdp.isLeader() && !edge.looksAtLeader(rcu.linux())) return false;
        if (edge != RescueEdge.TICK && edge != RescueEdge.RCU_CORE && !where.mayLeaveKernel(rdp.cpu())) return false;
        NocbData owner = unified ? rdp.leader() : rdp;
        return !owner.deferWakeup.get().isBelow(least);
    }

    /** Whether {@code edge} is met, and there is something to do at it now. */
    public boolean isDueAt(RescueEdge edge) {
        for (RescueEdge met : edges) if (met == edge) return cpu.takesSoftirqs() && !softirq.isRunning() && finds(edge);
        return false;
    }

    private RescueEdge due() {
        for (RescueEdge edge : edges) if (finds(edge)) return edge;
        return null;
    }

    @Override public int alternatives() {
        return cpu.takesSoftirqs() && !softirq.isRunning() && (due() != null || isRaisedInVain()) ? 1 : 0;
    }

    /** Up to v5.10 the tick raises the softirq for ready callbacks too, which only rcuop may invoke. */
    private boolean isRaisedInVain() {
        return edges[0] == RescueEdge.TICK && !rcu.linux().has(Fix.PENDING_IGNORES_OFFLOADED) && rdp.cblist().hasReady();
    }

    @Override public void take(int alternative) {
        if (due() == null) rcu.machine().blame("waste: CPU " + rdp.cpu() + "'s tick raises the RCU softirq for ready callbacks, which only " + rdp.rcuop().task().name() + " may invoke");
        rcu.machine().begin(softirq, cpu);
    }

    @Override public Context follower() {
        return softirq;
    }

    @Override public String describe(int alternative) {
        RescueEdge edge = due();
        return "CPU " + rdp.cpu() + " " + (edge == null ? edges[0] : edge).says() + " and finds a deferred wakeup";
    }
}
