package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Mask;
import dev.lull.engine.memory.Struct;

import java.util.ArrayList;
import java.util.List;

/**
 * What can change about a CPU that is offloaded or de-offloaded at run time, or brought up: flags, kthreads, its place on
 * the group's list. CPUs of which nothing changes have none of this.
 */
final class OffloadState {
    private final boolean keepsRcuCore;
    private final boolean listed;
    private final boolean rcuogOwnsList;
    private final boolean offlineOnly;

    final Mask flags;                   // ->cblist.flags
    final Flag inMask;                  // this CPU's bit of rcu_nocb_mask
    final Flag onList;                  // ->nocb_entry_rdp is linked into the leader's ->nocb_head_rdp
    final Flag cbKthread;               // ->nocb_cb_kthread is set
    final Flag gpKthread;               // ->nocb_gp_kthread is set, the last thing that spawning does
    final Flag batchRuns;               // a batch of the CPU is being invoked; null: nobody asks
    final WaitQueue stateWq;
    final Parking parking;              // null: rcuop goes by flags

    /** @param comesUp whether the CPU is offline at first and has no kthreads */
    OffloadState(Rcu rcu, Struct struct, int cpu, boolean comesUp) {
        keepsRcuCore = rcu.linux().has(Fix.NOCB_GROUP_LIST);
        listed = rcu.linux().has(Fix.NOCB_GROUP_LIST);
        rcuogOwnsList = rcu.linux().has(Fix.RCUOG_OWNS_LIST);
        offlineOnly = rcu.linux().has(Fix.TOGGLED_OFFLINE);
        parking = rcu.linux().has(Fix.RCUOP_PARKED) ? new Parking(rcu.machine(), struct, cpu) : null;
        flags = struct.mask("cblist.flags", SegCbFlag.values().length);
        inMask = struct.flag("in_rcu_nocb_mask");
        onList = struct.flag("nocb_entry_rdp.linked");
        cbKthread = struct.flag("nocb_cb_kthread");
        gpKthread = struct.flag("nocb_gp_kthread");
        batchRuns = rcu.linux().has(Fix.ONE_BATCH_AT_A_TIME) ? struct.flag("batch_runs") : null;
        stateWq = rcu.machine().waitQueue("nocb_state_wq[" + cpu + "]");

        set(SegCbFlag.OFFLOADED);                       // long before any kthread exists
        if (!offlineOnly) {
            set(SegCbFlag.LOCKING);
            set(SegCbFlag.KTHREAD_GP);
            if (parking == null) set(SegCbFlag.KTHREAD_CB);
        }
        inMask.set();
        onList.set(listed);
        cbKthread.set(!comesUp);
        gpKthread.set(!comesUp);
    }

    /** Whether the other side invokes a batch of the CPU, which is to be waited for. */
    boolean otherBatchRuns() {
        return batchRuns != null && batchRuns.isSet();
    }

    /** Notes that a batch begins or ends. */
    void batch(boolean runs) {
        if (batchRuns != null) batchRuns.set(runs);
    }

    /** Whether groups are lists in this kernel. */
    boolean isListed() {
        return listed;
    }

    boolean has(SegCbFlag flag) {
        return flags.has(flag.ordinal());
    }

    void set(SegCbFlag flag) {
        flags.add(flag.ordinal());
    }

    void clear(SegCbFlag flag) {
        flags.remove(flag.ordinal());
    }

    /** rcu_rdp_is_offloaded(). */
    boolean locks() {
        return has(offlineOnly ? SegCbFlag.OFFLOADED : SegCbFlag.LOCKING);
    }

    /** rcu_segcblist_completely_offloaded(). */
    boolean isCompletelyOffloaded() {
        if (offlineOnly) return has(SegCbFlag.OFFLOADED);
        if (keepsRcuCore) return !has(SegCbFlag.RCU_CORE);
        return has(SegCbFlag.OFFLOADED) && has(SegCbFlag.KTHREAD_CB) && has(SegCbFlag.KTHREAD_GP);
    }

    /** Whether rcuog's scan comes by here: looked up without a lock. */
    boolean isScanned() {
        if (listed && !onList.isSet()) return false;
        return rcuogOwnsList || has(SegCbFlag.OFFLOADED) || has(SegCbFlag.KTHREAD_GP);
    }

    /** The flags as a watcher sees them: {@code LOCKING|OFFLOADED}. */
    String peek() {
        List<String> names = new ArrayList<>();
        for (SegCbFlag flag : SegCbFlag.values()) if ((flags.peek() >>> flag.ordinal() & 1) != 0) names.add(flag.name());
        return names.isEmpty() ? "0" : String.join("|", names);
    }
}
