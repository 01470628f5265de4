package dev.lull.engine.linux;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The kernels that the models can be. Each is the one before and some {@link Fix}es. */
public enum KernelVersion {
    /** Callbacks are offloaded from boot or never; a timer per CPU and a bypass timer per group; the requeue bug is present. */
    V5_11("5.11", null, Fix.DEFER_WHEN_IRQS_OFF, Fix.DEFER_TIMER, Fix.FORCED_TICK, Fix.ACCELERATE_CHECKS_REST, Fix.FQS_HONOURS_OVLD, Fix.PENDING_IGNORES_OFFLOADED,
            Fix.BARRIER_SEES_OFFLINE, Fix.BARRIER_COUNTS_FIRST, Fix.MIGRATE_ADVANCES,
            Fix.PARKED_IS_SPECIAL, Fix.PARK_WAITS_INACTIVE, Fix.SCHED_WAIT_EMPTY),
    /** Deferred wakeups come before the last need_resched(). CPUs may be offloaded and de-offloaded at run time. */
    V5_12("5.12", V5_11, Fix.IDLE_WAKEUP_BEFORE_RESCHED, Fix.USER_WAKEUP_BEFORE_RESCHED, Fix.GUEST_WAKEUP_BEFORE_RESCHED,
            Fix.WAKE_IN_REPORT_DEAD, Fix.RUNTIME_OFFLOAD, Fix.DEOFFLOAD_STOPS_TIMER, Fix.DEOFFLOAD_FLUSHES_LAST),
    /** b2fcf2102049 applied: the seed's path is closed, the unlocked cancel in rcuog's scan remains. */
    V5_13("5.13", V5_12, Fix.NOCB_TIMER_REQUEUE, Fix.BYPASS_FLUSHED, Fix.ENTRY_WAKEUP_NOHZ_FULL_ONLY,
            Fix.TOGGLE_ONLINE_ONLY, Fix.PUSH_WHILE_DYING),
    /** One timer per group under {@code ->nocb_gp_lock}. */
    V5_14("5.14", V5_13, Fix.CPUSET_FLUSHED, Fix.NOCB_TIMER_UNIFIED),
    /** Groups are lists; creation of rcuog is serialised; its failure is not handled. */
    V5_18("5.18", V5_14, Fix.NOCB_GROUP_LIST, Fix.PREDICATE_INSIDE_IRQ_OFF,
            Fix.GP_KTHREAD_MUTEX, Fix.BARRIER_LOCK, Fix.BATCH_YIELDS, Fix.OVERLOAD_ASKS_LEADER),
    /** Failed creation of a kthread ends in de-offloading. */
    V6_1("6.1", V5_18, Fix.RCUOG_OWNS_LIST, Fix.BARRIER_MUTEX_INNER, Fix.SPAWN_FAILURE, Fix.POLL_SLEEPS),
    /** Lazy callbacks; whoever flushes the bypass list wakes rcuog. */
    V6_2("6.2", V6_1, Fix.LAZY, Fix.FLUSH_WAKES, Fix.BARRIER_WAKES),
    /** rcuops are parked; the memory shrinker leaves busy bypass lists alone. */
    V6_11("6.11", V6_2, Fix.REMOTE_FLUSH_TRIES, Fix.IRQS_RESTORED_LAST, Fix.RCUOP_PARKED,
            Fix.CPUSET_SYNCHRONOUS, Fix.DOWN_IN_WORKER, Fix.HRTIMERS_DYING, Fix.GP_WOKEN_ONLINE, Fix.SMT_PRESENT_UNDONE, Fix.RQ_ONLINE_UNDONE),
    /** Offloading changes only while a CPU is offline. */
    V6_12("6.12", V6_11, Fix.RCUOG_WOKEN_ONLINE, Fix.TOGGLED_OFFLINE);

    private final String number;
    private final Set<Fix> fixes;

    KernelVersion(String number, KernelVersion before, Fix... fixes) {
        this.number = number;
        EnumSet<Fix> all = EnumSet.noneOf(Fix.class);
        if (before != null) all.addAll(before.fixes);
        all.addAll(List.of(fixes));
        this.fixes = Collections.unmodifiableSet(all);
    }

    /** The version written {@code 5.12} or {@code v5.12}. */
    public static KernelVersion of(String number) {
        String bare = number.startsWith("v") ? number.substring(1) : number;
        List<String> known = new ArrayList<>();
        for (KernelVersion version : values()) {
            if (version.number.equals(bare)) return version;
            known.add(version.number);
        }
        throw new IllegalArgumentException("linux(\"" + number + "\") is not modelled. These are: " + String.join(", ", known)
                + ". 5.11 stands for 5.4 to 5.11, 5.14 for 5.14 to 5.16, 5.18 for 5.17 to 5.19, 6.1 for 6.0 and 6.1,"
                + " 6.2 for 6.2 to 6.8, 6.11 for 6.9 to 6.11 (whose rcuops were first parked in 6.11), 6.12 for 6.12 and later.");
    }

    public String number() {
        return number;
    }

    /** Fixes this version came with. */
    public Set<Fix> fixes() {
        return fixes;
    }
}
