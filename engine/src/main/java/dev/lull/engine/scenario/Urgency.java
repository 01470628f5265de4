package dev.lull.engine.scenario;

/** Which of call_rcu() and call_rcu_hurry() is called. They differ on a lazy kernel only (CONFIG_RCU_LAZY). */
public enum Urgency {
    /** call_rcu(), whatever that is on the kernel. */
    CALL_RCU,
    /** call_rcu(), on a kernel where it is lazy: the callback may wait for ten seconds. */
    LAZY,
    /** call_rcu_hurry(). */
    HURRY,
    /** Both: an exploration tries each for every call, a timed run draws one. */
    EITHER
}
