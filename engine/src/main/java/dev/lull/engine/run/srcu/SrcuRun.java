package dev.lull.engine.run.srcu;

import dev.lull.engine.linux.srcu.SrcuLoad;
import dev.lull.engine.model.Finding;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.Trace;
import dev.lull.engine.trace.Tracepoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * What a timed run of SRCU gave.
 *
 * @param simulation what was run
 * @param ended      when it ended
 * @param trace      what happened; the events are ours ({@code lull_srcu_...}), for srcutree.c has no tracepoints
 * @param moves      moves made
 * @param workerBusy what the grace-period worker spent awake
 * @param lookups    how often a bank was summed
 * @param findings   what went wrong
 * @param writeTimes when a word of srcu_struct or srcu_usage was written, in nanoseconds
 * @param writeSlots which word
 * @param names      names of words by slot
 */
public record SrcuRun(SrcuSimulation simulation, Nanos ended, Trace trace, long moves, Nanos workerBusy, long lookups, List<Finding> findings, long[] writeTimes,
                      int[] writeSlots, IntFunction<String> names) {
    public SrcuRun {
        findings = List.copyOf(findings);
    }

    /**
     * A call that returned.
     *
     * @param function what was called
     * @param task     who called
     * @param beganNs  when
     * @param endedNs  when it returned
     */
    public record Call(SrcuLoad.Function function, String task, long beganNs, long endedNs) {
        /** From call to return. */
        public long ns() {
            return endedNs - beganNs;
        }
    }

    /**
     * A grace period that ended.
     *
     * @param seq     its number at the end
     * @param startNs when it began
     * @param flipNs  when the second scan began
     * @param endNs   when it ended
     * @param looks   how often a bank was summed for it
     */
    public record Period(long seq, long startNs, long flipNs, long endNs, int looks) { }

    /** Every call that returned, in the order of return. */
    public List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        long[] began = new long[trace.contexts().size()];
        Arrays.fill(began, -1);
        for (Trace.Cursor e = trace.read(); e.next(); ) {
            if (e.point() == Tracepoint.LULL_SRCU_CALL) began[e.context()] = e.timeNs();
            if (e.point() != Tracepoint.LULL_SRCU_RETURN || began[e.context()] < 0) continue;
            calls.add(new Call(SrcuLoad.Function.values()[(int) e.argument(0)], e.contextName(), began[e.context()], e.timeNs()));
        }
        return calls;
    }

    /** Lengths of all calls of a function, in nanoseconds. */
    public long[] latencies(SrcuLoad.Function function) {
        return calls().stream().filter(call -> call.function() == function).mapToLong(Call::ns).toArray();
    }

    /** Every grace period that ended. */
    public List<Period> periods() {
        List<Period> periods = new ArrayList<>();
        long start = -1;
        long flip = -1;
        int looks = 0;
        for (Trace.Cursor e = trace.read(); e.next(); ) {
            if (e.point() == Tracepoint.LULL_SRCU_CHECK) looks++;
            if (e.point() != Tracepoint.LULL_SRCU_GP) continue;
            switch ((int) (e.argument(0) & 3)) {
                case 1 -> {
                    start = e.timeNs();
                    looks = 0;
                }
                case 2 -> flip = e.timeNs();
                default -> {
                    if (start >= 0) periods.add(new Period(e.argument(0), start, flip, e.timeNs(), looks));
                    start = -1;
                }
            }
        }
        return periods;
    }

    /**
     * What readers pay while this run's updates go on, on a CPU that reads {@code perMilli} times a millisecond and does nothing else
     * with these lines.
     */
    public ReaderCost readerCost(ReaderLines lines, int perMilli, ReaderCost.Prices prices) {
        return ReaderCost.of(this, lines, perMilli, prices);
    }

    /** One line: how it ended. */
    public String verdict() {
        if (!findings.isEmpty()) return "VIOLATED: " + findings.get(0);
        return String.format(Locale.ROOT, "%,d calls returned, %,d grace periods; the worker was awake for %s of %s, and looked %,d times", calls().size(), periods().size(), workerBusy, ended, lookups);
    }
}
