package dev.lull.engine.linux.rcu;

import dev.lull.engine.memory.Struct;

/** What RCU keeps for each CPU (struct rcu_data), without its nocb part. */
public final class RcuData {
    private final int cpu;
    private final RcuNode leaf;
    private final Struct struct;
    private final SegCbList cblist;

    RcuData(int cpu, RcuNode leaf, Struct struct, SegCbList cblist) {
        this.cpu = cpu;
        this.leaf = leaf;
        this.struct = struct;
        this.cblist = cblist;
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
}
