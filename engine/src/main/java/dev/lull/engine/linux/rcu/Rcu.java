package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * The one RCU flavour of a machine (rcu_state): tree, per-CPU data, the grace-period number and what every context may
 * ask of it. Models kernel/rcu/tree.c, v5.12.
 */
public final class Rcu {
    private static final int FANOUT = 64;

    private final Machine machine;
    private final Linux linux;
    private final Callbacks callbacks;
    private final Guarantee guarantee;
    private final Range gpSeqRange;
    private final List<RcuNode> nodes = new ArrayList<>();          // root first, leaves last
    private final List<RcuNode> leaves = new ArrayList<>();
    private final List<RcuData> data = new ArrayList<>();
    private final Word gpSeq;
    private final Flag gpFlagInit;
    private final Flag gpFlagFqs;
    private final WaitQueue gpWq;
    private Word gpStart;               // rcu_state.gp_start, a jiffy; null where the run has no clock
    private final Word scans;           // null: with so few callbacks nobody asks
    private final boolean comeAndGo;
    private final OverloadedCpus overloaded;        // null: with so few callbacks there are none
    private final List<Word> wantedNumbers = new ArrayList<>();
    private final List<Word> currentNumbers = new ArrayList<>();
    private Task gpKthread;
    private Fault lostTimeout;          // null: none is
    private KickKthreads kick;          // null: nobody kicks

    /**
     * @param gpSeqMax the highest grace-period number this run may reach
     */
    public Rcu(Machine machine, Linux linux, Callbacks callbacks, long gpSeqMax) {
        this.machine = machine;
        this.linux = linux;
        this.callbacks = callbacks;
        this.guarantee = new Guarantee(machine, callbacks, linux.cpus());
        gpSeqRange = Range.upTo(gpSeqMax);
        gpSeq = current(machine.memory().struct("rcu_state").word("gp_seq", gpSeqRange));
        gpFlagInit = machine.memory().struct("rcu_state").flag("gp_flags.INIT");
        gpFlagFqs = machine.memory().struct("rcu_state").flag("gp_flags.FQS");
        gpWq = machine.waitQueue("rcu_state.gp_wq");
        scans = callbacks.countRange().max() > linux.qhimark() ? machine.memory().struct("rcu_state").word("n_force_qs", Range.FULL) : null;
        growTree();
        machine.guarded().writesBy(root().lock(), gpSeq.slot());
        overloaded = OverloadedCpus.of(this);
        BitSet hotplugged = machine.onlineCpus().hotplugged();
        comeAndGo = !hotplugged.isEmpty();
        for (int cpu = hotplugged.nextSetBit(0); cpu >= 0; cpu = hotplugged.nextSetBit(cpu + 1)) {
            RcuNode leaf = data.get(cpu).leaf();
            for (RcuNode rnp = leaf; rnp != null; rnp = rnp.parent()) rnp.comeAndGo();
            leaf.takesPart(cpu, machine.cpus().get(cpu).isOnline());
            leaf.takeOver();
        }
    }

    /** rcu_init_one(): leaves of {@code rcu_fanout_leaf} CPUs, and above them as many levels of 64 children as it takes. */
    private void growTree() {
        List<Integer> levels = new ArrayList<>();                   // nodes of each level, the leaves' first
        levels.add((linux.cpus() + linux.fanoutLeaf() - 1) / linux.fanoutLeaf());
        while (levels.get(levels.size() - 1) > 1) levels.add((levels.get(levels.size() - 1) + FANOUT - 1) / FANOUT);
        List<RcuNode> above = List.of();
        for (int level = levels.size() - 1; level >= 0; level--) {
            long cpusEach = linux.fanoutLeaf();
            for (int down = 0; down < level; down++) cpusEach *= FANOUT;
            List<RcuNode> here = new ArrayList<>();
            for (int i = 0; i < levels.get(level); i++) here.add(node(above.isEmpty() ? null : above.get(i / FANOUT), i, cpusEach, level, levels));
            above = here;
        }
        leaves.addAll(above);
        for (RcuNode leaf : leaves) {
            for (int cpu = leaf.firstCpu(); cpu <= leaf.lastCpu(); cpu++) {
                var struct = machine.memory().struct("rdp[" + cpu + "]");
                data.add(new RcuData(this, cpu, leaf, struct, new SegCbList(callbacks, struct, this)));
            }
        }
    }

    private RcuNode node(RcuNode parent, int i, long cpusEach, int level, List<Integer> levels) {
        int first = (int) (i * cpusEach);
        int last = (int) Math.min(linux.cpus(), first + cpusEach) - 1;
        int children = level == 0 ? last - first + 1 : Math.min(FANOUT, levels.get(level - 1) - i * FANOUT);
        RcuNode node = new RcuNode(machine, nodes.size(), parent, i % FANOUT, first, last, children, this);
        nodes.add(node);
        return node;
    }

    /** How many rcu_nodes a tree for {@code linux} has. */
    public static int nodesOf(Linux linux) {
        int level = (linux.cpus() + linux.fanoutLeaf() - 1) / linux.fanoutLeaf();
        int nodes = level;
        while (level > 1) {
            level = (level + FANOUT - 1) / FANOUT;
            nodes += level;
        }
        return nodes;
    }

    /** rcu_state.n_force_qs: scans for idle CPUs so far; kept only where overload is possible. */
    long scans() {
        return scans.get();
    }

    /**
     * Says what a run is like. Part of building the machine, before the grace-period kthread is made.
     *
     * @param timed    whether it has a clock
     * @param tickless CPUs whose tick is off while they run one task
     * @param stay     of these, the ones that never leave the kernel
     * @param yield    of these, the ones that call cond_resched() there
     */
    public void runs(boolean timed, BitSet tickless, BitSet stay, BitSet yield) {
        if (timed) gpStart = machine.moment(machine.memory().struct("rcu_state").word("gp_start", machine.jiffyRange()));
        for (RcuData rdp : data) {
            int cpu = rdp.cpu();
            if (timed || tickless.get(cpu)) rdp.mayBeUrged(new UrgentQs(this, rdp, tickless.get(cpu), stay.get(cpu), yield.get(cpu)));
        }
    }

    /** Says that the wait for quiescent states may lose its timer; {@code null}: it does not. Part of building the machine. */
    public void loses(Fault timeout) {
        lostTimeout = timeout;
    }

    /** Whether the timer that is about to be armed is lost. */
    boolean losesTimeout() {
        return lostTimeout != null && lostTimeout.strikes();
    }

    void kickedBy(KickKthreads kick) {
        this.kick = kick;
    }

    /** What a tick does with {@code rcu_kick_kthreads} about a grace-period kthread that does not wake up; {@code null} for nothing. */
    public MoveSource kick() {
        return kick;
    }

    /** Whether it is still to come that a tick wakes the grace-period kthread, for watchers. */
    public boolean peekWillKick() {
        return kick != null && kick.peekWillKick();
    }

    /** Whether the run has a clock: then the kthread scans by time, and batches have a time limit. */
    boolean isTimed() {
        return gpStart != null;
    }

    void gpBegins() {
        if (gpStart != null) gpStart.set(machine.jiffies());
    }

    /** Whether the grace period in progress is older than that; where a run has no clock, it is. */
    boolean isOlderThan(long jiffies) {
        return gpStart == null || machine.jiffies() - gpStart.get() > jiffies;
    }

    /** Whether CPUs come and go. */
    boolean comeAndGo() {
        return comeAndGo;
    }

    /** What is known of CPUs with too many callbacks; {@code null} where there are none. */
    OverloadedCpus overloaded() {
        return overloaded;
    }

    /** check_cb_ovld(), CR2: whether the CPU has too many callbacks, as call_rcu() notes it. */
    public void checkOverload(RcuData rdp) {
        if (overloaded != null) overloaded.check(rdp);
    }

    void scanned() {
        if (scans != null) scans.add(1);
    }

    void spawned(Task gpKthread) {
        this.gpKthread = gpKthread;
        gpWq.admit(gpKthread);
    }

    public Machine machine() {
        return machine;
    }

    public Linux linux() {
        return linux;
    }

    public Callbacks callbacks() {
        return callbacks;
    }

    /** What watches over readers. */
    public Guarantee guarantee() {
        return guarantee;
    }

    /**
     * debug_rcu_head_queue(), in CR1: whether {@code context} may queue a callback of that function on CPU {@code cpu}. One that is
     * queued already is left alone, as a kernel with CONFIG_DEBUG_OBJECTS_RCU_HEAD does once it has complained.
     */
    public boolean mayQueue(int function, int context, int cpu) {
        return callbacks.mayQueue(function, context, cpu);
    }

    /** A fresh callback, plain or of a registered function, that CPU {@code cpu} is about to queue. */
    public long allocate(int cpu, int function) {
        guarantee.called(cpu);
        return callbacks.allocate(function);
    }

    /**
     * Invokes a callback that was on CPU {@code cpu}'s lists, and frees its head; its function's number when the last thing it
     * does is to queue itself again ({@link QueueAgain}), else {@link Callbacks#PLAIN}.
     */
    public int invoke(int cpu, long head, int context, int on) {
        if (!callbacks.isQueued(head)) {
            machine.blame("callback invoked twice: h" + callbacks.serialOf(head) + " of CPU " + cpu + " is invoked, but it is not queued");
            return Callbacks.PLAIN;
        }
        if (!callbacks.isEntrained(head)) guarantee.invoked(cpu, head);
        int again = callbacks.call(head, context, on);
        callbacks.free(head);
        return again;
    }

    /** A task of that name, on CPU {@code cpu}, that may be preempted inside a section. Part of building the machine. */
    public BlockedReader blockedReader(int cpu, String who) {
        return new BlockedReader(this, cpu, who);
    }

    /** The range of a grace-period number in this run. */
    public Range gpSeqRange() {
        return gpSeqRange;
    }

    /** Says that {@code word} holds the number of a grace period that somebody wants or wanted, 0 for none. */
    public Word wanted(Word word) {
        wantedNumbers.add(word);
        return word;
    }

    Word current(Word word) {
        currentNumbers.add(word);
        return word;
    }

    /** Every word that holds a wanted number: one that has been reached acts like any other that has. */
    public List<Word> wantedNumbers() {
        return Collections.unmodifiableList(wantedNumbers);
    }

    /** Every word that says how far grace periods have come: rcu_state's, first, and the nodes'. */
    public List<Word> currentNumbers() {
        return Collections.unmodifiableList(currentNumbers);
    }

    /** Every rcu_node, root first. */
    public List<RcuNode> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    public List<RcuNode> leaves() {
        return Collections.unmodifiableList(leaves);
    }

    /** Position of a leaf among the leaves; negative for any other node. */
    int leafIndex(RcuNode rnp) {
        return rnp.index() - (nodes.size() - leaves.size());
    }

    public RcuNode root() {
        return nodes.get(0);
    }

    public RcuData data(int cpu) {
        return data.get(cpu);
    }

    public Task gpKthread() {
        return gpKthread;
    }

    Word gpSeq() {
        return gpSeq;
    }

    Flag gpFlagInit() {
        return gpFlagInit;
    }

    Flag gpFlagFqs() {
        return gpFlagFqs;
    }

    WaitQueue gpWq() {
        return gpWq;
    }

    /** rcu_state.gp_seq as a watcher sees it. */
    public long peekGpSeq() {
        return gpSeq.peek();
    }

    /** Whether a grace period has been asked for that the kthread has not begun, as a watcher sees it. */
    public boolean isGpRequested() {
        return gpFlagInit.peek();
    }

    // ---- what callers with a leaf's lock may do ---------------------------------------------------------------

    /** rcu_advance_cbs(): moves what the leaf's number allows to DONE, then accelerates; whether to wake the kthread. */
    public boolean advanceCbs(RcuData rdp, int context, int cpu) {
        if (!rdp.cblist().hasPending()) return false;
        rdp.cblist().advance(rdp.leaf().gpSeq());
        return accelerateCbs(rdp, context, cpu);
    }

    /** rcu_accelerate_cbs(): numbers for the youngest callbacks, and a grace period asked for; whether to wake the kthread. */
    public boolean accelerateCbs(RcuData rdp, int context, int cpu) {
        if (!rdp.cblist().hasPending()) return false;
        boolean traced = machine.tracer().wants();
        if (traced) traceSegments(Reason.SegCbPreAcc, rdp, context, cpu);
        long wanted = GpSeq.snap(gpSeq.get());
        boolean wake = rdp.cblist().accelerate(wanted) && startThisGp(rdp.leaf(), wanted, context, cpu);
        if (traced) {
            Reason reason = rdp.cblist().isEmpty(SegCbList.WAIT) ? Reason.AccReadyCB : Reason.AccWaitCB;
            emit(Tracepoint.RCU_GRACE_PERIOD, context, cpu, wanted, reason.ordinal());
            traceSegments(Reason.SegCbPostAcc, rdp, context, cpu);
        }
        return wake;
    }

    /** rcu_start_this_gp(), all levels in one step; whether the grace-period kthread must be woken. */
    public boolean startThisGp(RcuNode leaf, long wanted, int context, int cpu) {
        traceFuture(leaf, wanted, Reason.Startleaf, context, cpu);
        for (RcuNode rnp = leaf; rnp != null; rnp = rnp.parent()) {
            if (rnp.gpSeqNeeded.get() >= wanted || GpSeq.started(rnp.gpSeq.get(), wanted)
                    || rnp != leaf && GpSeq.inProgress(rnp.gpSeq.get())) {
                traceFuture(rnp, wanted, Reason.Prestarted, context, cpu);
                leaf.gpSeqNeeded.set(Math.max(leaf.gpSeqNeeded.get(), rnp.gpSeqNeeded.get()));
                return false;
            }
            rnp.gpSeqNeeded.set(wanted);
            if (GpSeq.inProgress(rnp.gpSeq.get())) {            // cleanup will see the mark
                traceFuture(rnp, wanted, Reason.Startedleaf, context, cpu);
                return false;
            }
        }
        if (GpSeq.inProgress(gpSeq.get())) {
            traceFuture(root(), wanted, Reason.Startedleafroot, context, cpu);
            return false;
        }
        traceFuture(root(), wanted, Reason.Startedroot, context, cpu);
        gpFlagInit.set();
        emit(Tracepoint.RCU_GRACE_PERIOD, context, cpu, gpSeq.peek(), Reason.newreq.ordinal());
        return true;
    }

    /** Whether rcu_gp_kthread_wake() would wake anybody; the caller then does. */
    public boolean gpKthreadNeedsWake() {
        return gpFlagInit.isSet() || gpFlagFqs.isSet();
    }

    /**
     * The CPU that {@code self} has wake a kthread: its own, unless that is offline and the kernel has {@code fix}. It matters only to
     * SCHED_FIFO kthreads, whose wakeup may arm a timer there.
     */
    public int wakesFrom(Context self, Task kthread, Fix fix) {
        if (!kthread.isFifo() || !linux.has(fix) || self.cpu().isOnline()) return self.cpu().number();
        int cpu = 0;
        while (!machine.cpus().get(cpu).isOnline()) cpu++;
        return cpu;
    }

    /** The queue the grace-period kthread sleeps on, for rcu_gp_kthread_wake(). */
    public WaitQueue gpWaitQueue() {
        return gpWq;
    }

    /**
     * A CPU's quiescent state, noted and reported up the tree in one step (rcu_report_qs_rdp(), rcu_report_qs_rnp());
     * whether the root has now heard of all, so that the kthread is to be woken.
     *
     * @param cpu     the CPU that has passed one
     * @param context who reports it
     * @param on      the CPU it is reported on
     */
    boolean reportQs(int cpu, int context, int on) {
        RcuNode leaf = data.get(cpu).leaf();
        return reportQs(leaf, cpu - leaf.firstCpu(), context, on);
    }

    /** As above from a leaf on for which all is reported; the leaf's own masks stay as they are. */
    boolean reportUp(RcuNode leaf, int context, int on) {
        if (leaf.parent() != null) return reportQs(leaf.parent(), leaf.bit(), context, on);
        gpFlagFqs.set();
        return true;
    }

    private boolean reportQs(RcuNode first, int child, int context, int on) {
        RcuNode rnp = first;
        int member = child;
        while (reportAt(rnp, member, context, on)) {
            if (rnp.parent() == null) return true;
            member = rnp.bit();
            rnp = rnp.parent();
        }
        return false;
    }

    /**
     * One level of rcu_report_qs_rnp(), under that node's lock: whether nothing is awaited below any more, so that the parent is
     * to hear of it or, at the root, the grace-period kthread.
     */
    boolean reportAt(RcuNode rnp, int member, int context, int on) {
        rnp.qsmask.remove(member);
        if (machine.tracer().wants()) {
            emit(Tracepoint.RCU_QUIESCENT_STATE_REPORT, context, on, rnp.gpSeq.peek(), 1L << member, rnp.qsmask.peek(),
                    rnp.level(), rnp.firstCpu(), rnp.lastCpu());
        }
        boolean quiet = rnp.isQuiet();
        if (quiet && rnp.parent() == null) gpFlagFqs.set();
        return quiet;
    }

    // ---- CPUs that come and go --------------------------------------------------------------------------------

    /**
     * rcu_cpu_starting(): the CPU takes part in grace periods from the next one on; one that awaits it already takes this for
     * its quiescent state. Whether the grace-period kthread is to be woken.
     *
     * @param context who does it
     */
    public boolean cpuStarting(int cpu, int context) {
        data.get(cpu).leaf().takesPart(cpu, true);
        return data.get(cpu).leaf().awaits(cpu) && reportQs(cpu, context, cpu);
    }

    /**
     * rcu_report_dead(): the CPU's last quiescent state, and it takes part no longer. Whether the grace-period kthread is to be
     * woken.
     *
     * @param context who does it
     */
    public boolean reportDead(int cpu, int context) {
        boolean wake = data.get(cpu).leaf().awaits(cpu) && reportQs(cpu, context, cpu);
        data.get(cpu).leaf().takesPart(cpu, false);
        return wake;
    }

    // ---- events -----------------------------------------------------------------------------------------------

    /** rcu_segcb_stats. */
    public void traceSegments(Reason reason, RcuData rdp, int context, int cpu) {
        if (!machine.tracer().wants()) return;
        SegCbList list = rdp.cblist();
        emit(Tracepoint.RCU_SEGCB_STATS, context, cpu, reason.ordinal(), rdp.cpu(),
                list.peekLength(0), list.peekLength(1), list.peekLength(2), list.peekLength(3),
                list.peekGpSeq(0), list.peekGpSeq(1), list.peekGpSeq(2), list.peekGpSeq(3));
    }

    /** rcu_future_grace_period. */
    public void traceFuture(RcuNode rnp, long wanted, Reason reason, int context, int cpu) {
        if (!machine.tracer().wants()) return;
        emit(Tracepoint.RCU_FUTURE_GRACE_PERIOD, context, cpu, rnp.gpSeq.peek(), wanted, rnp.level(), rnp.firstCpu(), rnp.lastCpu(),
                reason.ordinal());
    }

    private void emit(Tracepoint point, int context, int cpu, long... arguments) {
        if (machine.tracer().wants()) machine.tracer().emit(point, context, cpu, arguments);
    }
}
