package dev.lull.engine.measure;

import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Trace;

import java.util.ArrayList;
import java.util.List;

/** The grace periods of a trace, in order: when each began and ended, what it spent its time on, who held it up. */
public final class GracePeriods {
    private final List<GracePeriod> ended = new ArrayList<>();
    private boolean unfinished;

    // of the one under way
    private long seq;
    private long startNs;
    private long waitNs;
    private long scanNs;                // when the scan under way began; -1: none is
    private long scannedNs;
    private int scans;
    private long cleanupNs;
    private int leafLevel;
    private int heldUpBy;
    private long lastReportNs;
    private boolean foundIdle;
    private long idleCpu;               // the CPU found idle last

    private GracePeriods(Trace trace) {
        for (Trace.Cursor e = trace.read(); e.next(); ) note(e);
    }

    /** Reads them out of {@code trace}. */
    public static GracePeriods of(Trace trace) {
        return new GracePeriods(trace);
    }

    /** Those that ended. */
    public List<GracePeriod> ended() {
        return List.copyOf(ended);
    }

    /** Whether one was still in progress when the trace ended. */
    public boolean isOneUnfinished() {
        return unfinished;
    }

    /** From start to end. */
    public Latencies lengths() {
        return new Latencies(ended.stream().mapToLong(gp -> gp.length().count()).toArray());
    }

    private void note(Trace.Cursor e) {
        switch (e.point()) {
            case RCU_GRACE_PERIOD -> progress(e);
            case RCU_GRACE_PERIOD_INIT -> leafLevel = Math.max(leafLevel, (int) e.argument(1));
            case RCU_FQS -> idleCpu = e.argument(1);
            case RCU_QUIESCENT_STATE_REPORT -> report(e);
            case RCU_FUTURE_GRACE_PERIOD -> {
                if (unfinished && cleanupNs < 0 && GpTimes.isCleanup(e)) {
                    endScan(e.timeNs());
                    cleanupNs = e.timeNs();
                }
            }
            default -> { }
        }
    }

    private void progress(Trace.Cursor e) {
        if (e.reason(1) == Reason.start) start(e);
        if (!unfinished || e.argument(0) != seq) return;
        switch (e.reason(1)) {
            case fqswait -> {
                if (waitNs < 0) waitNs = e.timeNs();
                endScan(e.timeNs());
            }
            case fqsstart -> {
                scans++;
                scanNs = e.timeNs();
            }
            case end -> {
                unfinished = false;
                if (waitNs >= 0 && cleanupNs >= 0) ended.add(new GracePeriod(seq, startNs, waitNs, scannedNs, scans, cleanupNs, e.timeNs(), heldUpBy, lastReportNs, foundIdle));
            }
            default -> { }
        }
    }

    private void start(Trace.Cursor e) {
        unfinished = true;
        seq = e.argument(0);
        startNs = e.timeNs();
        waitNs = -1;
        scanNs = -1;
        scannedNs = 0;
        scans = 0;
        cleanupNs = -1;
        heldUpBy = -1;
        lastReportNs = -1;
        foundIdle = false;
        idleCpu = -1;
    }

    private void endScan(long nowNs) {
        if (scanNs >= 0) scannedNs += nowNs - scanNs;
        scanNs = -1;
    }

    /** Only a leaf's report names a CPU; it is the bit in the mask, counted from the leaf's first CPU. */
    private void report(Trace.Cursor e) {
        if (e.argument(3) != leafLevel) return;
        heldUpBy = (int) e.argument(4) + Long.numberOfTrailingZeros(e.argument(1));
        lastReportNs = e.timeNs();
        foundIdle = scanNs >= 0 && idleCpu == heldUpBy;
    }
}
