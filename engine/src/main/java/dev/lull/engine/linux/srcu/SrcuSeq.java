package dev.lull.engine.linux.srcu;

/**
 * SRCU's grace-period numbers: a counter in the upper bits, in the lower two what the grace period in progress does. They are
 * unsigned and wrap in C, so which is less is asked of their difference: all ones, the mark of a domain that is not initialised
 * yet, is less than 4. Models kernel/rcu/rcu.h and ULONG_CMP_LT(), v5.19 to v6.12.
 */
public final class SrcuSeq {
    /** No grace period is in progress. */
    public static final int IDLE = 0;
    /** The bank that was left before is drained. */
    public static final int SCAN1 = 1;
    /** The bank that was left by the flip is drained. */
    public static final int SCAN2 = 2;
    /** {@code srcu_gp_seq_needed} of a domain that nobody has used yet: all ones. */
    public static final long NOT_INITIALISED = -1;

    private static final long STATE = 3;

    private SrcuSeq() {
    }

    /** rcu_seq_snap(): the number whose being reached promises a full grace period from now. */
    public static long snap(long now) {
        return now + 2 * STATE + 1 & ~STATE;
    }

    /** rcu_seq_done(). */
    public static boolean done(long now, long wanted) {
        return now - wanted >= 0;
    }

    /** ULONG_CMP_LT(). */
    public static boolean less(long one, long other) {
        return one - other < 0;
    }

    /** rcu_seq_state(). */
    public static int state(long now) {
        return (int) (now & STATE);
    }

    /** rcu_seq_end(): the number once the grace period in progress has ended. */
    public static long end(long now) {
        return (now | STATE) + 1;
    }

    /** rcu_seq_ctr(), in the four places of a node's arrays. */
    public static int place(long number) {
        return (int) (number >>> 2 & 3);
    }
}
