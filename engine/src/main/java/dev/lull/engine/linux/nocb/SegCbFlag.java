package dev.lull.engine.linux.nocb;

/**
 * {@code ->cblist.flags}: how far a CPU is on its way into or out of offloading. Named as from v5.17. Until then there was
 * SOFTIRQ_ONLY, which is the absence of LOCKING, and RCU_CORE was not kept but followed from the others: rcu_core() works
 * unless OFFLOADED, KTHREAD_CB and KTHREAD_GP are all set. v6.11 has no KTHREAD_CB, as rcuop is parked; v6.12 only OFFLOADED.
 */
public enum SegCbFlag {
    OFFLOADED,
    /** rcuop serves the CPU. */
    KTHREAD_CB,
    /** rcuog serves the CPU. */
    KTHREAD_GP,
    /** The list is to be locked. */
    LOCKING,
    /** rcu_core() serves the CPU. */
    RCU_CORE
}
