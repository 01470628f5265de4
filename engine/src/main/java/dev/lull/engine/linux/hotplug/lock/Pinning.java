package dev.lull.engine.linux.hotplug.lock;

/** What pin_current_cpu() does on a CPU that is going down, in the -rt patches and without them. */
public enum Pinning {
    /** It counts, and nobody asks: the control. */
    UNGUARDED,
    /** It blocks on the hotplug lock until the CPU is down (June 2011). */
    BLOCKS,
    /** It moves the task to another CPU, or, when it cannot be moved, goes on; it blocks only once all notifiers are through (July 2012). */
    MIGRATES,
    /** Tasks that can be moved have been pushed off before the notifiers run; the others go on, and block once these are through (the plan of March 2012). */
    PUSHED
}
