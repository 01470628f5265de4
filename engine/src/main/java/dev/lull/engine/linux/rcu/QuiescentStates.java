package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Placement;

/**
 * One CPU passing a quiescent state and reporting it, as a move of its own: tick, rcu_core and report in one step. It
 * is open when the grace period awaits the CPU and the CPU is in no reader and not in the middle of code with
 * interrupts or bottom halves off; on a CPU that kthreads share, also only after a context switch, when idle, or when the
 * grace period is so old that its tick is told to reschedule ({@code ->rcu_urgent_qs}; the switch itself is left out).
 */
public final class QuiescentStates implements MoveSource {
    private final Rcu rcu;
    private final RcuData rdp;
    private final Cpu cpu;
    private final Readers readers;

    /** Says whether a CPU is inside a read-side critical section. */
    public interface Readers {
        boolean isReading(int cpu);
    }

    public QuiescentStates(Rcu rcu, int cpu, Readers readers) {
        this.rcu = rcu;
        this.rdp = rcu.data(cpu);
        this.cpu = rcu.machine().cpus().get(cpu);
        this.readers = readers;
    }

    /** The CPU whose states these are. */
    public int cpu() {
        return rdp.cpu();
    }

    @Override public int alternatives() {
        if (!rdp.leaf().awaits(rdp.cpu()) || !cpu.takesSoftirqs() || readers.isReading(rdp.cpu())) return 0;
        boolean shared = rcu.machine().placement() == Placement.PLACED;
        return !shared || cpu.currentTask() < 0 || cpu.hasSwitched() || rdp.isUrgent() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        boolean shared = rcu.machine().placement() == Placement.PLACED;
        int reporter = shared ? cpu.currentTask() : rcu.gpKthread().number();       // the tick interrupts whoever is there
        cpu.clearSwitched();
        rdp.urge(false);
        if (rcu.reportQs(rdp.cpu(), reporter, rdp.cpu())) rcu.machine().wakeFromOutside(rcu.gpWq(), reporter, rdp.cpu());
    }

    @Override public String describe(int alternative) {
        return "CPU " + rdp.cpu() + " passes a quiescent state";
    }
}
