package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * The way of a quiescent state from a leaf on which nothing is awaited any more up to the root: a step for each level, the lock of
 * the node below being dropped before that of the node above is taken. Models the loop of rcu_report_qs_rnp() and
 * rcu_report_qs_rsp(), kernel/rcu/tree.c, v5.12. Only the last CPU of a leaf goes this way, so a leaf needs one of these.
 */
final class ReportUp extends RcuText<ReportUp.At> {
    /** The steps. */
    enum At implements StepLabel {
        REPORT(Cost.NODE, "reports to the rcu_node above that nothing is awaited below"),
        WAKE_GP(Cost.WAKEUP, "wakes the grace-period kthread, for the root has heard of all");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final RcuNode leaf;
    private final Word below;           // the node that has been settled last, + 1; 0: the leaf

    ReportUp(Rcu rcu, RcuNode leaf) {
        super(rcu.machine().softirq("rcu_report_qs_rnp/" + rcu.leafIndex(leaf)), rcu, "rcu_report_qs_rnp", At.class);
        this.leaf = leaf;
        below = local("rnp", Range.upTo(rcu.nodes().size()));
    }

    Softirq handler() {
        return (Softirq) self();
    }

    @Override protected At step(At at) {
        return switch (at) {
            case REPORT -> {
                RcuNode child = below.get() == 0 ? leaf : rcu.nodes().get((int) below.get() - 1);
                RcuNode rnp = child.parent();
                passing(rnp.lock());
                boolean quiet = rcu.reportAt(rnp, child.bit(), self().number(), cpuNumber());
                passed(rnp.lock());
                if (!quiet) yield finish();
                below.set(rnp.index() + 1L);
                yield rnp.parent() == null ? At.WAKE_GP : At.REPORT;
            }
            case WAKE_GP -> {
                wakeGpKthread();
                yield finish();
            }
        };
    }
}
