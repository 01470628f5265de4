package dev.lull.engine.machine;

/** What kind of work a step is. A timed run has a price for each; an exploration has none. */
public enum Cost {
    /** Registers and words that are in this CPU's cache. */
    LOCAL,
    /** A word that another CPU wrote last. */
    CACHE_MISS,
    /** Taking a spinlock, or trying to. */
    LOCK,
    /** wake_up_process() and its like, on the waker's side. */
    WAKEUP,
    /** Programming a timer. */
    TIMER,
    /** Looking at one CPU's lists in a scan. */
    SCAN,
    /** Setting up or cleaning up one rcu_node. */
    NODE,
    /** Invoking one callback. */
    CALLBACK,
    /** A callback of the hotplug ladder. */
    HOTPLUG,
    /** From telling a CPU to boot until it executes. */
    CPU_BOOT,
    /** Going to sleep or coming back. */
    CONTEXT_SWITCH
}
