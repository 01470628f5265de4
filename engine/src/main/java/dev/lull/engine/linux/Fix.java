package dev.lull.engine.linux;

/** A change to the kernel that a machine can have or lack. Where the C differs, the model asks for it by name. */
public enum Fix {
    /**
     * "rcu/nocb: Fix missed nocb_timer requeue", b2fcf2102049, v5.13 (also 5.10.104): whoever cancels the deferred
     * wakeup's timer resets {@code ->nocb_defer_wakeup} too.
     */
    NOCB_TIMER_REQUEUE("nocb_timer requeue", "b2fcf2102049", "rcu/nocb: Fix missed nocb_timer requeue"),
    /**
     * The v5.14 series around d76e0926d835 and 870905169da8: one timer per rcuog group, and everything about it under
     * the leader's {@code ->nocb_gp_lock}; {@code ->nocb_bypass_timer} is gone.
     */
    NOCB_TIMER_UNIFIED("nocb_timer unified", "870905169da8", "rcu/nocb: Unify timers");

    private final String title;
    private final String commit;
    private final String subject;

    Fix(String title, String commit, String subject) {
        this.title = title;
        this.commit = commit;
        this.subject = subject;
    }

    /** The fix of that title, as {@code fix("nocb_timer requeue")} names it. */
    public static Fix titled(String title) {
        StringBuilder known = new StringBuilder();
        for (Fix fix : values()) {
            if (fix.title.equalsIgnoreCase(title) || fix.name().equalsIgnoreCase(title)) return fix;
            known.append(known.isEmpty() ? "" : ", ").append('"').append(fix.title).append('"');
        }
        throw new IllegalArgumentException("fix(\"" + title + "\") is not one that this machine knows. It knows " + known + ".");
    }

    public String title() {
        return title;
    }

    /** Hash of the upstream commit. */
    public String commit() {
        return commit;
    }

    /** Subject of the upstream commit. */
    public String subject() {
        return subject;
    }
}
