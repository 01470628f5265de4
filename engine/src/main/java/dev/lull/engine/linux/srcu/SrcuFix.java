package dev.lull.engine.linux.srcu;

import java.util.ArrayList;
import java.util.List;

/**
 * A change to SRCU that a model can have or lack. The first three are no changes but parts of the algorithm that were always
 * there: left out, they show what they are for. Which version came with which is said in {@link SrcuVersion}.
 */
public enum SrcuFix {
    /** The unlock counts of all CPUs are summed before the lock counts. */
    UNLOCKS_FIRST("unlocks summed first", "", "always so"),
    /** The bank that was left by the flip before is drained first. */
    FIRST_SCAN("scan before the flip", "", "always so"),
    /** New readers are sent to the other bank. */
    FLIP("flip", "", "always so"),
    /** b5befe842e66, v5.14: a domain is set up only after rcu_init_geometry() has given the tree its shape. */
    GEOMETRY_FIRST("geometry before init", "b5befe842e66", "srcu: Initialize SRCU after timers"),
    /** 0b56f953908a, v5.19: who looks for the tree asks the size state, not {@code ->mynode}. */
    GATE_ON_SIZE_STATE("size state before tree", "0b56f953908a", "srcu: Ensure snp nodes tree is fully initialized before traversal"),
    /** 95433f726301 to fd1b3f8e097b, v6.4: what only updaters use lies in an srcu_usage of its own. */
    SPLIT("srcu_usage", "95433f726301", "srcu: Begin offloading srcu_struct fields to srcu_update"),
    /** de29a96accea, v6.4: a notifier's statically built head initialises its srcu_usage, too. */
    USAGE_STATIC_INIT("usage of static notifiers", "de29a96accea", "notifier: Initialize new struct srcu_usage field"),
    /** Inside the series of v6.4, before it was merged: a module that goes cleans only what has been used. */
    GOING_CHECKS_INIT("module exit checks init", "", "in the series of March 2023 before it was merged"),
    /** 4a8e65b0c348, v6.7 and stable kernels: the number is drawn before callbacks are advanced. */
    SNAP_BEFORE_ADVANCE("snapshot before advance", "4a8e65b0c348", "srcu: Fix callbacks acceleration mishandling"),
    /** 8a77f38bcd28, v6.7: callbacks get a number where they are queued, and nowhere else. */
    ACCELERATE_ON_ENQUEUE("accelerate on enqueue only", "8a77f38bcd28", "srcu: Only accelerate on enqueue time"),
    /** d8d5b7bf6f21, v6.7: a CPU's bit in its leaf's mask is shifted as a long. */
    LONG_GRPMASK("long grpmask", "d8d5b7bf6f21", "srcu: Fix srcu_struct node grpmask overflow on 64-bit systems");

    private final String title;
    private final String commit;
    private final String subject;

    SrcuFix(String title, String commit, String subject) {
        this.title = title;
        this.commit = commit;
        this.subject = subject;
    }

    /** The change of that title. */
    public static SrcuFix titled(String title) {
        List<String> known = new ArrayList<>();
        for (SrcuFix fix : values()) {
            if (fix.title.equalsIgnoreCase(title) || fix.name().equalsIgnoreCase(title)) return fix;
            known.add('"' + fix.title + '"');
        }
        throw new IllegalArgumentException("srcuFix(\"" + title + "\") is not one that SRCU's model knows. It knows " + String.join(", ", known) + ".");
    }

    public String title() {
        return title;
    }

    /** Hash of the upstream commit; "" for what is no single commit. */
    public String commit() {
        return commit;
    }

    /** Subject of the upstream commit, or why there is none. */
    public String subject() {
        return subject;
    }
}
