package dev.lull.engine.linux;

import java.util.ArrayList;
import java.util.List;

/**
 * A boot parameter under its kernel name, with the kernel's limits. What the kernel would silently bring back into its
 * limits is refused here, so that nobody measures something else than they asked for.
 */
public enum Tunable {
    /** Callbacks in one batch of the softirq path. */
    BLIMIT("blimit", "callbacks", 1, Integer.MAX_VALUE),
    /** Callbacks above which a CPU counts as overloaded. */
    QHIMARK("qhimark", "callbacks", 1, Integer.MAX_VALUE),
    /** Callbacks below which an overloaded CPU counts as served. */
    QLOWMARK("qlowmark", "callbacks", 0, Integer.MAX_VALUE),
    /** Callbacks from which on a CPU makes grace periods hurry, 0 for never; by default twice {@link #QHIMARK}. */
    QOVLD("qovld", "callbacks", 0, Integer.MAX_VALUE),
    /** Jiffies before the first scan for idle CPUs. */
    JIFFIES_TILL_FIRST_FQS("jiffies_till_first_fqs", "jiffies, at most a second", 0, -1),
    /** Jiffies between later scans. */
    JIFFIES_TILL_NEXT_FQS("jiffies_till_next_fqs", "jiffies, at most a second", 1, -1),
    /** Age of a grace period, in jiffies, from which on CPUs that stay silent are nagged; by default three scans, a tenth of a second at least. */
    JIFFIES_TILL_SCHED_QS("jiffies_till_sched_qs", "jiffies", 0, Integer.MAX_VALUE),
    /** Direct enqueues a jiffy before the bypass list is used; by default 16 a millisecond. */
    NOCB_NOBYPASS_LIM_PER_JIFFY("nocb_nobypass_lim_per_jiffy", "callbacks a jiffy", 0, Integer.MAX_VALUE),
    /** CPUs that share one rcuog; by default nr_cpus divided by its integer square root. */
    RCU_NOCB_GP_STRIDE("rcu_nocb_gp_stride", "CPUs", 1, Integer.MAX_VALUE),
    /** CPUs below one leaf rcu_node. */
    RCU_FANOUT_LEAF("rcu_fanout_leaf", "CPUs", 2, 64),
    /** A batch of the softirq path may have all the CPU's callbacks divided by two to this power, if that is more than {@link #BLIMIT}. */
    RCU_DIVISOR("rcu_divisor", "powers of two", 0, 62),
    /** Nanoseconds that a batch of the softirq path of more than 100 callbacks may take. */
    RCU_RESCHED_NS("rcu_resched_ns", "nanoseconds, 1 ms to 1 s", 1_000_000, 1_000_000_000),
    /** 1: RCU's core runs as a softirq; 0: in a kthread of each CPU, rcuc. */
    USE_SOFTIRQ("use_softirq", "0 or 1", 0, 1),
    /** 1: a tick wakes the grace-period kthread when that has waited for quiescent states three times as long as it was to. */
    RCU_KICK_KTHREADS("rcu_kick_kthreads", "0 or 1", 0, 1),
    /** SCHED_FIFO priority of the grace-period kthread and, from v5.17 on, of rcuog; 0: they are ordinary tasks. */
    KTHREAD_PRIO("kthread_prio", "a real-time priority, 0 for none", 0, 99),
    /** Seconds before a grace period counts as stalled. */
    RCU_CPU_STALL_TIMEOUT("rcu_cpu_stall_timeout", "seconds", 3, 300),
    /** 1: rcuog looks for callbacks each jiffy, and nobody wakes it. */
    RCU_NOCB_POLL("rcu_nocb_poll", "0 or 1", 0, 1),
    /** 1: call_rcu() is lazy, as with CONFIG_RCU_LAZY=y, which kernels are built without unless somebody says so. */
    ENABLE_RCU_LAZY("enable_rcu_lazy", "0 or 1", 0, 1),
    /** Jiffies that lazy callbacks may wait in the bypass list; ten seconds by default. Linux has it set by test code only. */
    JIFFIES_LAZY_FLUSH("jiffies_lazy_flush", "jiffies", 0, Integer.MAX_VALUE);

    private static final int A_SECOND = -1;

    private final String parameter;
    private final String unit;
    private final long least;
    private final long most;            // A_SECOND: HZ

    Tunable(String parameter, String unit, long least, long most) {
        this.parameter = parameter;
        this.unit = unit;
        this.least = least;
        this.most = most;
    }

    /** The tunable of that kernel name, with or without {@code rcutree.} or {@code rcupdate.} before it. */
    public static Tunable named(String parameter) {
        String bare = parameter.replaceFirst("^(rcutree|rcupdate)\\.", "");
        List<String> known = new ArrayList<>();
        for (Tunable tunable : values()) {
            if (tunable.parameter.equals(bare)) return tunable;
            known.add(tunable.parameter);
        }
        throw new IllegalArgumentException("tune(\"" + parameter + "\", ...): this machine has no such parameter. It has " + String.join(", ", known) + ".");
    }

    /** The kernel's name, without the module's. */
    public String parameter() {
        return parameter;
    }

    /** What a kernel must have for the parameter to mean anything; {@code null}: every kernel has it. */
    Fix needs() {
        return this == ENABLE_RCU_LAZY || this == JIFFIES_LAZY_FLUSH ? Fix.LAZY : null;
    }

    /** What it counts. */
    public String unit() {
        return unit;
    }

    /** Refuses a value outside the kernel's limits, which for some depend on HZ. */
    void check(String asked, long value, int hz) {
        long limit = most == A_SECOND ? hz : most;
        if (value >= least && value <= limit) return;
        throw new IllegalArgumentException(asked + ": " + parameter + " counts " + unit + ", and the kernel takes " + least + " to " + limit + ".");
    }

    /** The kernel's own value on {@code linux}. */
    long defaultOn(Linux linux) {
        int hz = linux.hz().perSecond();
        int cpus = linux.cpus();
        return switch (this) {
            case BLIMIT -> 10;
            case QHIMARK -> 10_000;
            case QLOWMARK -> 100;
            case QOVLD -> 2 * linux.get(QHIMARK);
            case JIFFIES_TILL_FIRST_FQS, JIFFIES_TILL_NEXT_FQS -> 1 + (hz > 250 ? 1 : 0) + (hz > 500 ? 1 : 0) + cpus / 256;
            case JIFFIES_TILL_SCHED_QS -> Math.max(linux.get(JIFFIES_TILL_FIRST_FQS) + 2 * linux.get(JIFFIES_TILL_NEXT_FQS), hz / 10 + cpus / 256);
            case NOCB_NOBYPASS_LIM_PER_JIFFY -> 16 * 1000 / hz;
            case RCU_NOCB_GP_STRIDE -> cpus / (int) Math.sqrt(cpus);
            case RCU_FANOUT_LEAF -> 16;
            case RCU_DIVISOR -> 7;
            case RCU_RESCHED_NS -> 3_000_000;
            case USE_SOFTIRQ -> 1;
            case RCU_CPU_STALL_TIMEOUT -> 21;
            case RCU_NOCB_POLL, ENABLE_RCU_LAZY, RCU_KICK_KTHREADS, KTHREAD_PRIO -> 0;
            case JIFFIES_LAZY_FLUSH -> 10L * hz;
        };
    }
}
