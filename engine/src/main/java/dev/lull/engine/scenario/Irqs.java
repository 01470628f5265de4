package dev.lull.engine.scenario;

/** Whether call_rcu()'s caller has interrupts enabled: with them off, rcuog's wakeup is put off. */
public enum Irqs {
    ON, OFF,
    /** Both: an exploration tries each for every call, a timed run draws one. */
    EITHER
}
