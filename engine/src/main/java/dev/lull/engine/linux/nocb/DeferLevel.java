package dev.lull.engine.linux.nocb;

/** {@code ->nocb_defer_wakeup}: whether, and how urgently, a wakeup of rcuog has been put off. BYPASS is v5.14's. */
public enum DeferLevel {
    NOT, BYPASS, WAKE, FORCE;

    public boolean isBelow(DeferLevel other) {
        return ordinal() < other.ordinal();
    }
}
