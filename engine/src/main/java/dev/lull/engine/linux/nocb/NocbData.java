package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.CbList;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.RcuData;
import dev.lull.engine.linux.rcu.SegCbList;
import dev.lull.engine.machine.FusedLock;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Label;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/** The nocb part of an offloaded CPU's struct rcu_data, under the C's names in Java dress. */
public final class NocbData {
    private final Machine machine;
    private final RcuData rdp;
    private final NocbData leader;
    final Linkage linkage;
    final Offloading.Kthreads made;
    final OffloadState state;           // null: offloaded from boot on, with its kthreads
    final GroupState group;             // the leader's; null: no CPU of the group ever changes

    final SpinLock nocbLock;
    final SpinLock bypassLock;
    final FusedLock gpLock;             // ->nocb_gp_lock, the leader's
    final CbList bypass;
    final Word lazyLen;                 // lazy callbacks in the bypass list; null: callbacks are not lazy
    final Word bypassFirst;             // jiffy of the first bypassed callback or of the last flush
    final Word nobypassLast;            // rate limiter: jiffy ...
    final Word nobypassCount;           // ... and direct enqueues in it
    final Word gpAdvTime;               // jiffy of the last opportunistic advance
    private final Word qlenLastFqsCheck;        // null: with so few callbacks it decides nothing
    final Label<DeferLevel> deferWakeup;
    final Timer nocbTimer;              // v5.14: the leader's only
    final Timer bypassTimer;            // the leader's; none since v5.14
    final Flag gpSleep;                 // the leader's
    final WaitQueue gpWq;               // the leader's: where rcuog sleeps when there is nothing to wait for
    final Flag cbSleep;
    final WaitQueue cbWq;

    /** The kthreads that serve a CPU, known once they have been created. */
    static final class Linkage {
        NocbGpWait rcuog;
        NocbCbWait rcuop;
    }

    /** What becomes of CPUs at run time. */
    interface Changes {
        /** Whether the CPU may be offloaded and de-offloaded, or comes up. */
        boolean changes(int cpu);

        /** Whether the CPU is offline at first. */
        boolean comesUp(int cpu);

        /** Whether any CPU from {@code first} to {@code last} changes. */
        default boolean anyChanges(int first, int last) {
            for (int cpu = first; cpu <= last; cpu++) if (changes(cpu)) return true;
            return false;
        }
    }

    /**
     * @param leader  the group's leader; {@code null} when this CPU is its own
     * @param last    the group's last CPU
     * @param changes what becomes of the CPUs
     * @param made    how texts are made that somebody may want another of
     */
    NocbData(Rcu rcu, RcuData rdp, NocbData leader, int last, Changes changes, Offloading.Kthreads made) {
        this.made = made;
        this.rdp = rdp;
        this.leader = leader == null ? this : leader;
        this.linkage = new Linkage();
        machine = rcu.machine();
        Struct struct = rdp.struct();
        String of = "[" + rdp.cpu() + "]";
        boolean leads = leader == null;
        boolean unified = rcu.linux().has(Fix.NOCB_TIMER_UNIFIED);
        Range jiffy = machine.jiffyRange();

        nocbLock = machine.spinLock("nocb_lock" + of);
        bypassLock = machine.spinLock("nocb_bypass_lock" + of);
        gpLock = leads ? machine.fusedLock("nocb_gp_lock" + of) : leader.gpLock;
        bypass = new CbList(rcu.callbacks(), struct, "nocb_bypass");
        lazyLen = rcu.linux().isLazy() ? struct.word("lazy_len", rcu.callbacks().countRange()) : null;
        if (lazyLen != null) machine.asksForAge(rcu.linux().lazyFlush());
        bypassFirst = machine.stamp(struct.word("nocb_bypass_first", jiffy));
        nobypassLast = machine.stamp(struct.word("nocb_nobypass_last", jiffy));
        nobypassCount = struct.word("nocb_nobypass_count", Range.upTo(2L * rcu.linux().nobypassLim()));
        gpAdvTime = machine.stamp(struct.word("nocb_gp_adv_time", jiffy));
        boolean overloadIsPossible = rcu.callbacks().countRange().max() > rcu.linux().qhimark();
        qlenLastFqsCheck = overloadIsPossible ? struct.word("qlen_last_fqs_check", rcu.callbacks().countRange()) : null;
        deferWakeup = new Label<>(struct.word("nocb_defer_wakeup", Range.upTo(DeferLevel.last(rcu.linux(), changes.anyChanges(this.leader.cpu(), last)).ordinal())), DeferLevel.values());
        nocbTimer = leads || !unified ? machine.timer("nocb_timer" + of) : leader.nocbTimer;
        bypassTimer = !leads ? leader.bypassTimer : unified ? null : machine.timer("nocb_bypass_timer" + of);
        gpSleep = leads ? struct.flag("nocb_gp_sleep") : leader.gpSleep;
        gpWq = leads ? machine.waitQueue("nocb_gp_wq" + of) : leader.gpWq;
        cbSleep = struct.flag("nocb_cb_sleep");
        cbWq = machine.waitQueue("nocb_cb_wq" + of);
        state = changes.changes(rdp.cpu()) ? new OffloadState(rcu, struct, rdp.cpu(), changes.comesUp(rdp.cpu())) : null;
        group = !leads ? leader.group : changes.anyChanges(rdp.cpu(), last) ? new GroupState(rcu, struct, rdp.cpu(), !changes.comesUp(rdp.cpu())) : null;
        Guarded.declare(machine, rcu.linux(), this);
    }

    /** The rest of the structure. */
    public RcuData rdp() {
        return rdp;
    }

    public int cpu() {
        return rdp.cpu();
    }

    /** {@code ->nocb_gp_rdp}: the group's leader. */
    public NocbData leader() {
        return leader;
    }

    public boolean isLeader() {
        return leader == this;
    }

    // ---- whether it is offloaded ------------------------------------------------------------------------------

    /** rcu_rdp_is_offloaded(): whether the list is to be locked. Lock and unlock each ask for themselves. */
    boolean locks() {
        return state == null || state.locks();
    }

    /** Whether what is offloaded here may change. */
    public boolean changes() {
        return state != null;
    }

    /** rcu_rdp_is_offloaded(). */
    public boolean isOffloaded() {
        return locks();
    }

    /** rcu_segcblist_completely_offloaded(): whether kthreads alone serve the CPU. */
    boolean isCompletelyOffloaded() {
        return state == null || state.isCompletelyOffloaded();
    }

    /** Whether rcuog's scan comes by this CPU. */
    boolean isScanned() {
        return state == null || state.isScanned();
    }

    /** Whether rcuop is the CPU's, on its way in or out included: nocb_cb_can_run(), up to v6.10; later it is parked when it is not. */
    boolean rcuopServes() {
        return state == null || state.parking != null || state.has(SegCbFlag.OFFLOADED) || state.has(SegCbFlag.KTHREAD_CB);
    }

    /** The CPU's own {@code ->nocb_gp_kthread}: call_rcu() wakes nobody while it is not set. */
    boolean knowsRcuog() {
        return state == null || state.gpKthread.isSet();
    }

    /** The CPU's bit of rcu_nocb_mask. */
    boolean isInMask() {
        return state == null || state.inMask.isSet();
    }

    /** The leader's {@code ->nocb_gp_kthread}. */
    boolean rcuogExists() {
        return leader.group == null || leader.group.gpKthread.isSet();
    }

    /** Whether the CPU is online. */
    public boolean isOnline() {
        return machine.cpus().get(cpu()).isOnline();
    }

    // ---- lazy callbacks ---------------------------------------------------------------------------------------

    /** Whether all of {@code bypassed} callbacks in the bypass list are lazy: read without its lock. */
    boolean isLazy(long bypassed) {
        return lazyLen != null && lazyLen.get() == bypassed;
    }

    /** As above where there must be one. */
    boolean hasOnlyLazy(long bypassed) {
        return lazyLen != null && bypassed > 0 && lazyLen.get() == bypassed;
    }

    /** What is in the bypass list is lazy no more. */
    void forgetLazy() {
        if (lazyLen != null) lazyLen.set(0);
    }

    // ---- overload ---------------------------------------------------------------------------------------------

    /** Sets {@code ->qlen_last_fqs_check} to the list's length. */
    void noteQlen() {
        if (qlenLastFqsCheck != null) qlenLastFqsCheck.set(cblist().length());
    }

    /** Lowers {@code ->qlen_last_fqs_check} when enough callbacks have been invoked since it was set. */
    void noteDrained(int qhimark) {
        if (qlenLastFqsCheck == null) return;
        long length = cblist().length();
        if (length == 0 || length < qlenLastFqsCheck.get() - qhimark) qlenLastFqsCheck.set(length);
    }

    /** Whether the list has grown by more than {@code qhimark} since {@link #noteQlen()}. */
    boolean isOverloaded(int qhimark) {
        return qlenLastFqsCheck != null && cblist().length() > qlenLastFqsCheck.get() + qhimark;
    }

    SegCbList cblist() {
        return rdp.cblist();
    }

    /** rcuog of this CPU's group. */
    public NocbGpWait rcuog() {
        return leader.linkage.rcuog;
    }

    /** rcuop of this CPU. */
    public NocbCbWait rcuop() {
        return linkage.rcuop;
    }

    // ---- for watchers -----------------------------------------------------------------------------------------

    /** {@code ->nocb_defer_wakeup}; since v5.14 the leader's is the one that counts. */
    public DeferLevel peekDefer() {
        return deferWakeup.peek();
    }

    /** {@code ->nocb_timer}. */
    public Timer timer() {
        return nocbTimer;
    }

    /** {@code ->nocb_bypass_timer} of the group; {@code null} since v5.14. */
    public Timer bypassTimer() {
        return bypassTimer;
    }

    /** {@code ->cblist.flags}, as {@code LOCKING|OFFLOADED}; "" for a CPU that is offloaded for good. */
    public String peekFlags() {
        return state == null ? "" : state.peek();
    }

    /** Whether kthreads are to serve the CPU. */
    public boolean peekOffloaded() {
        return state == null || (state.flags.peek() >>> SegCbFlag.OFFLOADED.ordinal() & 1) != 0;
    }

    /** The CPU's bit of rcu_nocb_mask. */
    public boolean peekInMask() {
        return state == null || state.inMask.peek();
    }

    /** Whether the CPU is on its group's list; before v5.17 there was none, and it is as good as on it while offloaded. */
    public boolean peekOnList() {
        return state == null || (state.isListed() ? state.onList.peek() : peekOffloaded());
    }

    /** Whether the CPU is online. */
    public boolean peekOnline() {
        return machine.cpus().get(cpu()).peekOnline();
    }

    /** Whether the CPU's rcuop was created. */
    public boolean peekRcuopExists() {
        return state == null || state.cbKthread.peek();
    }

    /** Whether the group's rcuog was created. */
    public boolean peekRcuogExists() {
        return leader.group == null || leader.group.gpKthread.peek();
    }

    /** Whether call_rcu() on the CPU knows a rcuog to wake. */
    public boolean peekKnowsRcuog() {
        return state == null || state.gpKthread.peek();
    }

    /** Where those wait who change the CPU's offloading; {@code null} when nobody does. */
    public WaitQueue stateQueue() {
        return state == null ? null : state.stateWq;
    }

    public boolean peekGpSleep() {
        return gpSleep.peek();
    }

    public boolean peekCbSleep() {
        return cbSleep.peek();
    }

    /** The bypass list. */
    public CbList bypass() {
        return bypass;
    }

    /** {@code ->nocb_lock}. */
    public SpinLock lock() {
        return nocbLock;
    }

    /** {@code ->nocb_bypass_lock}. */
    public SpinLock bypassLock() {
        return bypassLock;
    }

    @Override public String toString() {
        return "rdp[" + cpu() + "]";
    }
}
