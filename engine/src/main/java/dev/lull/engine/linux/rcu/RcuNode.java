package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.FusedLock;
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
    private final int index;
    final Word gpSeq;
    final Word gpSeqNeeded;
    final Mask qsmask;
    private final FusedLock lock;
    private final List<FusedLock> locksUp = new ArrayList<>();
    private final Machine machine;
    private final String name;
    private final List<BlockedReader> mayBlock = new ArrayList<>();
    private Mask qsmaskinit;            // ->qsmask at the beginning of a grace period; null: always all
    private Mask qsmaskinitnext;        // CPUs online now; a leaf's only
    private Word blockers;              // tasks from ->gp_tasks on; null where no reader can be preempted
    private final WaitQueue[] nocbGpWq = new WaitQueue[2];

    RcuNode(Machine machine, int index, RcuNode parent, int bit, int first, int last, int children, Rcu rcu) {
        this.parent = parent;
        this.level = parent == null ? 0 : parent.level + 1;
        this.first = first;
        this.last = last;
        this.bit = bit;
        this.children = children;
        this.index = index;
        this.machine = machine;
        this.name = "rnp[" + index + "]";
        this.lock = machine.fusedLock("rcu_node[" + index + "].lock");
        Struct struct = machine.memory().struct("rnp[" + index + "]");
        gpSeq = rcu.current(struct.word("gp_seq", rcu.gpSeqRange()));
        gpSeqNeeded = rcu.wanted(struct.word("gp_seq_needed", rcu.gpSeqRange()));
        qsmask = struct.mask("qsmask", children);
        if (children == last - first + 1) machine.identities().cpus(qsmask, first);     // a leaf's
        for (RcuNode rnp = this; rnp != null; rnp = rnp.parent) locksUp.add(rnp.lock);
        machine.guarded().writesBy(lock, gpSeq.slot(), gpSeqNeeded.slot(), qsmask.slot());
        for (int i = 0; i < 2; i++) nocbGpWq[i] = machine.waitQueue("rnp[" + index + "].nocb_gp_wq[" + i + "]");
    }

    /** ->lock: every step that needs it is one under it. */
    public FusedLock lock() {
        return lock;
    }

    /** This node's lock and those of all above it: what asking for a grace period, or reporting a quiescent state, takes one after another. */
    public List<FusedLock> locksUp() {
        return Collections.unmodifiableList(locksUp);
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

    /** Position among all nodes, the root's being 0. */
    int index() {
        return index;
    }

    String name() {
        return name;
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

    /** ->gp_seq_needed, as a watcher sees it. */
    public long peekGpSeqNeeded() {
        return gpSeqNeeded.peek();
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
        if (qsmaskinit == null) qsmask.fill();
        else qsmask.copy(qsmaskinit);
        for (int i = 0; i < mayBlock.size(); i++) mayBlock.get(i).gpBegins();
    }

    // ---- CPUs that come and go --------------------------------------------------------------------------------

    /** Says that CPUs below come and go. Part of building the machine. */
    void comeAndGo() {
        if (qsmaskinit != null) return;
        qsmaskinit = machine.memory().struct(name).mask("qsmaskinit", children);
        qsmaskinit.fill();
        machine.guarded().writesBy(lock, qsmaskinit.slot());
        if (children != last - first + 1) return;
        qsmaskinitnext = machine.memory().struct(name).mask("qsmaskinitnext", children);
        qsmaskinitnext.fill();
        machine.guarded().writesBy(lock, qsmaskinitnext.slot());
        machine.identities().cpus(qsmaskinit, first);
        machine.identities().cpus(qsmaskinitnext, first);
    }

    /** {@code ->qsmaskinitnext}: the CPU takes part in grace periods from the next one on, or no longer; for leaves. */
    void takesPart(int cpu, boolean takesPart) {
        if (takesPart) qsmaskinitnext.add(cpu - first);
        else qsmaskinitnext.remove(cpu - first);
    }

    /** rcu_rdp_cpu_online(); for leaves. */
    boolean isOnline(int cpu) {
        return qsmaskinitnext == null || qsmaskinitnext.has(cpu - first);
    }

    /** Whether the CPU is away though the grace period that begins awaits it: it has gone since the pass that took the CPUs over. */
    boolean hasGone(int cpu) {
        return qsmaskinitnext != null && !qsmaskinitnext.has(cpu - first);
    }

    /**
     * rcu_gp_init()'s first pass, on one leaf: CPUs that are online now take part, and ancestors hear of the first that came or
     * the last that went; a leaf that has none, but tasks that were preempted in readers there, stays in ({@code ->wait_blkd_tasks}).
     */
    void takeOver() {
        if (qsmaskinit == null) return;
        qsmaskinit.copy(qsmaskinitnext);
        boolean any = !qsmaskinit.isEmpty() || hasBlockedReaders();
        RcuNode child = this;
        for (RcuNode up = parent; up != null && up.qsmaskinit.has(child.bit) != any; child = up, up = up.parent) {
            if (any) up.qsmaskinit.add(child.bit);
            else up.qsmaskinit.remove(child.bit);
            any = !up.qsmaskinit.isEmpty();
        }
    }

    private boolean hasBlockedReaders() {
        for (int i = 0; i < mayBlock.size(); i++) if (mayBlock.get(i).isBlocked()) return true;
        return false;
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
