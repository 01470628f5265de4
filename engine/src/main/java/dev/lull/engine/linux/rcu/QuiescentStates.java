package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Placement;

import java.util.ArrayList;
import java.util.List;

/**
 * One CPU passing a quiescent state and reporting it, as a move of its own: tick, rcu_core and report to the leaf in one step; where
 * a tree is deeper and grace periods are cut finely, each level above is a step of its own ({@link ReportUp}). It is open when the grace period awaits the CPU and the CPU is in no reader and not in the middle of code with
 * interrupts or bottom halves off; on a CPU that kthreads share, also only after a context switch, when idle, or when the
 * grace period is so old that its tick is told to reschedule ({@code ->rcu_urgent_qs}; the switch itself is left out). A CPU that stays in
 * the kernel with its tick off passes none until RCU has forced the tick on ({@link UrgentQs}).
 */
public final class QuiescentStates implements MoveSource {
    private final Rcu rcu;
    private final RcuData rdp;
    private final Cpu cpu;
    private final Readers readers;
    private final ReportUp up;          // null: the whole way is one step

    /** Says whether a CPU is inside a read-side critical section. */
    public interface Readers {
        boolean isReading(int cpu);
    }

    /** Those of all CPUs. */
    public static List<QuiescentStates> of(Rcu rcu, Readers readers, GpKthread.Grain grain) {
        boolean stepwise = grain == GpKthread.Grain.FINE && rcu.nodes().size() > 1;
        List<QuiescentStates> all = new ArrayList<>();
        for (RcuNode leaf : rcu.leaves()) {
            ReportUp up = stepwise ? new ReportUp(rcu, leaf) : null;
            for (int cpu = leaf.firstCpu(); cpu <= leaf.lastCpu(); cpu++) all.add(new QuiescentStates(rcu, cpu, readers, up));
        }
        return all;
    }

    private QuiescentStates(Rcu rcu, int cpu, Readers readers, ReportUp up) {
        this.rcu = rcu;
        this.rdp = rcu.data(cpu);
        this.cpu = rcu.machine().cpus().get(cpu);
        this.readers = readers;
        this.up = up;
    }

    /** The CPU whose states these are. */
    public int cpu() {
        return rdp.cpu();
    }

    @Override public int alternatives() {
        if (!rdp.leaf().awaits(rdp.cpu()) || !cpu.takesSoftirqs() || readers.isReading(rdp.cpu()) || !rdp.hasTick()) return 0;
        boolean shared = rcu.machine().placement() == Placement.PLACED;
        return !shared || cpu.currentTask() < 0 && !rdp.staysInKernel() || cpu.hasSwitched() || rdp.isUrgent() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        boolean shared = rcu.machine().placement() == Placement.PLACED;
        int reporter = shared ? cpu.currentTask() : rcu.gpKthread().number();       // the tick interrupts whoever is there
        cpu.clearSwitched();
        rdp.disableUrgency();
        if (!rcu.linux().isOffloaded(rdp.cpu())) rcu.accelerateCbs(rdp, reporter, rdp.cpu());       // asks for nothing yet: one is in progress
        if (up != null) {
            if (rcu.reportAt(rdp.leaf(), rdp.cpu() - rdp.leaf().firstCpu(), reporter, rdp.cpu())) rcu.machine().begin(up.handler(), cpu);
        } else if (rcu.reportQs(rdp.cpu(), reporter, rdp.cpu())) rcu.machine().wakeFromOutside(rcu.gpWq(), reporter, rdp.cpu());
    }

    @Override public Context follower() {
        return up == null ? null : up.handler();
    }

    @Override public String describe(int alternative) {
        return "CPU " + rdp.cpu() + " passes a quiescent state";
    }
}
