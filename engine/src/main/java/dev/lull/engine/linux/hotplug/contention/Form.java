package dev.lull.engine.linux.hotplug.contention;

/** Forms of the hotplug lock, and what becomes of two of them with a part left out. */
public enum Form {
    /** A count under a mutex, up to v4.12. */
    REFCOUNT("count under a mutex"),
    /** The same whose writer lets the mutex go before it prepares to sleep: the control. */
    REFCOUNT_UNLOCKED_FIRST("count under a mutex, unlocked too early"),
    /** Counts per CPU, v4.13 and later, in the shape it has had since v5.7. */
    PERCPU_RWSEM("counts per CPU"),
    /** The same whose writer does not wait for a grace period: the control. */
    PERCPU_RWSEM_NO_GRACE_PERIOD("counts per CPU, no grace period");

    private final String says;

    Form(String says) {
        this.says = says;
    }

    /** In a few words. */
    public String says() {
        return says;
    }

    boolean isPercpu() {
        return this == PERCPU_RWSEM || this == PERCPU_RWSEM_NO_GRACE_PERIOD;
    }
}
