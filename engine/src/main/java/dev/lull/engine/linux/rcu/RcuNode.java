package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Mask;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

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
    private final WaitQueue[] nocbGpWq = new WaitQueue[2];

    RcuNode(Machine machine, int index, RcuNode parent, int bit, int first, int last, int children, Rcu rcu) {
        this.parent = parent;
        this.level = parent == null ? 0 : parent.level + 1;
        this.first = first;
        this.last = last;
        this.bit = bit;
        this.children = children;
        Struct struct = machine.memory().struct("rnp[" + index + "]");
        gpSeq = rcu.current(struct.word("gp_seq", rcu.gpSeqRange()));
        gpSeqNeeded = rcu.wanted(struct.word("gp_seq_needed", rcu.gpSeqRange()));
        qsmask = struct.mask("qsmask", children);
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

    /** As {@link #gpSeq()}, for watchers. */
    public long peekGpSeq() {
        return gpSeq.peek();
    }

    /** ->nocb_gp_wq[]: where rcuogs whose leader is below this leaf wait for grace period {@code wanted}. */
    public WaitQueue nocbGpWq(long wanted) {
        return nocbGpWq[(int) (GpSeq.counter(wanted) & 1)];
    }

    /** Whether the CPU's quiescent state is still awaited here; for leaves. */
    public boolean awaits(int cpu) {
        return qsmask.has(cpu - first);
    }
}
