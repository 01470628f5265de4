package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Mask;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A node of the combining tree (struct rcu_node). A tree of one node is root and leaf at once. */
public final class RcuNode {
    private final RcuNode parent;
    private final int level;
    private final int first;
    private final int last;
    private final int bit;              // of this node in its parent's masks
    private final int children;
    final Word gpSeq;
    final Word gpSeqNeeded;
    final Mask qsmask;
    private final Machine machine;
    private final String name;
    private final List<BlockedReader> mayBlock = new ArrayList<>();
    private Word blockers;              // tasks from ->gp_tasks on; null where no reader can be preempted
    private final WaitQueue[] nocbGpWq = new WaitQueue[2];

    RcuNode(Machine machine, int index, RcuNode parent, int bit, int first, int last, int children, Rcu rcu) {
        this.parent = parent;
        this.level = parent == null ? 0 : parent.level + 1;
        this.first = first;
        this.last = last;
        this.bit = bit;
        this.children = children;
        this.machine = machine;
        this.name = "rnp[" + index + "]";
        Struct struct = machine.memory().struct("rnp[" + index + "]");
        gpSeq = rcu.current(struct.word("gp_seq", rcu.gpSeqRange()));
        gpSeqNeeded = rcu.wanted(struct.word("gp_seq_needed", rcu.gpSeqRange()));
        qsmask = struct.mask("qsmask", children);
        if (children == last - first + 1) machine.identities().cpus(qsmask, first);     // a leaf's
        for (int i = 0; i < 2; i++) nocbGpWq[i] = machine.waitQueue("rnp[" + index + "].nocb_gp_wq[" + i + "]");
    }

    /** The node above, or {@code null} for the root. */
    public RcuNode parent() {
        return parent;
    }

    /** 0 for the root. */
    public int level() {
        return level;
    }

    /** ->grplo and ->grphi: the CPUs below. */
    public int firstCpu() {
        return first;
    }

    public int lastCpu() {
        return last;
    }

    int bit() {
        return bit;
    }

    int children() {
        return children;
    }

    /** ->gp_seq of this node, which lags rcu_state's during initialisation and runs ahead of it during cleanup. */
    public long gpSeq() {
        return gpSeq.get();
    }

    /** As {@link #awaits}, for watchers. */
    public boolean peekAwaits(int cpu) {
        return (qsmask.peek() >>> cpu - first & 1) != 0;
    }

    /** As {@link #gpSeq()}, for watchers. */
    public long peekGpSeq() {
        return gpSeq.peek();
    }

    /** ->nocb_gp_wq[]: where rcuogs whose leader is below this leaf wait for grace period {@code wanted}. */
    public WaitQueue nocbGpWq(long wanted) {
        return nocbGpWq[(int) (GpSeq.counter(wanted) & 1)];
    }

    /** Says that {@code reader} may be queued here. Part of building the machine. */
    void mayBlock(BlockedReader reader) {
        if (blockers == null) blockers = machine.memory().struct(name).word("gp_tasks", Range.upTo(255));
        mayBlock.add(reader);
    }

    /** The number of tasks on ->blkd_tasks from ->gp_tasks on. */
    Word blockers() {
        return blockers;
    }

    /** Tasks that may be preempted inside a section on a CPU below. */
    public List<BlockedReader> readers() {
        return Collections.unmodifiableList(mayBlock);
    }

    /** A grace period begins here: all children are awaited, and every reader that is queued already. */
    void await() {
        qsmask.fill();
        for (int i = 0; i < mayBlock.size(); i++) mayBlock.get(i).gpBegins();
    }

    /** Whether nothing is awaited below: no CPU, and no task that was preempted in a reader (rcu_preempt_blocked_readers_cgp()). */
    boolean isQuiet() {
        return qsmask.isEmpty() && (blockers == null || blockers.get() == 0);
    }

    /** Whether the CPU's quiescent state is still awaited here; for leaves. */
    public boolean awaits(int cpu) {
        return qsmask.has(cpu - first);
    }
}
