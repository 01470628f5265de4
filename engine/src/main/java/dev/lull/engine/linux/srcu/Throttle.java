package dev.lull.engine.linux.srcu;

/**
 * How SRCU keeps an expedited grace period from polling for ever: the rules that were tried, one after the other. Each answers
 * how many jiffies the grace-period worker waits before it looks again. Models srcu_get_delay(), kernel/rcu/srcutree.c.
 */
public enum Throttle {
    /** Up to v5.18: who asks for an expedited grace period is polled for without sleeping, however long that takes. */
    V518("5.18", "") {
        @Override public Delay delay(Asked asked) {
            return new Delay(asked.expedited() ? 0 : 1, asked.polls());
        }
    },
    /** 282d8998e997, v5.19-rc1: one poll without a delay in each phase, and from the first jiffy on the age is added. */
    LIMIT1("282d8998e997", "srcu: Prevent expedited GPs and blocking readers from consuming CPU") {
        @Override public Delay delay(Asked asked) {
            return limited((asked.expedited() ? 0 : 1) + (asked.inProgress() ? asked.age() : 0), asked.polls(), 1);
        }
    },
    /** 640a7d37c3f4, v5.19-rc3: three polls, and the age counts from the second jiffy on. */
    LIMIT3("640a7d37c3f4", "srcu: Block less aggressively for expedited grace periods") {
        @Override public Delay delay(Asked asked) {
            return fromSecondJiffy(asked, 3);
        }
    },
    /** 4f2bfd9494a0, v5.19: as many polls as take about a fifth of two milliseconds' worth of 5 us, by HZ; a parameter. */
    JIFFY("4f2bfd9494a0", "srcu: Make expedited RCU grace periods block even less frequently") {
        @Override public Delay delay(Asked asked) {
            return fromSecondJiffy(asked, asked.mostPolls());
        }
    };

    private static final long MOST = 10;            // SRCU_MAX_INTERVAL

    private final String commit;
    private final String subject;

    Throttle(String commit, String subject) {
        this.commit = commit;
        this.subject = subject;
    }

    /**
     * What the rule looks at.
     *
     * @param expedited  whether somebody waits for an expedited grace period
     * @param inProgress whether a grace period is in progress
     * @param age        jiffies since it began
     * @param polls      {@code srcu_n_exp_nodelay}: polls without a delay in this phase so far
     * @param mostPolls  {@code srcu_max_nodelay_phase}
     */
    public record Asked(boolean expedited, boolean inProgress, long age, long polls, long mostPolls) { }

    /**
     * Its answer.
     *
     * @param jiffies before the next look
     * @param polls   {@code srcu_n_exp_nodelay} from now on
     */
    public record Delay(long jiffies, long polls) { }

    /** What it comes to. */
    public abstract Delay delay(Asked asked);

    /** Whether the delay of callbacks, too, comes from the rule, and each turn of a scan's loop asks it anew. */
    public boolean asksEachTurn() {
        return this != JIFFY;
    }

    /** The commit that brought it. */
    public String commit() {
        return commit;
    }

    /** That commit's subject. */
    public String subject() {
        return subject;
    }

    private static Delay fromSecondJiffy(Asked asked, long limit) {
        long base = asked.expedited() ? 0 : 1;
        if (!asked.inProgress()) return new Delay(base, asked.polls());
        return limited(base + Math.max(0, asked.age() - 1), asked.polls(), limit);
    }

    private static Delay limited(long base, long polls, long limit) {
        if (base > 0) return new Delay(Math.min(base, MOST), polls);
        return new Delay(polls + 1 > limit ? 1 : 0, polls + 1);
    }
}
