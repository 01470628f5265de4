package dev.lull.engine.measure;

import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Trace;
import dev.lull.engine.trace.Tracepoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When grace periods started, and when each part of the tree saw them end. By number; looked up, never walked. */
final class GpTimes {
    private static final int STATE_BITS = 2;

    private final Map<Long, Long> startedNs = new HashMap<>();
    private final Map<Long, List<End>> ends = new HashMap<>();

    /** An rcu_node's CPUs see the end. */
    private record End(long firstCpu, long lastCpu, long atNs) {
        boolean covers(int cpu) {
            return firstCpu <= cpu && cpu <= lastCpu;
        }

        long width() {
            return lastCpu - firstCpu;
        }
    }

    void note(Trace.Cursor e) {
        if (e.point() == Tracepoint.RCU_GRACE_PERIOD && e.reason(1) == Reason.start) {
            startedNs.put(e.argument(0) >> STATE_BITS, e.timeNs());
        } else if (e.point() == Tracepoint.RCU_FUTURE_GRACE_PERIOD && isCleanup(e)) {
            ends.computeIfAbsent(e.argument(0) >> STATE_BITS, seq -> new ArrayList<>()).add(new End(e.argument(3), e.argument(4), e.timeNs()));
        }
    }

    static boolean isCleanup(Trace.Cursor e) {
        return e.reason(5) == Reason.Cleanup || e.reason(5) == Reason.CleanupMore;
    }

    /** When the grace period whose end is {@code wanted} started. */
    long startedNs(long wanted) {
        return startedNs.getOrDefault((wanted >> STATE_BITS) - 1, CallbackTimes.NEVER);
    }

    /** When the leaf of {@code cpu} saw {@code wanted} reached. */
    long endedNs(long wanted, int cpu) {
        End leaf = null;
        for (End end : ends.getOrDefault(wanted >> STATE_BITS, List.of())) {
            if (end.covers(cpu) && (leaf == null || end.width() < leaf.width())) leaf = end;
        }
        return leaf == null ? CallbackTimes.NEVER : leaf.atNs();
    }
}
