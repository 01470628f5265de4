package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;

/**
 * {@code ->nocb_defer_wakeup}: whether, and how urgently, a wakeup of rcuog has been put off. BYPASS is v5.14's, LAZY v6.2's;
 * OFF, of v5.12 and v5.13, is for a CPU that is not offloaded any more.
 * They stand in the order in which they came; how urgent they are is another.
 */
public enum DeferLevel {
    NOT(0), BYPASS(1), WAKE(3), FORCE(4), LAZY(2), OFF(-1);

    private final int urgency;

    DeferLevel(int urgency) {
        this.urgency = urgency;
    }

    public boolean isBelow(DeferLevel other) {
        return urgency < other.urgency;
    }

    /** The last that {@code linux} knows, so that a search makes no room for others. */
    static DeferLevel last(Linux linux, boolean offloadingChanges) {
        if (offloadingChanges && !linux.has(Fix.NOCB_TIMER_UNIFIED)) return OFF;
        return linux.isLazy() ? LAZY : FORCE;
    }
}
