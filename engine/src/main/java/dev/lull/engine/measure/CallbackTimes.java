package dev.lull.engine.measure;

import dev.lull.engine.time.Nanos;

/**
 * One callback's way, in nanoseconds of the trace's clock; {@link #NEVER} where it has not got so far.
 *
 * @param cpu        whose list it was on
 * @param rhp        its rcu_head; heads are reused once invoked
 * @param gpSeq      the number whose being reached lets it go; 0: it was never given one
 * @param calledNs   call_rcu() was entered
 * @param listedNs   it entered ->cblist
 * @param numberedNs it was given its number
 * @param startedNs  its grace period started
 * @param endedNs    its grace period ended on the CPU's leaf
 * @param batchNs    rcuop took it off the list
 * @param invokedNs  it was invoked
 */
public record CallbackTimes(int cpu, long rhp, long gpSeq, long calledNs, long listedNs, long numberedNs, long startedNs, long endedNs,
        long batchNs, long invokedNs) {
    /** In place of a time that never came. */
    public static final long NEVER = -1;

    public boolean isInvoked() {
        return invokedNs != NEVER;
    }

    /** From call_rcu() to its invocation; it must have been invoked. */
    public Nanos total() {
        return between(calledNs, invokedNs);
    }

    /** The length of one phase; it must have been invoked. */
    public Nanos in(Phase phase) {
        return switch (phase) {
            case BYPASS_WAIT -> between(calledNs, listedNs);
            case WAKE_DELAY -> between(listedNs, numberedNs);
            case GP_START_WAIT -> between(numberedNs, startedNs);
            case GRACE_PERIOD -> between(startedNs, endedNs);
            case HAND_OVER -> between(endedNs, batchNs);
            case QUEUEING -> between(batchNs, invokedNs);
        };
    }

    private Nanos between(long fromNs, long toNs) {
        if (!isInvoked()) throw new IllegalStateException("rhp " + rhp + " of CPU " + cpu + " was never invoked and has no latency; ask isInvoked() first");
        return new Nanos(toNs - fromNs);
    }
}
