package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/** What a leader has more of when something can change about its group. */
final class GroupState {
    final Flag gpKthread;               // the leader's ->nocb_gp_kthread is set: rcuog exists
    final Word toggling;                // ->nocb_toggling_rdp: CPU number + 1; 0: none
    final Mutex gpKthreadMutex;         // ->nocb_gp_kthread_mutex
    final WaitQueue notCreated;         // where tasks are that do not exist yet

    /** @param rcuogExists whether rcuog is created at boot */
    GroupState(Rcu rcu, Struct struct, int leader, boolean rcuogExists) {
        gpKthread = struct.flag("nocb_gp_kthread_of_group");
        toggling = struct.word("nocb_toggling_rdp", Range.upTo(rcu.linux().cpus()));
        gpKthreadMutex = rcu.machine().mutex("nocb_gp_kthread_mutex[" + leader + "]");
        notCreated = rcu.machine().waitQueue("kthreads of group " + leader + " that do not exist");
        gpKthread.set(rcuogExists);
    }
}
