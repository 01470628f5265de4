package dev.lull.engine.linux.rcu;

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
 * <p>Left out: rcu_gp_init()'s pass over CPUs that come and go (nothing does here) and the overload shortcuts of the
 * force-quiescent-state loop. A scan looks for idle CPUs and, once the grace period is older than {@code jiffies_to_sched_qs},
 * has the others' next tick report; it does not remember a CPU that was idle between two scans.
 */
public class GpKthread extends Kthread<GpKthread.At> {
    /** The steps; GP1 to GP8 in the order of the C. */
    public enum At implements StepLabel {
        WAIT_FOR_REQUEST(Cost.CONTEXT_SWITCH, "waits until a grace period is asked for"),
        START(Cost.LOCK, "starts the grace period: rcu_state.gp_seq is advanced"),
        INIT_NODE(Cost.NODE, "initialises an rcu_node: its CPUs now see the new grace period"),
        WAIT_FOR_QS(Cost.CONTEXT_SWITCH, "waits for all CPUs to pass through a quiescent state"),
        FORCE_QS(Cost.SCAN, "scans for idle CPUs"),
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
    private final Word node;
    private final Flag needGp;

    /** Says which CPUs are in an extended quiescent state now: idle, or in user space without a tick. */
    public interface IdleCpus {
        boolean isIdle(int cpu);
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
        needGp = localFlag("needgp");
        fqsTimer = forces ? machine().timer("fqs_timeout") : null;
        if (forces) new Timeout(fqsTimer, this);
        rcu.scans(forces);
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
            case INIT_NODE -> initNode();
            case WAIT_FOR_QS -> rcu.root().isQuiet() ? toCleanup() : rcu.gpFlagFqs().isSet() ? At.FORCE_QS : sleepOn(rcu.gpWq(), at);
            case FORCE_QS -> forceQs();
            case CLEANUP_NODE -> cleanupNode();
            case WAKE_WAITERS -> wakeWaiters();
            case END -> end();
        };
    }

    private At start() {
        if (!rcu.gpFlagInit().isSet()) return At.WAIT_FOR_REQUEST;
        rcu.gpFlagInit().clear();
        rcu.gpFlagFqs().clear();
        rcu.gpSeq().add(1);
        rcu.gpBegins();
        trace(rcu.gpSeq().get(), Reason.start);
        return At.INIT_NODE;
    }

    private At initNode() {
        RcuNode rnp = rcu.nodes().get((int) node.get());
        rnp.await();
        rnp.gpSeq.set(rcu.gpSeq().get());
        if (tracer().wants()) {
            tracer().emit(Tracepoint.RCU_GRACE_PERIOD_INIT, self().number(), cpuNumber(), rnp.gpSeq.peek(), rnp.level(), rnp.firstCpu(),
                    rnp.lastCpu(), rnp.qsmask.peek());
        }
        if (!toNextNode()) return At.INIT_NODE;
        armFqs(rcu.linux().jiffiesTillFqs());
        trace(rcu.gpSeq().get(), Reason.fqswait);
        return At.WAIT_FOR_QS;
    }

    private void armFqs(long jiffies) {
        if (fqsTimer != null) arm(fqsTimer, machine().jiffies() + jiffies);
    }

    private At forceQs() {
        rcu.gpFlagFqs().clear();
        rcu.scanned();
        boolean old = fqsTimer != null && rcu.isOld();
        trace(rcu.gpSeq().get(), Reason.fqsstart);
        for (RcuNode leaf : rcu.leaves()) {
            if (leaf.qsmask.isEmpty()) continue;
            for (int cpu = leaf.firstCpu(); cpu <= leaf.lastCpu(); cpu++) {
                if (leaf.awaits(cpu) && idle.isIdle(cpu)) {
                    if (tracer().wants()) {
                        tracer().emit(Tracepoint.RCU_FQS, self().number(), cpuNumber(), rcu.gpSeq().get(), cpu, Reason.dti.ordinal());
                    }
                    rcu.reportQs(cpu, self().number(), cpuNumber());
                } else if (old && leaf.awaits(cpu)) {
                    rcu.data(cpu).urge(true);
                }
            }
        }
        trace(rcu.gpSeq().get(), Reason.fqsend);
        if (rcu.root().isQuiet()) return toCleanup();
        rcu.gpFlagFqs().clear();
        armFqs(rcu.linux().get(Tunable.JIFFIES_TILL_NEXT_FQS));
        trace(rcu.gpSeq().get(), Reason.fqswait);
        return At.WAIT_FOR_QS;
    }

    private At toCleanup() {
        rcu.gpFlagFqs().clear();
        if (fqsTimer != null) cancel(fqsTimer);
        return At.CLEANUP_NODE;
    }

    private At cleanupNode() {
        RcuNode rnp = rcu.nodes().get((int) node.get());
        long ended = GpSeq.end(rcu.gpSeq().get());
        rnp.gpSeq.set(ended);
        boolean more = rnp.gpSeqNeeded.get() > ended;
        if (more) needGp.set();
        rcu.traceFuture(rnp, ended, more ? Reason.CleanupMore : Reason.Cleanup, self().number(), cpuNumber());
        return At.WAKE_WAITERS;
    }

    private At wakeWaiters() {
        RcuNode rnp = rcu.nodes().get((int) node.get());
        wakeAll(rnp.nocbGpWq(rnp.gpSeq.get()));
        return toNextNode() ? At.END : At.CLEANUP_NODE;
    }

    private At end() {
        trace(rcu.gpSeq().get(), Reason.end);
        rcu.gpSeq().set(GpSeq.end(rcu.gpSeq().get()));
        boolean more = needGp.isSet() || rcu.gpSeq().get() < rcu.root().gpSeqNeeded.get();
        if (more) {
            rcu.gpFlagInit().set();
            trace(rcu.gpSeq().get(), Reason.newreq);
        }
        needGp.clear();
        trace(rcu.gpSeq().get(), Reason.reqwait);
        return At.WAIT_FOR_REQUEST;
    }

    /** Turns to the next node; true when there was none left, and the first is next again. */
    private boolean toNextNode() {
        boolean last = node.get() + 1 == rcu.nodes().size();
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
