package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/** struct srcu_data: what a domain keeps for each possible CPU. Readers touch the counters, updaters the rest. */
public final class SrcuData {
    private static final Range COUNT = Range.upTo(Long.MAX_VALUE / 4);

    private final int cpu;
    private final Word[] lockCount = new Word[2];
    private final Word[] unlockCount = new Word[2];
    final SpinLock lock;
    final SrcuCbList cblist;
    final Word needed;
    final Word neededExp;
    final Flag invoking;
    final SrcuWork work;
    final Word mynode;                  // index of the leaf and one; 0: NULL
    final Word grpmask;
    final int barrierHead;

    SrcuData(Machine machine, SrcuHeads heads, int cpu, int nodes, SrcuHeads.Function barrier) {
        this.cpu = cpu;
        Struct struct = machine.memory().struct("sda[" + cpu + "]");
        for (int bank = 0; bank < 2; bank++) {
            lockCount[bank] = struct.word("srcu_lock_count[" + bank + "]", COUNT);
            unlockCount[bank] = struct.word("srcu_unlock_count[" + bank + "]", COUNT);
        }
        lock = machine.spinLock("sda[" + cpu + "].lock");
        cblist = new SrcuCbList(heads, struct);
        needed = struct.word("srcu_gp_seq_needed", COUNT);
        neededExp = struct.word("srcu_gp_seq_needed_exp", COUNT);
        invoking = struct.flag("srcu_cblist_invoking");
        mynode = struct.word("mynode", Range.upTo(nodes));
        grpmask = struct.word("grpmask", Range.FULL);
        work = new SrcuWork(machine, "sda[" + cpu + "].work", "kworker/" + cpu + ":srcu", true);
        barrierHead = heads.head("srcu_barrier() on CPU " + cpu, barrier);
    }

    public int cpu() {
        return cpu;
    }

    /** Readers that entered on this CPU with this bank, so far. */
    Word lockCount(int bank) {
        return lockCount[bank];
    }

    /** Readers that left on this CPU from this bank, so far. */
    Word unlockCount(int bank) {
        return unlockCount[bank];
    }

    /** The callbacks. */
    public SrcuCbList cblist() {
        return cblist;
    }
}
