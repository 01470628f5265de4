package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * cleanup_srcu_struct(), kernel/rcu/srcutree.c, v5.19 to v6.12: takes a domain down that nobody uses any more. What it finds still
 * in use it warns about and leaves as it is, so that memory leaks but nothing is used after it was freed.
 */
public class CleanupSrcuStruct extends SrcuText<CleanupSrcuStruct.At> {
    /** The steps. */
    public enum At implements StepLabel {
        GET_DELAY(Cost.LOCAL, "looks whether an expedited grace period is wanted"),
        READERS(Cost.CACHE_MISS, "looks for readers"),
        FLUSH_GP(Cost.CONTEXT_SWITCH, "flushes the grace-period work"),
        FLUSH_CPU(Cost.CONTEXT_SWITCH, "stops a CPU's timer and flushes its work"),
        GP_STATE(Cost.CACHE_MISS, "looks whether a grace period is in progress or wanted"),
        FREE_NODES(Cost.LOCAL, "frees the tree"),
        FREE_SDA(Cost.LOCAL, "frees ->sda, unless it is built in, and clears the pointer"),
        FREE_SUP(Cost.LOCAL, "frees ->srcu_sup, unless it is built in, and clears the pointer");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Word at;

    CleanupSrcuStruct(Context self, SrcuStruct ssp, int cpu) {
        super(self, ssp, cpu, "cleanup_srcu_struct", At.class);
        at = local("cpu", Range.upTo(ssp.settings().cpus()));
        ssp.work.flushers().admit((Task) self);
        for (SrcuData sdp : ssp.data()) sdp.work.flushers().admit((Task) self);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case GET_DELAY -> !hasSup() ? at : ssp.getDelay() == 0 ? warn("an expedited grace period is wanted") : At.READERS;
            case READERS -> {
                followSda();
                yield hasReaders() ? warn("there are readers") : At.FLUSH_GP;
            }
            case FLUSH_GP -> {
                if (!ssp.work.hasFunction()) yield warn("flush_delayed_work() of a work item that nobody has set up");
                yield ssp.work.isFlushed(this) ? At.FLUSH_CPU : sleepOn(ssp.work.flushers(), at);
            }
            case FLUSH_CPU -> {
                SrcuData sdp = ssp.data((int) this.at.get());
                stop(sdp.work.timer());
                if (!sdp.work.isFlushed(this)) yield sleepOn(sdp.work.flushers(), at);
                if (sdp.cblist.length() > 0) yield warn("CPU " + sdp.cpu() + " has callbacks left");
                boolean last = this.at.get() + 1 == ssp.settings().cpus();
                this.at.set(last ? 0 : this.at.get() + 1);
                yield last ? At.GP_STATE : at;
            }
            case GP_STATE -> {
                long seq = ssp.gpSeq.get();
                boolean quiet = SrcuSeq.state(seq) == SrcuSeq.IDLE && seq == ssp.needed.get() || seq == 0 && ssp.needed.get() == 0;
                yield quiet ? At.FREE_NODES : warn("a grace period is in progress or wanted");
            }
            case FREE_NODES -> {
                ssp.heap().free(ssp.node.get(), "sup->node");
                ssp.node.set(SrcuHeap.NULL);
                ssp.size.set(SrcuStruct.Size.SMALL);
                yield ssp.settings().kind().isStatic() ? finish() : At.FREE_SDA;
            }
            case FREE_SDA -> {
                ssp.heap().free(ssp.sda.get(), "ssp->sda");
                ssp.sda.set(SrcuHeap.NULL);
                yield ssp.settings().isSplit() ? At.FREE_SUP : finish();
            }
            case FREE_SUP -> {
                ssp.heap().free(ssp.sup.get(), "ssp->srcu_sup");
                ssp.sup.set(SrcuHeap.NULL);
                yield finish();
            }
        };
    }

    private At warn(String why) {
        machine().blame("WARN: cleanup_srcu_struct() leaves the domain as it is: " + why);
        return finish();
    }

    private boolean hasReaders() {
        long sum = 0;
        for (SrcuData sdp : ssp.data()) {
            for (int bank = 0; bank < 2; bank++) sum += sdp.lockCount(bank).get() - sdp.unlockCount(bank).get();
        }
        return sum != 0;
    }
}
