package dev.lull.engine.trace;

/** The events a model can emit; the arguments of each are numbers, and words are ordinals of {@link Reason}. */
public enum Tracepoint {
    /** call_rcu() was entered. Arguments: rhp. */
    KP_CALL_RCU("kp_call_rcu"),
    /** A callback was put on a bypass list. Arguments: cpu of the list, rhp. */
    KP_BYPASS_ENQ("kp_bypass_enq"),
    /** A bypass list was emptied into ->cblist. Arguments: cpu of the list, callbacks moved. */
    KP_BYPASS_FLUSH("kp_bypass_flush"),
    /** rcu_barrier()'s callback was put behind all others of a CPU. Arguments: cpu of the list, rhp. */
    KP_ENTRAIN("kp_entrain"),
    /** rcu_barrier() goes on. Arguments: reason, cpu or -1, callbacks remaining, barrier_sequence. */
    RCU_BARRIER("rcu_barrier"),
    /** A callback entered ->cblist. Arguments: cpu of the list, rhp, length of the list after it. */
    RCU_CALLBACK("rcu_callback"),
    /** Segment lengths and numbers. Arguments: reason, cpu, 4 lengths, 4 numbers. */
    RCU_SEGCB_STATS("rcu_segcb_stats"),
    /** A wakeup decided upon, deferred or done. Arguments: cpu meant, reason. */
    RCU_NOCB_WAKE("rcu_nocb_wake"),
    /** A grace period's progress. Arguments: gp_seq, reason. */
    RCU_GRACE_PERIOD("rcu_grace_period"),
    /** A future grace period asked or waited for. Arguments: gp_seq, wanted, level, grplo, grphi, reason. */
    RCU_FUTURE_GRACE_PERIOD("rcu_future_grace_period"),
    /** A node was initialised for a grace period. Arguments: gp_seq, level, grplo, grphi, qsmask. */
    RCU_GRACE_PERIOD_INIT("rcu_grace_period_init"),
    /** A quiescent state was reported to a node. Arguments: gp_seq, mask, qsmask after, level, grplo, grphi. */
    RCU_QUIESCENT_STATE_REPORT("rcu_quiescent_state_report"),
    /** The grace-period kthread found a CPU idle. Arguments: gp_seq, cpu, reason. */
    RCU_FQS("rcu_fqs"),
    /** A batch of callbacks begins. Arguments: cpu of the list, length of the list, limit. */
    RCU_BATCH_START("rcu_batch_start"),
    /** A callback is about to be invoked. Arguments: cpu of the list, rhp. */
    RCU_INVOKE_CALLBACK("rcu_invoke_callback"),
    /** A batch has ended. Arguments: cpu of the list, callbacks invoked. */
    RCU_BATCH_END("rcu_batch_end"),
    /** A rung of the hotplug ladder is about to be entered or left. Arguments: cpu, target's number, rung, 1 up or 0 down. */
    CPUHP_ENTER("cpuhp_enter"),
    /** It has been. Arguments: cpu, state's number, rung, what the callback returned. */
    CPUHP_EXIT("cpuhp_exit"),
    /** A task calls one of SRCU's functions. Arguments: which. No tracepoint of Linux: srcutree.c has none. */
    LULL_SRCU_CALL("lull_srcu_call"),
    /** It returns. Arguments: which. */
    LULL_SRCU_RETURN("lull_srcu_return"),
    /** SRCU's grace period goes on. Arguments: srcu_gp_seq, bank of new readers. */
    LULL_SRCU_GP("lull_srcu_gp"),
    /** A bank has been summed. Arguments: srcu_gp_seq, bank, 1 when it had no readers. */
    LULL_SRCU_CHECK("lull_srcu_check"),
    /** A domain grows. Arguments: srcu_size_state. */
    LULL_SRCU_SIZE("lull_srcu_size"),
    /** A CPU turns from one task to another. Arguments: task it leaves, task it turns to; -1 is the idle task. */
    SCHED_SWITCH("sched_switch"),
    /** A sleeping task was made runnable. Arguments: task. */
    SCHED_WAKING("sched_waking"),
    /** A timer was armed. Arguments: timer, expiry in jiffies. */
    TIMER_START("timer_start"),
    /** A pending timer was cancelled. Arguments: timer. */
    TIMER_CANCEL("timer_cancel"),
    /** A timer's handler begins. Arguments: timer, jiffies now. */
    TIMER_EXPIRE_ENTRY("timer_expire_entry"),
    /** A timer's handler has ended. Arguments: timer. */
    TIMER_EXPIRE_EXIT("timer_expire_exit");

    private final String text;

    Tracepoint(String text) {
        this.text = text;
    }

    /** The event's name in ftrace text. */
    public String text() {
        return text;
    }
}
