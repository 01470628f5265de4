package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Tunable;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

/**
 * rcu_preempt, the grace-period kthread: runs grace periods one after another. Models rcu_gp_kthread(), rcu_gp_init(),
 * rcu_gp_fqs_loop() and rcu_gp_cleanup(), kernel/rcu/tree.c, v5.12.
 *
 * <p>The end of the wait for quiescent states by time is a timer that sets RCU_GP_FLAG_FQS, where the C looks at {@code
 * ->jiffies_force_qs}. A scan reports CPU by CPU, where the C collects a leaf's CPUs in a mask first; what it asks of those that have
 * not been idle is {@link UrgentQs}.
 */
public class GpKthread extends Kthread<GpKthread.At> {
    /** The steps; GP1 to GP8 in the order of the C. */
    public enum At implements StepLabel {
        WAIT_FOR_REQUEST(Cost.CONTEXT_SWITCH, "waits until a grace period is asked for"),
        START(Cost.LOCK, "starts the grace period: rcu_state.gp_seq is advanced"),
        ONOFF(Cost.NODE, "takes over, on a leaf, which CPUs are online"),
        INIT_NODE(Cost.NODE, "initialises an rcu_node: its CPUs now see the new grace period"),
        WAIT_FOR_QS(Cost.CONTEXT_SWITCH, "waits for all CPUs to pass through a quiescent state"),
        FORCE_QS(Cost.SCAN, "scans a leaf for idle CPUs"),
        REPORT_UP(Cost.NODE, "reports to the rcu_node above that nothing is awaited below"),
        CLEANUP_NODE(Cost.NODE, "cleans up an rcu_node: its CPUs now see the grace period's end"),
        WAKE_WAITERS(Cost.WAKEUP, "wakes the rcuog kthreads that waited for this grace period"),
        END(Cost.LOCK, "ends the grace period in rcu_state");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Rcu rcu;
    private final IdleCpus idle;
    private final Grain grain;
    private final Timer fqsTimer;               // null: quiescent states come by themselves
    private final KickKthreads kick;            // null: nobody does
    private final Flag firstScan;               // null: likewise
    private final Flag hurries;                 // gf & RCU_GP_FLAG_OVLD; null: no CPU can be overloaded
    private final Word node;
    private final Word reports;                 // node whose report is under way, + 1; null: the root is the only node
    private final Flag needGp;

    /** Says which CPUs are in an extended quiescent state now: idle, or in user space without a tick. */
    public interface IdleCpus {
        boolean isIdle(int cpu);

        /** dyntick_save_progress_counter(): notes where the CPU is. */
        default void snapshot(int cpu) {
        }

        /** Whether the CPU has been in such a state since the {@link #snapshot}. */
        default boolean hasBeenIdle(int cpu) {
            return false;
        }
    }

    /** How finely grace periods are cut into steps. */
    public enum Grain {
        /** As the labels say: nodes see a grace period's beginning and end one after another, and before rcu_state its end. */
        FINE,
        /** A grace period begins in one step and ends in one step: nobody sees it half begun or half ended. */
        COARSE
    }

    /**
     * @param forces whether to scan for idle CPUs every few jiffies; without it their quiescent states come as moves of
     *               their own
     */
    public GpKthread(Rcu rcu, IdleCpus idle, boolean forces, Grain grain) {
        super(rcu.machine(), "rcu_preempt", "rcu_gp_kthread", At.class);
        this.rcu = rcu;
        this.idle = idle;
        this.grain = grain;
        node = local("rnp", Range.upTo(rcu.nodes().size()));
        reports = rcu.nodes().size() == 1 ? null : local("reports", Range.upTo(rcu.nodes().size()));
        needGp = localFlag("needgp");
        hurries = rcu.overloaded() == null ? null : localFlag("gf.OVLD");
        fqsTimer = forces ? machine().timer("fqs_timeout") : null;
        firstScan = forces ? localFlag("first_gp_fqs") : null;
        kick = forces && rcu.linux().get(Tunable.RCU_KICK_KTHREADS) == 1 ? new KickKthreads(rcu) : null;
        rcu.kickedBy(kick);
        if (forces) new Timeout(fqsTimer, this);
        rcu.spawned(task());
    }

    @Override protected At step(At at) {
        At next = stepOnce(at);
        while (grain == Grain.COARSE && next != At.WAIT_FOR_REQUEST && next != At.WAIT_FOR_QS) next = stepOnce(next);
        return next;
    }

    private At stepOnce(At at) {
        return switch (at) {
            case WAIT_FOR_REQUEST -> rcu.gpFlagInit().isSet() ? At.START : sleepOn(rcu.gpWq(), at);
            case START -> start();
            case ONOFF -> onoff();
            case INIT_NODE -> initNode();
            case WAIT_FOR_QS -> waitForQs();
            case FORCE_QS -> forceQs();
            case REPORT_UP -> reportUp();
            case CLEANUP_NODE -> cleanupNode();
            case WAKE_WAITERS -> wakeWaiters();
            case END -> end();
        };
    }

    // ---- rcu_gp_init() ----------------------------------------------------------------------------------------

    private At start() {
        if (!rcu.gpFlagInit().isSet()) {
            trace(rcu.gpSeq().get(), Reason.reqwaitsig);
            return At.WAIT_FOR_REQUEST;
        }
        rcu.gpFlagInit().clear();
        rcu.gpFlagFqs().clear();
        passing(rcu.root().lock());
        rcu.gpSeq().add(1);
        passed(rcu.root().lock());
        rcu.gpBegins();
        trace(rcu.gpSeq().get(), Reason.start);
        return rcu.comeAndGo() ? At.ONOFF : At.INIT_NODE;
    }

    private At onoff() {
        RcuNode leaf = rcu.leaves().get((int) node.get());
        passing(leaf.locksUp());
        leaf.takeOver();
        passed(leaf.locksUp());
        return toNext(rcu.leaves().size()) ? At.INIT_NODE : At.ONOFF;
    }

    private At initNode() {
        RcuNode rnp = rcu.nodes().get((int) node.get());
        passing(rnp.locksUp());
        rnp.await();
        rnp.gpSeq.set(rcu.gpSeq().get());
        RcuData own = ownOn(rnp);
        if (own != null) own.noteGpChanges(self().number(), cpuNumber());
        if (tracer().wants()) {
            tracer().emit(Tracepoint.RCU_GRACE_PERIOD_INIT, self().number(), cpuNumber(), rnp.gpSeq.peek(), rnp.level(), rnp.firstCpu(),
                    rnp.lastCpu(), rnp.qsmask.peek());
        }
        if (rcu.comeAndGo() && rcu.leafIndex(rnp) >= 0) {
            for (int cpu = rnp.firstCpu(); cpu <= rnp.lastCpu(); cpu++) if (rnp.awaits(cpu) && rnp.hasGone(cpu)) rcu.reportQs(cpu, self().number(), cpuNumber());
        }
        passed(rnp.locksUp());
        if (!toNext(rcu.nodes().size())) return At.INIT_NODE;
        if (firstScan != null) firstScan.set();
        if (hurries != null) hurries.set(rcu.overloaded().hurries());
        armFqs(rcu.linux().jiffiesTillFqs());
        trace(rcu.gpSeq().get(), Reason.fqswait);
        return At.WAIT_FOR_QS;
    }

    /** This CPU's data if it is below {@code rnp}, a leaf, and invokes its own callbacks; else {@code null}. */
    private RcuData ownOn(RcuNode rnp) {
        int cpu = cpuNumber();
        return cpu < 0 || rcu.linux().isOffloaded(cpu) || rcu.data(cpu).leaf() != rnp ? null : rcu.data(cpu);
    }

    // ---- rcu_gp_fqs_loop() ------------------------------------------------------------------------------------

    private void armFqs(long jiffies) {
        boolean hurry = rcu.overloaded() != null && rcu.overloaded().hurries();
        if (fqsTimer == null) return;
        long wait = hurry ? Math.max(1, (jiffies + 2) / 3) : jiffies;
        if (kick != null) kick.waits(wait);
        if (!rcu.losesTimeout()) arm(fqsTimer, machine().jiffies() + wait);
    }

    private At waitForQs() {
        if (rcu.root().isQuiet()) return toCleanup();
        boolean hurry = hurries != null && hurries.isSet();
        if (rcu.gpFlagFqs().isSet() || kick != null && kick.isTimeOver() || hurry && rcu.linux().has(Fix.FQS_HONOURS_OVLD)) {
            rcu.scanned();
            trace(rcu.gpSeq().get(), Reason.fqsstart);
            if (rcu.overloaded() != null) rcu.overloaded().scanBegins();
            return At.FORCE_QS;
        }
        if (!hurry) return sleepOn(rcu.gpWq(), At.WAIT_FOR_QS);
        hurries.clear();
        trace(rcu.gpSeq().get(), Reason.fqswaitsig);
        return At.WAIT_FOR_QS;
    }

    private At forceQs() {
        RcuNode leaf = rcu.leaves().get((int) node.get());
        if (rcu.overloaded() != null) rcu.overloaded().scan(leaf);
        if (!leaf.qsmask.isEmpty() && scan(leaf) && leaf.parent() != null) {
            reports.set(leaf.index() + 1L);
            return At.REPORT_UP;
        }
        return toNextLeaf();
    }

    /** force_qs_rnp() on one leaf; whether nothing is awaited there any more. */
    private boolean scan(RcuNode leaf) {
        boolean first = firstScan != null && firstScan.isSet();
        boolean quiet = false;
        for (int cpu = leaf.firstCpu(); cpu <= leaf.lastCpu(); cpu++) {
            if (!leaf.awaits(cpu)) continue;
            RcuData rdp = rcu.data(cpu);
            if (first) snapshot(rdp);
            if (idle.isIdle(cpu) || !first && hasBeenIdle(rdp)) {
                if (tracer().wants()) {
                    tracer().emit(Tracepoint.RCU_FQS, self().number(), cpuNumber(), rcu.gpSeq().get(), cpu, Reason.dti.ordinal());
                }
                rdp.disableUrgency();
                passing(leaf.lock());
                quiet = rcu.reportAt(leaf, cpu - leaf.firstCpu(), self().number(), cpuNumber());
                passed(leaf.lock());
            } else if (!first && rdp.urgentQs() != null) {
                rdp.urgentQs().urge();
            }
        }
        return quiet;
    }

    private void snapshot(RcuData rdp) {
        idle.snapshot(rdp.cpu());
        if (rdp.urgentQs() != null) rdp.urgentQs().snapshot();
    }

    private boolean hasBeenIdle(RcuData rdp) {
        return idle.hasBeenIdle(rdp.cpu()) || rdp.urgentQs() != null && rdp.urgentQs().hasBeenQuiet();
    }

    private At reportUp() {
        RcuNode below = rcu.nodes().get((int) reports.get() - 1);
        RcuNode rnp = below.parent();
        passing(rnp.lock());
        boolean quiet = rcu.reportAt(rnp, below.bit(), self().number(), cpuNumber());
        passed(rnp.lock());
        if (quiet && rnp.parent() != null) {
            reports.set(rnp.index() + 1L);
            return At.REPORT_UP;
        }
        reports.set(0);
        return toNextLeaf();
    }

    private At toNextLeaf() {
        if (!toNext(rcu.leaves().size())) return At.FORCE_QS;
        rcu.gpFlagFqs().clear();
        trace(rcu.gpSeq().get(), Reason.fqsend);
        if (hurries != null) hurries.set((firstScan == null || firstScan.isSet()) && rcu.overloaded().hurries());
        if (firstScan != null) firstScan.clear();
        if (rcu.root().isQuiet()) return toCleanup();
        armFqs(rcu.linux().get(Tunable.JIFFIES_TILL_NEXT_FQS));
        trace(rcu.gpSeq().get(), Reason.fqswait);
        return At.WAIT_FOR_QS;
    }

    private At toCleanup() {
        rcu.gpFlagFqs().clear();
        if (firstScan != null) firstScan.clear();
        if (hurries != null) hurries.clear();
        if (fqsTimer != null) cancel(fqsTimer);
        return At.CLEANUP_NODE;
    }

    // ---- rcu_gp_cleanup() -------------------------------------------------------------------------------------

    private At cleanupNode() {
        RcuNode rnp = rcu.nodes().get((int) node.get());
        long ended = GpSeq.end(rcu.gpSeq().get());
        passing(rnp.locksUp());
        rnp.gpSeq.set(ended);
        RcuData own = ownOn(rnp);
        if (own != null && own.noteGpChanges(self().number(), cpuNumber())) needGp.set();
        boolean more = rnp.gpSeqNeeded.get() > ended;
        if (more) needGp.set();
        rcu.traceFuture(rnp, ended, more ? Reason.CleanupMore : Reason.Cleanup, self().number(), cpuNumber());
        if (rcu.overloaded() != null && rcu.leafIndex(rnp) >= 0) rcu.overloaded().checkAll(rnp);
        passed(rnp.locksUp());
        return At.WAKE_WAITERS;
    }

    private At wakeWaiters() {
        RcuNode rnp = rcu.nodes().get((int) node.get());
        wakeAll(rnp.nocbGpWq(rnp.gpSeq.get()));
        return toNext(rcu.nodes().size()) ? At.END : At.CLEANUP_NODE;
    }

    private At end() {
        trace(rcu.gpSeq().get(), Reason.end);
        passing(rcu.root().lock());
        rcu.gpSeq().set(GpSeq.end(rcu.gpSeq().get()));
        passed(rcu.root().lock());
        boolean more = needGp.isSet() || rcu.gpSeq().get() < rcu.root().gpSeqNeeded.get();
        int cpu = cpuNumber();
        RcuData own = cpu < 0 || rcu.linux().isOffloaded(cpu) ? null : rcu.data(cpu);
        boolean asked = own != null && accelerate(own);
        if (more && !asked) {
            rcu.gpFlagInit().set();
            trace(rcu.gpSeq().get(), Reason.newreq);
        } else {
            rcu.gpFlagFqs().clear();
        }
        needGp.clear();
        trace(rcu.gpSeq().get(), Reason.reqwait);
        return At.WAIT_FOR_REQUEST;
    }

    /** In the C the root's lock is held for it; here it is the leaf's, from which the request goes up. */
    private boolean accelerate(RcuData own) {
        passing(own.leaf().locksUp());
        boolean asked = rcu.accelerateCbs(own, self().number(), cpuNumber());
        passed(own.leaf().locksUp());
        return asked;
    }

    /** Turns to the next of {@code count} nodes; true when there was none left, and the first is next again. */
    private boolean toNext(int count) {
        boolean last = node.get() + 1 == count;
        node.set(last ? 0 : node.get() + 1);
        return last;
    }

    private void trace(long gpSeq, Reason reason) {
        if (tracer().wants()) tracer().emit(Tracepoint.RCU_GRACE_PERIOD, self().number(), cpuNumber(), gpSeq, reason.ordinal());
    }

    /** schedule_timeout() of the force-quiescent-state loop: its timer sets the flag and wakes the kthread. */
    private static final class Timeout extends Code<Timeout.At> {
        enum At { WAKE }

        private final GpKthread sleeper;

        Timeout(Timer timer, GpKthread sleeper) {
            super(timer.handler(), "process_timeout", At.class);
            this.sleeper = sleeper;
        }

        @Override protected At step(At at) {
            sleeper.rcu.gpFlagFqs().set();
            wake(sleeper.task());
            return finish();
        }
    }
}
