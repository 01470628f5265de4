package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * srcu_funnel_gp_start() and srcu_funnel_exp_start(), kernel/rcu/srcutree.c, v5.19 to v6.12: asks for a grace period of a certain
 * number, up the tree where there is one, and starts it if none is in progress.
 */
public class FunnelGpStart extends SrcuText<FunnelGpStart.At> {
    /** The steps. */
    public enum At implements StepLabel {
        LEAF(Cost.LOCAL, "looks whether the tree can be used"),
        NODE(Cost.NODE, "writes the number into one node, and the CPU into its leaf"),
        EXP_NODE(Cost.NODE, "writes the number of an expedited grace period into one node"),
        LOCK_TOP(Cost.LOCK, "takes sup->lock"),
        TOP(Cost.CACHE_MISS, "writes the number at the top, starts the grace period if none is in progress, and drops the lock"),
        LOCK_EXP(Cost.LOCK, "takes sup->lock"),
        EXP(Cost.CACHE_MISS, "writes the number of an expedited grace period at the top and drops the lock");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Word s;
    private final Word sdp;
    private final Flag normal;
    private final Flag onlyExpedites;
    private final Word node;

    public FunnelGpStart(Context self, SrcuStruct ssp, int cpu) {
        super(self, ssp, cpu, "srcu_funnel_gp_start", At.class);
        s = local("s", NUMBER);
        sdp = local("sdp", Range.upTo(ssp.settings().cpus()));
        normal = localFlag("do_norm");
        onlyExpedites = localFlag("exp");
        node = local("snp", Range.upTo(ssp.tree() == null ? 1 : ssp.tree().nodes().size() + 1));
    }

    /** The text, told what it is called with. */
    Code<?> with(SrcuData from, long number, boolean doNorm, boolean onlyExpedites) {
        s.set(number);
        sdp.set(from.cpu());
        normal.set(doNorm);
        this.onlyExpedites.set(onlyExpedites);
        return this;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LEAF -> {
                boolean climbs = !ssp.size.get().isBefore(SrcuStruct.Size.WAIT_BARRIER);
                if (climbs) node.set(data().mynode.get() - 1);
                yield onlyExpedites.isSet() ? climbs ? At.EXP_NODE : At.LOCK_EXP : climbs ? At.NODE : At.LOCK_TOP;
            }
            case NODE -> node();
            case EXP_NODE -> {
                SrcuTree.Node snp = snp();
                if (!acquire(snp.lock)) yield at;
                boolean known = !SrcuTree.Node.isBefore(snp.neededExp.get(), s.get());
                if (!known) snp.neededExp.set(s.get());
                release(snp.lock);
                yield known ? finish() : climb(At.EXP_NODE, At.LOCK_EXP);
            }
            case LOCK_TOP -> acquire(ssp.lock) ? At.TOP : at;
            case TOP -> top();
            case LOCK_EXP -> acquire(ssp.lock) ? At.EXP : at;
            case EXP -> {
                if (SrcuSeq.less(ssp.neededExp.get(), s.get())) ssp.neededExp.set(s.get());
                release(ssp.lock);
                yield finish();
            }
        };
    }

    private SrcuData data() {
        return ssp.data((int) sdp.get());
    }

    private SrcuTree.Node snp() {
        return ssp.tree().node((int) node.get());
    }

    private boolean isOwnLeaf() {
        return node.get() == data().mynode.get() - 1;
    }

    /** One level of the tree, under its lock. */
    private At node() {
        SrcuTree.Node snp = snp();
        if (!isOwnLeaf() && SrcuSeq.done(ssp.gpSeq.get(), s.get())) return finish();
        if (!acquire(snp.lock)) return At.NODE;
        int place = SrcuSeq.place(s.get());
        long there = snp.haveCbs[place].get();
        boolean asked = !SrcuTree.Node.isBefore(there, s.get());
        if (isOwnLeaf() && (!asked || there == s.get())) snp.dataHaveCbs[place].set(snp.dataHaveCbs[place].get() | data().grpmask.get());
        if (!asked) snp.haveCbs[place].set(s.get());
        if (!asked && !normal.isSet() && SrcuTree.Node.isBefore(snp.neededExp.get(), s.get())) snp.neededExp.set(s.get());
        release(snp.lock);
        if (!asked) return climb(At.NODE, At.LOCK_TOP);
        if (isOwnLeaf() && there != s.get()) {
            scheduleCallbacks(data(), normal.isSet() ? 1 : 0);              // that grace period is over already
            return finish();
        }
        return normal.isSet() ? finish() : At.EXP_NODE;
    }

    private At climb(At next, At top) {
        int parent = snp().parent;
        if (parent < 0) {
            node.set(0);
            return top;
        }
        node.set(parent);
        return next;
    }

    private At top() {
        if (SrcuSeq.less(ssp.needed.get(), s.get())) ssp.needed.set(s.get());
        if (!normal.isSet() && SrcuSeq.less(ssp.neededExp.get(), s.get())) ssp.neededExp.set(s.get());
        if (!SrcuSeq.done(ssp.gpSeq.get(), s.get()) && SrcuSeq.state(ssp.gpSeq.get()) == SrcuSeq.IDLE) {
            if (!gpStart()) return At.TOP;
            ssp.work.queue(this, ssp.getDelay() == 0 ? 0 : 1);
        }
        release(ssp.lock);
        return finish();
    }
}
