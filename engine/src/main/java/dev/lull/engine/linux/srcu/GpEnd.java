package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Label;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Tracepoint;

/**
 * srcu_gp_end(), kernel/rcu/srcutree.c, v5.19 to v6.12: ends a grace period, has the callbacks invoked that waited for it, starts
 * the next if one is wanted, and takes a growing domain one state further. It is entered with srcu_gp_mutex held, and drops it.
 */
public class GpEnd extends SrcuText<GpEnd.At> {
    /** The steps. */
    public enum At implements StepLabel {
        LOCK_CB(Cost.LOCK, "takes srcu_cb_mutex"),
        LOCK(Cost.LOCK, "takes sup->lock"),
        END(Cost.LOCAL, "ends the grace period and drops sup->lock"),
        UNLOCK_GP(Cost.LOCAL, "drops srcu_gp_mutex: one more grace period may start"),
        SCHEDULE(Cost.CACHE_MISS, "has callbacks invoked"),
        SCHEDULE_NODE(Cost.NODE, "looks at one node for CPUs whose callbacks waited for this"),
        SCHEDULE_CPU(Cost.WAKEUP, "has one CPU's callbacks invoked"),
        UNLOCK_CB(Cost.LOCAL, "drops srcu_cb_mutex"),
        LOCK_NEXT(Cost.LOCK, "takes sup->lock"),
        START_NEXT(Cost.LOCAL, "starts the next grace period, if one is wanted, and drops the lock"),
        RESIZE(Cost.LOCAL, "takes a growing domain one state further"),
        RETURN(Cost.LOCAL, "returns");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Reschedule reschedule;
    private final InitSrcuStructNodes nodes;
    private final Flag delays;
    private final Word ended;
    private final Label<SrcuStruct.Size> size;
    private final Word node;
    private final Word mask;
    private final Word at;

    public GpEnd(Context self, SrcuStruct ssp, int cpu, Reschedule reschedule, InitSrcuStructNodes nodes) {
        super(self, ssp, cpu, "srcu_gp_end", At.class);
        this.reschedule = reschedule;
        this.nodes = nodes;
        delays = localFlag("cbdelay");
        ended = local("gpseq", NUMBER);
        size = localLabel("ss_state", SrcuStruct.Size.class);
        node = local("snp", Range.upTo(ssp.tree() == null ? 1 : ssp.tree().nodes().size()));
        mask = local("mask", Range.FULL);
        at = local("cpu", Range.upTo(ssp.settings().cpus()));
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOCK_CB -> acquire(ssp.cbMutex) ? At.LOCK : at;
            case LOCK -> acquire(ssp.lock) ? At.END : at;
            case END -> {
                end();
                release(ssp.lock);
                yield At.UNLOCK_GP;
            }
            case UNLOCK_GP -> {
                ssp.promise().schedules(true);
                release(ssp.gpMutex);
                yield At.SCHEDULE;
            }
            case SCHEDULE -> {
                size.set(ssp.size.get());
                if (!size.get().isBefore(SrcuStruct.Size.WAIT_BARRIER)) yield At.SCHEDULE_NODE;
                scheduleCallbacks(ssp.data(0), delays.isSet() ? 1 : 0);
                yield At.UNLOCK_CB;
            }
            case SCHEDULE_NODE -> scheduleNode();
            case SCHEDULE_CPU -> {
                SrcuTree.Node leaf = ssp.tree().node((int) node.get());
                if ((mask.get() >>> this.at.get() & 1) != 0) scheduleCallbacks(ssp.data(leaf.lowest + (int) this.at.get()), delays.isSet() ? 1 : 0);
                boolean last = leaf.lowest + this.at.get() == leaf.highest;
                this.at.set(last ? 0 : this.at.get() + 1);
                yield last ? toNextNode() : at;
            }
            case UNLOCK_CB -> {
                ssp.promise().schedules(false);
                release(ssp.cbMutex);
                yield At.LOCK_NEXT;
            }
            case LOCK_NEXT -> acquire(ssp.lock) ? At.START_NEXT : at;
            case START_NEXT -> {
                boolean next = SrcuSeq.state(ssp.gpSeq.get()) == SrcuSeq.IDLE && SrcuSeq.less(ssp.gpSeq.get(), ssp.needed.get());
                if (next && !gpStart()) yield at;
                release(ssp.lock);
                yield next ? call(reschedule.with(0), At.RESIZE) : At.RESIZE;
            }
            case RESIZE -> resize();
            case RETURN -> {
                result();
                yield finish();
            }
        };
    }

    private void end() {
        long seq = ssp.gpSeq.get();
        delays.set(ssp.settings().throttle().asksEachTurn() ? ssp.getDelay() != 0 : !ssp.isExpedited(seq));
        ssp.lastGpEnd.begin();
        ssp.promise().gpEnds();
        ended.set(SrcuSeq.end(seq));
        ssp.gpSeq.set(ended.get());
        if (SrcuSeq.less(ssp.neededExp.get(), ended.get())) ssp.neededExp.set(ended.get());
        trace(Tracepoint.LULL_SRCU_GP, ended.get(), ssp.idx.peek() & 1);
    }

    /** One node of the breadth-first walk, under its lock. */
    private At scheduleNode() {
        SrcuTree.Node snp = ssp.tree().node((int) node.get());
        if (!acquire(snp.lock)) return At.SCHEDULE_NODE;
        int place = SrcuSeq.place(ended.get());
        boolean trusts = !size.get().isBefore(SrcuStruct.Size.BIG);
        boolean schedules = ssp.tree().isLeaf(snp) && (!trusts || snp.haveCbs[place].get() == ended.get());
        snp.haveCbs[place].set(ended.get() | 1);
        if (SrcuTree.Node.isBefore(snp.neededExp.get(), ended.get())) snp.neededExp.set(ended.get());
        mask.set(trusts ? snp.dataHaveCbs[place].get() : -1);
        snp.dataHaveCbs[place].set(0);
        release(snp.lock);
        return schedules ? At.SCHEDULE_CPU : toNextNode();
    }

    private At toNextNode() {
        boolean last = node.get() + 1 == ssp.tree().nodes().size();
        node.set(last ? 0 : node.get() + 1);
        mask.set(0);
        return last ? At.UNLOCK_CB : At.SCHEDULE_NODE;
    }

    private At resize() {
        SrcuStruct.Size was = size.get();
        if (was == SrcuStruct.Size.ALLOC) return call(nodes, At.RETURN);                // no memory: it stays ALLOC, for the next to try
        if (was != SrcuStruct.Size.SMALL && was != SrcuStruct.Size.BIG) {
            ssp.size.set(SrcuStruct.Size.values()[was.ordinal() + 1]);
            trace(Tracepoint.LULL_SRCU_SIZE, was.ordinal() + 1);
        }
        return finish();
    }
}
