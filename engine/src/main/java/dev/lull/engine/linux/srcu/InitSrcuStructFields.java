package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * init_srcu_struct_fields(), kernel/rcu/srcutree.c, v5.19 to v6.12: sets a domain up and finishes with whether it could. Where
 * allocations fail it goes as the {@link InitVariant} says. The steps stand in the order of v6.4; labels that begin with
 * {@code ERR_} are the goto labels of later versions.
 */
public class InitSrcuStructFields extends SrcuText<InitSrcuStructFields.At> {
    /** The steps. */
    public enum At implements StepLabel {
        ALLOC_SUP(Cost.LOCAL, "allocates the srcu_usage, unless it is built in"),
        FIELDS(Cost.LOCAL, "sets what updaters use to its first values"),
        SET_IDX(Cost.CACHE_MISS, "sets ->srcu_idx to 0"),
        ALLOC_SDA(Cost.LOCAL, "allocates the per-CPU srcu_data, unless it is built in"),
        INIT_DATA(Cost.CACHE_MISS, "sets up one CPU's srcu_data, with an empty callback list"),
        NEEDED_EXP(Cost.LOCAL, "sets ->srcu_gp_seq_needed_exp and ->srcu_last_gp_end"),
        SIZING(Cost.LOCAL, "looks whether the domain is to have its tree at once"),
        NODES(Cost.LOCAL, "looks whether there was memory for the tree"),
        SET_BIG(Cost.LOCAL, "makes the domain BIG"),
        SET_SSP(Cost.LOCAL, "sets sup->srcu_ssp"),
        INIT_DONE(Cost.LOCAL, "sets ->srcu_gp_seq_needed to 0: initialised"),
        ERR_FREE_SDA(Cost.LOCAL, "comes to err_free_sda"),
        FREE_SDA(Cost.LOCAL, "frees ->sda and clears the pointer"),
        ERR_FREE_SUP(Cost.LOCAL, "comes to err_free_sup"),
        FREE_SUP(Cost.LOCAL, "frees ->srcu_sup"),
        NULL_SUP(Cost.LOCAL, "clears ->srcu_sup"),
        RETURN_ENOMEM(Cost.LOCAL, "returns -ENOMEM");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final InitSrcuStructNodes nodes;
    private final Flag isStatic;
    private final Word at;

    public InitSrcuStructFields(Context self, SrcuStruct ssp, int cpu, InitSrcuStructNodes nodes) {
        super(self, ssp, cpu, "init_srcu_struct_fields", At.class);
        this.nodes = nodes;
        isStatic = localFlag("is_static");
        at = local("cpu", Range.upTo(ssp.settings().cpus()));
    }

    /** The text, told what it is called with. */
    Code<?> with(boolean isStatic) {
        this.isStatic.set(isStatic);
        return this;
    }

    private InitVariant variant() {
        return ssp.settings().init();
    }

    @Override protected At step(At at) {
        return switch (at) {
            case ALLOC_SUP -> allocateUsage();
            case FIELDS -> {
                if (!hasSup()) yield at;
                ssp.size.set(SrcuStruct.Size.SMALL);
                ssp.node.set(SrcuHeap.NULL);
                ssp.gpSeq.set(0);
                ssp.barrierSeq.set(0);
                ssp.barrierCpuCount.set(0);
                ssp.work.init();
                yield At.SET_IDX;
            }
            case SET_IDX -> {
                ssp.idx.set(0);
                yield At.ALLOC_SDA;
            }
            case ALLOC_SDA -> {
                if (!isStatic.isSet()) ssp.sda.set(ssp.heap().allocate(SrcuHeap.Part.SRCU_DATA, ssp.fault(SrcuHeap.Part.SRCU_DATA)));
                yield ssp.sda.get() == SrcuHeap.NULL ? variant().dataFailed(isStatic.isSet()) : At.INIT_DATA;
            }
            case INIT_DATA -> initData();
            case NEEDED_EXP -> {
                ssp.neededExp.set(0);
                ssp.lastGpEnd.begin();
                yield At.SIZING;
            }
            case SIZING -> {
                boolean grows = ssp.size.is(SrcuStruct.Size.SMALL) && ssp.settings().sizing() == Srcu.Sizing.INIT;
                yield grows ? call(nodes, At.NODES) : At.SET_SSP;
            }
            case NODES -> result() ? At.SET_BIG : variant().nodesFailed(isStatic.isSet());
            case SET_BIG -> {
                ssp.size.set(SrcuStruct.Size.BIG);
                yield At.SET_SSP;
            }
            case SET_SSP -> {
                if (ssp.settings().isSplit()) ssp.backPointer.set();
                yield At.INIT_DONE;
            }
            case INIT_DONE -> {
                ssp.needed.set(0);
                ssp.promise().initReturned(true);
                yield finish(true);
            }
            case ERR_FREE_SDA -> isStatic.isSet() ? At.ERR_FREE_SUP : At.FREE_SDA;
            case FREE_SDA -> {
                ssp.heap().free(ssp.sda.get(), "ssp->sda");
                ssp.sda.set(SrcuHeap.NULL);
                yield variant().dataFreed(isStatic.isSet());
            }
            case ERR_FREE_SUP -> isStatic.isSet() ? At.RETURN_ENOMEM : At.FREE_SUP;
            case FREE_SUP -> {
                ssp.heap().free(ssp.sup.get(), "ssp->srcu_sup");
                yield variant().usageFreed();
            }
            case NULL_SUP -> {
                ssp.sup.set(SrcuHeap.NULL);
                yield At.RETURN_ENOMEM;
            }
            case RETURN_ENOMEM -> {
                ssp.promise().initReturned(false);
                yield finish(false);
            }
        };
    }

    private At allocateUsage() {
        if (isStatic.isSet() || !ssp.settings().isSplit()) return At.FIELDS;
        long usage = ssp.heap().allocate(SrcuHeap.Part.SRCU_USAGE, ssp.fault(SrcuHeap.Part.SRCU_USAGE));
        ssp.sup.set(usage);
        if (usage == SrcuHeap.NULL) return At.RETURN_ENOMEM;
        ssp.needed.set(0);                      // kzalloc(); what was there before was another object
        ssp.backPointer.clear();
        return At.FIELDS;
    }

    private At initData() {
        SrcuData sdp = ssp.data((int) at.get());
        if (sdp.cblist.length() > 0) ssp.promise().listForgotten();
        sdp.cblist.init();
        sdp.invoking.clear();
        sdp.needed.set(ssp.gpSeq.get());
        sdp.neededExp.set(ssp.gpSeq.get());
        sdp.mynode.set(0);
        boolean last = at.get() + 1 == ssp.settings().cpus();
        at.set(last ? 0 : at.get() + 1);
        return last ? At.NEEDED_EXP : At.INIT_DATA;
    }
}
