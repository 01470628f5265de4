package dev.lull.engine.measure;

import dev.lull.engine.time.Nanos;

/**
 * One grace period that ended. Its parts follow each other: initialisation, then waiting and scans by turns, then
 * cleanup.
 *
 * @param seq           rcu_state.gp_seq while it lasts
 * @param startNs       when it started
 * @param waitNs        when all nodes were initialised and the waiting began
 * @param scannedNs     spent in scans for idle CPUs
 * @param scans         such scans
 * @param cleanupNs     when its cleanup began
 * @param endNs         when rcu_state saw its end
 * @param heldUpBy      the CPU whose quiescent state was reported last; -1: no report was seen
 * @param lastReportNs  when that was
 * @param foundIdle     whether a scan found that CPU idle; else it reported itself
 */
public record GracePeriod(long seq, long startNs, long waitNs, long scannedNs, int scans, long cleanupNs, long endNs, int heldUpBy,
        long lastReportNs, boolean foundIdle) {
    /** Setting up the tree. */
    public Nanos init() {
        return new Nanos(waitNs - startNs);
    }

    /** Waiting for quiescent states, scans apart. */
    public Nanos waiting() {
        return new Nanos(cleanupNs - waitNs - scannedNs);
    }

    /** Scanning for idle CPUs. */
    public Nanos scanning() {
        return new Nanos(scannedNs);
    }

    /** Telling the tree that it is over. */
    public Nanos cleanup() {
        return new Nanos(endNs - cleanupNs);
    }

    /** From its start to its end. */
    public Nanos length() {
        return new Nanos(endNs - startNs);
    }
}
