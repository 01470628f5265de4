package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * init_srcu_struct_nodes(), kernel/rcu/srcutree.c, v5.19 to v6.12: allocates the tree, hangs the CPUs in it, and lets the size
 * state tell. Finishes with whether there was memory.
 */
public class InitSrcuStructNodes extends SrcuText<InitSrcuStructNodes.At> {
    /** The steps. */
    public enum At implements StepLabel {
        ALLOC_NODES(Cost.LOCAL, "allocates the nodes of the tree"),
        INIT_NODES(Cost.NODE, "sets up the nodes"),
        SET_MYNODE(Cost.CACHE_MISS, "has a CPU's ->mynode point to its leaf"),
        SET_GRPMASK(Cost.CACHE_MISS, "sets that CPU's ->grpmask"),
        SET_SIZE(Cost.LOCAL, "sets the size state to WAIT_BARRIER");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Word at;

    public InitSrcuStructNodes(Context self, SrcuStruct ssp, int cpu) {
        super(self, ssp, cpu, "init_srcu_struct_nodes", At.class);
        at = local("cpu", Range.upTo(ssp.settings().cpus()));
    }

    @Override protected At step(At at) {
        return switch (at) {
            case ALLOC_NODES -> {
                ssp.node.set(ssp.heap().allocate(SrcuHeap.Part.SRCU_NODE, ssp.fault(SrcuHeap.Part.SRCU_NODE)));
                yield ssp.node.get() == SrcuHeap.NULL ? finish(false) : At.INIT_NODES;
            }
            case INIT_NODES -> {
                ssp.tree().init();
                yield At.SET_MYNODE;
            }
            case SET_MYNODE -> {
                sdp().mynode.set(leaf().index + 1L);
                yield At.SET_GRPMASK;
            }
            case SET_GRPMASK -> {
                int shift = sdp().cpu() - leaf().lowest;
                sdp().grpmask.set(ssp.settings().has(SrcuFix.LONG_GRPMASK) ? 1L << shift : 1 << shift);         // an int is shifted by five bits at most
                boolean last = this.at.get() + 1 == ssp.settings().cpus();
                this.at.set(last ? 0 : this.at.get() + 1);
                yield last ? At.SET_SIZE : At.SET_MYNODE;
            }
            case SET_SIZE -> {
                ssp.size.set(SrcuStruct.Size.WAIT_BARRIER);
                yield finish(true);
            }
        };
    }

    private SrcuData sdp() {
        return ssp.data((int) at.get());
    }

    /** The CPU's leaf; one of a tree that nobody will walk when the tree's shape was not known yet. */
    private SrcuTree.Node leaf() {
        return ssp.settings().has(SrcuFix.GEOMETRY_FIRST) ? ssp.tree().leafOf(sdp().cpu()) : ssp.tree().staleLeaf();
    }
}
