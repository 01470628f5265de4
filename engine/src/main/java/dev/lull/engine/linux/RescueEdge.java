package dev.lull.engine.linux;

/**
 * A point at which a CPU does its own deferred wakeup of rcuog, if it meets one. Each can hide a lost wakeup, so a scenario
 * says which CPUs meet which. Going offline is one more, which comes with the CPU's going; so is the next call_rcu() that finds
 * all callbacks served and interrupts on, which is part of that text.
 */
public enum RescueEdge {
    /** The tick: rcu_pending() sees the CPU's own {@code ->nocb_defer_wakeup}, and the softirq it raises does the wakeup. */
    TICK("takes a tick", "tick"),
    /** rcu_core() that was raised for something else: its last act is the deferred wakeup. */
    RCU_CORE("runs rcu_core() for another reason", "run of rcu_core()"),
    /** Idle: do_idle(), or up to v5.11 rcu_idle_enter(). */
    IDLE("goes idle", "idle entry"),
    /** User space: exit_to_user_mode_prepare(), or up to v5.11 rcu_user_enter(). */
    USER("returns to user space", "user entry"),
    /** A guest: xfer_to_guest_mode_handle_work(), from v5.12 on. */
    GUEST("enters a guest", "guest entry");

    private final String says;
    private final String noun;

    RescueEdge(String says, String noun) {
        this.says = says;
        this.noun = noun;
    }

    /** What the CPU does, as a sentence's end: {@code takes a tick}. */
    public String says() {
        return says;
    }

    /** What it is: {@code idle entry}. */
    public String noun() {
        return noun;
    }

    /** Whether {@code linux} looks for a deferred wakeup there, on CPU {@code cpu}. */
    public boolean isLookedAt(Linux linux, int cpu) {
        return switch (this) {
            case TICK, RCU_CORE, IDLE -> true;
            case USER -> linux.isNohzFull(cpu) || !linux.has(Fix.ENTRY_WAKEUP_NOHZ_FULL_ONLY);
            case GUEST -> linux.has(Fix.GUEST_WAKEUP_BEFORE_RESCHED) && (linux.isNohzFull(cpu) || !linux.has(Fix.ENTRY_WAKEUP_NOHZ_FULL_ONLY));
        };
    }

    /**
     * Whether what is looked at there is the leader's {@code ->nocb_defer_wakeup}; the tick looks at the CPU's own, which from
     * v5.14 on is only ever set on leaders.
     */
    public boolean looksAtLeader(Linux linux) {
        return this != TICK && linux.has(Fix.NOCB_TIMER_UNIFIED);
    }
}
