package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Placement;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

import java.util.ArrayList;
import java.util.List;

/** What RCU keeps for each CPU (struct rcu_data), without its nocb part. */
public final class RcuData {
    private final Rcu rcu;
    private final int cpu;
    private final RcuNode leaf;
    private final Struct struct;
    private final SegCbList cblist;
    private UrgentQs urgentQs;          // null where the run has no clock, and the CPU has its tick
    private final Own own;              // null: the CPU is offloaded
    private final Flag queueing;        // somebody who belongs to this CPU is in call_rcu(); null: they need not be told apart
    private final List<CbList> batches = new ArrayList<>();     // taken off the list by somebody who invokes them ...
    private final List<Word> counts = new ArrayList<>();        // ... and how many he has invoked and not subtracted yet

    /** What only a CPU that invokes its own callbacks has. */
    private static final class Own {
        final Word gpSeqPlus4;          // the last number noted; in this form all that a grace period has ended since act alike
        final Overload overload;
        RcuCore core;

        Own(Word gpSeqPlus4, Overload overload) {
            this.gpSeqPlus4 = gpSeqPlus4;
            this.overload = overload;
        }
    }

    RcuData(Rcu rcu, int cpu, RcuNode leaf, Struct struct, SegCbList cblist) {
        this.rcu = rcu;
        this.cpu = cpu;
        this.leaf = leaf;
        this.struct = struct;
        this.cblist = cblist;
        boolean ownCallbacks = !rcu.linux().isOffloaded(cpu);
        own = ownCallbacks ? new Own(rcu.wanted(struct.word("gp_seq+4", rcu.gpSeqRange(), 4)), new Overload(rcu, rcu.callbacks(), struct)) : null;
        boolean shared = rcu.callbacks().queueAgain() && !ownCallbacks && rcu.machine().placement() == Placement.FLOATING;
        queueing = shared ? struct.flag("in_call_rcu") : null;
    }

    /**
     * Set while the CPU's load or its rcuop is in call_rcu(), which only one of them can be as they have one CPU; {@code null} where
     * that goes without saying.
     */
    public Flag queueing() {
        return queueing;
    }

    public int cpu() {
        return cpu;
    }

    /** ->mynode. */
    public RcuNode leaf() {
        return leaf;
    }

    /** ->cblist. */
    public SegCbList cblist() {
        return cblist;
    }

    /** Where further fields of this structure are allocated. */
    public Struct struct() {
        return struct;
    }

    void mayBeUrged(UrgentQs words) {
        urgentQs = words;
    }

    /** How the CPU is urged to pass a quiescent state; {@code null} where it never is. */
    UrgentQs urgentQs() {
        return urgentQs;
    }

    /** Whether this CPU's next tick is to report a quiescent state, context switch or not. */
    boolean isUrgent() {
        return urgentQs != null && urgentQs.isUrgent();
    }

    /** rcu_disable_urgency_upon_qs(). */
    void disableUrgency() {
        if (urgentQs != null) urgentQs.disable();
    }

    /** Whether the CPU is in the kernel for good, idle or not as its run queue may be. */
    public boolean staysInKernel() {
        return urgentQs != null && urgentQs.staysInKernel();
    }

    /** Whether the CPU's tick is on, by itself or by force. */
    boolean hasTick() {
        return urgentQs == null || urgentQs.hasTick();
    }

    /** Whether RCU has forced the tick of a CPU on that has none, as a driver sees it: {@code ->rcu_forced_tick}. */
    public boolean peekForcedTick() {
        return urgentQs != null && urgentQs.peekForcedTick();
    }

    /** resched_cpu()'s interrupt on a CPU that has no tick; {@code null} where it has one. */
    public MoveSource reschedIpi() {
        return urgentQs == null ? null : urgentQs.ipi();
    }

    /** cond_resched() of a CPU that stays in the kernel, where it has an effect; {@code null} for none. */
    public MoveSource condResched() {
        return urgentQs == null ? null : urgentQs.loop();
    }

    Overload overload() {
        return own.overload;
    }

    /** Says that somebody takes callbacks off this CPU's list into {@code batch} and counts those invoked. Part of building the machine. */
    public void extractedInto(CbList batch, Word count) {
        batches.add(batch);
        counts.add(count);
    }

    /** Callbacks that {@code ->cblist.len} counts though they are on no list of the CPU's any more, as a watcher sees it. */
    public long peekExtracted() {
        long extracted = 0;
        for (CbList batch : batches) extracted += batch.peekLength();
        for (Word count : counts) extracted += count.peek();
        return extracted;
    }

    void invokedBy(RcuCore core) {
        if (own != null) own.core = core;
    }

    /** Callbacks of this CPU that wait or are being invoked by its softirq, as a watcher sees it. */
    public long peekWaiting() {
        long waiting = own == null || own.core == null ? 0 : own.core.batch().peekLength();
        for (int segment = SegCbList.DONE; segment <= SegCbList.NEXT; segment++) waiting += cblist.peekLength(segment);
        return waiting;
    }

    /** Whether the callbacks that wait have had their grace periods, so that only the CPU's coming round is left; for watchers. */
    public boolean peekGpsAreOver() {
        if (cblist.peekLength(SegCbList.NEXT) > 0) return false;
        for (int segment = SegCbList.WAIT; segment < SegCbList.NEXT; segment++) {
            if (cblist.peekLength(segment) > 0 && !GpSeq.done(leaf.peekGpSeq(), cblist.peekGpSeq(segment))) return false;
        }
        return true;
    }

    /** rcutree_prepare_cpu()'s part: what has gone by while the CPU was offline is not news to it. */
    void prepare() {
        if (own != null) own.gpSeqPlus4.set(leaf.gpSeq() + 4);
        disableUrgency();
    }

    /** Whether the leaf shows another grace-period number than this CPU has noted, and that matters to its callbacks. */
    boolean hasGpChanges() {
        return own.gpSeqPlus4.get() != leaf.gpSeq() + 4 && cblist.hasPending();
    }

    /**
     * note_gp_changes() of a CPU that invokes its own callbacks: advances them if a grace period has ended since, else gives
     * new ones a number; whether to wake the grace-period kthread.
     */
    boolean noteGpChanges(int context, int on) {
        long now = leaf.gpSeq();
        long noted = own.gpSeqPlus4.get() - 4;
        if (noted == now) return false;
        boolean ended = GpSeq.done(now & ~3L, (noted | 3) + 1);
        boolean began = GpSeq.inProgress(now) && !(GpSeq.inProgress(noted) && !ended);
        boolean wake;
        if (ended) {
            wake = rcu.advanceCbs(this, context, on);
            trace(context, on, noted, Reason.cpuend);
        } else {
            wake = rcu.accelerateCbs(this, context, on);
        }
        if (began) trace(context, on, now, Reason.cpustart);
        own.gpSeqPlus4.set(now + 4);
        return wake;
    }

    private void trace(int context, int on, long gpSeq, Reason reason) {
        if (rcu.machine().tracer().wants()) rcu.machine().tracer().emit(Tracepoint.RCU_GRACE_PERIOD, context, on, gpSeq, reason.ordinal());
    }
}
