package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Mask;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What expedited grace periods keep: {@code exp_mutex}, {@code expedited_sequence}, each leaf's {@code ->expmask} and the readers
 * that hold one up. A CPU in a reader answers when it leaves ({@code ->exp_deferred_qs}); a preempted reader answers for itself.
 * Reports go to the leaf only: the nodes above are asked, not told.
 */
public final class Expedited {
    private final Rcu rcu;
    private final IntPredicate reading;
    private final Mutex mutex;
    private final WaitQueue wq;
    private final Mask[] expmask;           // by leaf
    private final Flag[] deferred;          // by CPU
    private final List<Blocker> blockers = new ArrayList<>();
    final Word sequence;

    /** A task that may be preempted inside a section. */
    public final class Blocker {
        private final int cpu;
        private final Flag queued;
        private final Flag blocks;

        private Blocker(int cpu, String who) {
            this.cpu = cpu;
            Struct struct = rcu.machine().memory().struct(who);
            queued = struct.flag("exp.queued");
            blocks = struct.flag("exp.blocks");
        }

        /** It is preempted: if its CPU has still to answer, it is waited for instead; the CPU answers now if it has been asked. */
        public void preempted() {
            queued.set();
            if (awaits(cpu)) blocks.set();
            if (deferred[cpu].isSet()) answer(cpu, rcu.gpKthread().number());
        }

        /** Its outermost rcu_read_unlock(). */
        public void left() {
            queued.clear();
            if (!blocks.isSet()) return;
            blocks.clear();
            wakeIfOver(rcu.gpKthread().number(), cpu);
        }
    }

    /**
     * @param reading whether a CPU is inside a section now
     * @param times   expedited grace periods at most, which bounds the sequence number
     */
    public Expedited(Rcu rcu, IntPredicate reading, long times) {
        this.rcu = rcu;
        this.reading = reading;
        Machine machine = rcu.machine();
        mutex = machine.mutex("exp_mutex");
        wq = machine.waitQueue("expedited_wq");
        sequence = machine.memory().struct("rcu_state").word("expedited_sequence", Range.upTo(Math.min(Long.MAX_VALUE / 2, 4 * times + 8)));
        expmask = new Mask[rcu.leaves().size()];
        for (int leaf = 0; leaf < expmask.length; leaf++) {
            RcuNode rnp = rcu.leaves().get(leaf);
            expmask[leaf] = machine.memory().struct("rnp.leaf[" + leaf + "]").mask("expmask", rnp.children());
        }
        deferred = new Flag[rcu.linux().cpus()];
        for (int cpu = 0; cpu < deferred.length; cpu++) deferred[cpu] = rcu.data(cpu).struct().flag("exp_deferred_qs");
    }

    /** Notes for a reader that may be preempted. Part of building the machine. */
    public Blocker blocker(int cpu, String who) {
        Blocker blocker = new Blocker(cpu, who);
        blockers.add(blocker);
        return blocker;
    }

    Mutex mutex() {
        return mutex;
    }

    WaitQueue wq() {
        return wq;
    }

    private int leafOf(int cpu) {
        return cpu / rcu.linux().fanoutLeaf();
    }

    /** sync_rcu_exp_select_node_cpus(): awaits every CPU of a leaf but those that are idle, and every reader queued there. */
    void select(int leaf, IntPredicate idle) {
        RcuNode rnp = rcu.leaves().get(leaf);
        for (int cpu = rnp.firstCpu(); cpu <= rnp.lastCpu(); cpu++) if (!idle.test(cpu)) expmask[leaf].add(cpu - rnp.firstCpu());
        for (Blocker blocker : blockers) if (leafOf(blocker.cpu) == leaf && blocker.queued.isSet()) blocker.blocks.set();
    }

    /** Whether a CPU's answer is awaited. */
    boolean awaits(int cpu) {
        int leaf = leafOf(cpu);
        return expmask[leaf].has(cpu - rcu.leaves().get(leaf).firstCpu());
    }

    /** rcu_exp_handler() on a CPU: it answers at once, or when its reader leaves. */
    void interrupt(int cpu, int context) {
        if (!awaits(cpu)) return;
        if (reading.test(cpu)) deferred[cpu].set();
        else answer(cpu, context);
    }

    /** A reader has left its outermost section on a CPU: if that was the last, the CPU answers. */
    public void left(int cpu) {
        if (deferred[cpu].isSet() && !reading.test(cpu)) answer(cpu, rcu.gpKthread().number());
    }

    private void answer(int cpu, int context) {
        deferred[cpu].clear();
        int leaf = leafOf(cpu);
        expmask[leaf].remove(cpu - rcu.leaves().get(leaf).firstCpu());
        wakeIfOver(context, cpu);
    }

    private void wakeIfOver(int context, int on) {
        if (isOver()) rcu.machine().wakeFromOutside(wq, context, on);
    }

    /** Whether everybody has answered (sync_rcu_exp_done()). */
    boolean isOver() {
        for (Mask mask : expmask) if (!mask.isEmpty()) return false;
        for (int i = 0; i < blockers.size(); i++) if (blockers.get(i).blocks.isSet()) return false;
        return true;
    }
}
