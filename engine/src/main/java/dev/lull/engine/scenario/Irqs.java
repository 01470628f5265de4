package dev.lull.engine.scenario;

/** Whether call_rcu()'s caller has interrupts enabled: with them off, rcuog's wakeup is put off. */
public enum Irqs {
    ON, OFF,
    /** Off, and the caller holds its CPU's run-queue lock, which waking anybody takes. */
    IN_SCHEDULER,
    /** Both: an exploration tries each for every call, a timed run draws one. */
    EITHER
}
