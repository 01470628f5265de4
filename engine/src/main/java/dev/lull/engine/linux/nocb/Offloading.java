package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.Tunable;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.linux.rcu.GpKthread;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Task;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * All offloaded CPUs of a machine: their data, their groups, kthreads and timers. Models
 * rcu_organize_nocb_kthreads() and rcu_spawn_nocb_kthreads(), kernel/rcu/tree_plugin.h, v5.12.
 */
public final class Offloading {
    private final List<NocbData> data = new ArrayList<>();      // by CPU; null where a CPU is not offloaded
    private final List<NocbData> offloaded = new ArrayList<>();
    private final List<RescueEdges> rescueEdges = new ArrayList<>();
    private final List<MoveSource> cores = new ArrayList<>();          // by CPU; null where offloading does not change

    /**
     * How kthreads are made, and wake_nocb_gp(), which many call: overridden to try a patched one. Call the superclass's {@code step}
     * for the labels that the patch leaves alone.
     */
    public interface Kthreads {
        /** rcu_preempt, the grace-period kthread; see {@link GpKthread#GpKthread}. */
        default GpKthread gpKthread(Rcu rcu, GpKthread.IdleCpus idle, boolean forces, GpKthread.Grain grain) {
            return new GpKthread(rcu, idle, forces, grain);
        }

        /** rcuog for {@code group}, its leader first. */
        default NocbGpWait rcuog(Rcu rcu, List<NocbData> group) {
            return new NocbGpWait(rcu, group);
        }

        /** rcuop for one CPU. */
        default NocbCbWait rcuop(Rcu rcu, NocbData rdp) {
            return new NocbCbWait(rcu, rdp);
        }

        /**
         * wake_nocb_gp() as {@code self} calls it, made once for each caller and CPU.
         *
         * @param says whether its caller traces a reason afterwards
         */
        default WakeNocbGp wakeNocbGp(Context self, Rcu rcu, NocbData rdp, boolean says) {
            return new WakeNocbGp(self, rcu, rdp, says);
        }
    }

    /**
     * What becomes of CPUs at run time.
     *
     * @param toggled offloaded or de-offloaded
     * @param comesUp offline at first, and brought up
     */
    public record Changes(BitSet toggled, BitSet comesUp) implements NocbData.Changes {
        /** Nothing changes. */
        public static final Changes NONE = new Changes(new BitSet(), new BitSet());

        @Override public boolean changes(int cpu) {
            return toggled.get(cpu) || comesUp.get(cpu);
        }

        @Override public boolean comesUp(int cpu) {
            return comesUp.get(cpu);
        }
    }

    /** Which rescue edges CPUs meet. */
    public interface Rescues {
        /** The edges that a CPU meets. */
        Set<RescueEdge> of(int cpu);

        /** How the CPU leaves the kernel when it has nothing to run, where that is modelled step by step; else {@code null}. */
        RescueEdge exit(int cpu);

        /** Whether it could go idle, or leave the kernel, now. */
        boolean mayLeaveKernel(int cpu);
    }

    /** @param rescues CPUs that meet rescue edges */
    public Offloading(Rcu rcu, Kthreads kthreads, Rescues rescues, Changes changes) {
        Linux linux = rcu.linux();
        for (int first = 0; first < linux.cpus(); first += linux.gpStride()) {
            List<NocbData> group = new ArrayList<>();
            for (int cpu = first; cpu < Math.min(linux.cpus(), first + linux.gpStride()); cpu++) {
                if (!linux.isOffloaded(cpu)) {
                    data.add(null);
                    continue;
                }
                int last = Math.min(linux.cpus(), first + linux.gpStride()) - 1;
                NocbData rdp = new NocbData(rcu, rcu.data(cpu), group.isEmpty() ? null : group.get(0), last, changes, kthreads);
                group.add(rdp);
                data.add(rdp);
                offloaded.add(rdp);
            }
            if (!group.isEmpty()) spawn(rcu, kthreads, group, rescues);
        }
    }

    private void spawn(Rcu rcu, Kthreads kthreads, List<NocbData> group, Rescues rescues) {
        kthreads.rcuog(rcu, group);
        NocbData leader = group.get(0);
        if (leader.bypassTimer != null) new BypassTimer(leader.bypassTimer.handler(), rcu, leader);
        for (NocbData rdp : group) {
            kthreads.rcuop(rcu, rdp);
            if (rdp.isLeader() || rdp.nocbTimer != leader.nocbTimer) new DeferredWakeup(rdp.nocbTimer.handler(), rcu, rdp, true);
            if (rescues.exit(rdp.cpu()) != null) rcu.machine().add(new KernelExit(rcu, rdp, rescues.exit(rdp.cpu())));
            if (rdp.state != null) addCore(rcuCore(rcu, rdp, !rescues.of(rdp.cpu()).isEmpty()), rdp.cpu(), rcu);
            else if (!rescues.of(rdp.cpu()).isEmpty()) rescuedAtEdges(rcu, rdp, rescues);
        }
    }

    private void addCore(MoveSource core, int cpu, Rcu rcu) {
        while (cores.size() <= cpu) cores.add(null);
        cores.set(cpu, core);
        rcu.machine().add(core);
    }

    private static MoveSource rcuCore(Rcu rcu, NocbData rdp, boolean rescues) {
        return rcu.linux().get(Tunable.USE_SOFTIRQ) == 0 ? new NocbRcuc(rcu, rdp, rescues) : new NocbRcuCore(rcu, rdp, rescues);
    }

    private void rescuedAtEdges(Rcu rcu, NocbData rdp, Rescues rescues) {
        while (rescueEdges.size() <= rdp.cpu()) rescueEdges.add(null);
        rescueEdges.set(rdp.cpu(), new RescueEdges(rcu, rdp, rescues));
        rcu.machine().add(rescueEdges.get(rdp.cpu()));
    }

    /** The points at which a CPU does its own deferred wakeups; {@code null} for one that meets none. */
    public RescueEdges rescueEdges(int cpu) {
        return cpu < rescueEdges.size() ? rescueEdges.get(cpu) : null;
    }

    /** What the tick of a CPU whose offloading changes may raise; {@code null} for other CPUs. */
    public MoveSource rcuCore(int cpu) {
        return cpu < cores.size() ? cores.get(cpu) : null;
    }

    /** do_nocb_deferred_wakeup() for CPU {@code cpu}, executed by {@code self}. */
    public Code<?> deferredWakeup(Context self, Rcu rcu, int cpu) {
        return new DeferredWakeup(self, rcu, data.get(cpu), false);
    }

    /** An offloaded CPU's data, or {@code null}. */
    public NocbData data(int cpu) {
        return data.get(cpu);
    }

    /** The data of all offloaded CPUs, by number. */
    public List<NocbData> offloaded() {
        return Collections.unmodifiableList(offloaded);
    }

    /** rcuog of a CPU's group. */
    public Task rcuog(int cpu) {
        return data.get(cpu).rcuog().task();
    }

    /** rcuop of a CPU. */
    public Task rcuop(int cpu) {
        return data.get(cpu).rcuop().task();
    }
}
