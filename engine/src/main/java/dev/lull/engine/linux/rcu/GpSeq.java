package dev.lull.engine.linux.rcu;

/** Arithmetic of grace-period numbers: counter in the upper bits, state in the lower two. Models kernel/rcu/rcu.h. */
public final class GpSeq {
    private static final long STATE = 3;

    private GpSeq() {
    }

    /** rcu_seq_snap(): the number whose being reached promises a full grace period from now. */
    public static long snap(long now) {
        return (now + 2 * STATE + 1) & ~STATE;
    }

    /** rcu_seq_done(). */
    public static boolean done(long now, long wanted) {
        return now >= wanted;
    }

    /** rcu_seq_started(). */
    public static boolean started(long now, long wanted) {
        return ((wanted - 1) & ~STATE) < now;
    }

    /** rcu_seq_state() != 0: a grace period is in progress. */
    public static boolean inProgress(long now) {
        return (now & STATE) != 0;
    }

    /** rcu_seq_endval(): what the number becomes when the grace period in progress ends. */
    public static long end(long now) {
        return (now | STATE) + 1;
    }

    /** rcu_seq_ctr(). */
    public static long counter(long now) {
        return now >> 2;
    }
}
