package dev.lull.engine.measure;

/** What a callback waits for, in the order in which it does; the phases follow each other without a gap. */
public enum Phase {
    /** From call_rcu() until it is in ->cblist: the time in the bypass list, if it went there. */
    BYPASS_WAIT("bypass wait"),
    /** Until somebody, mostly rcuog, gives it a grace period's number. */
    WAKE_DELAY("wake delay"),
    /** Until that grace period starts; another may have to end first. */
    GP_START_WAIT("grace-period start"),
    /** Until it is over on the CPU's leaf. */
    GRACE_PERIOD("grace period"),
    /** Until rcuop takes it off the list: rcuog's wakeup and scan, rcuop's wakeup. */
    HAND_OVER("hand-over"),
    /** Until it is invoked, after those before it in its batch. */
    QUEUEING("queueing in batch");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** As a chart's legend has it. */
    public String words() {
        return words;
    }
}
