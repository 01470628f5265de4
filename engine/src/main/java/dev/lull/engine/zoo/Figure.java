package dev.lull.engine.zoo;

import dev.lull.engine.measure.CallbackLatency;
import dev.lull.engine.measure.GracePeriods;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Trace;
import dev.lull.engine.trace.Tracepoint;

import java.util.function.ToLongFunction;

/**
 * One number of a timed run, of which less is better.
 *
 * @param unit   what it counts: {@code grace periods}, {@code of callback latency (p99)}
 * @param isTime whether it is in nanoseconds
 * @param of     takes it from a run
 */
public record Figure(String unit, boolean isTime, ToLongFunction<SimulatedRun> of) {
    private static final long FOR_EVER = Long.MAX_VALUE;

    /** Grace periods that began. */
    public static Figure gracePeriods() {
        return new Figure("grace periods", false, run -> run.counts().gracePeriods());
    }

    /** How long the longest grace period that ended was. */
    public static Figure longestGracePeriod() {
        return new Figure("in the longest grace period", true, run -> GracePeriods.of(run.trace()).lengths().max().count());
    }

    /** From call_rcu() to invocation: what {@code percent} of all callbacks do not exceed. A callback never invoked took for ever. */
    public static Figure latency(double percent) {
        return new Figure("of callback latency (p" + (percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent)) + ")", true, run -> {
            CallbackLatency latency = CallbackLatency.of(run.trace());
            return latency.stranded() > 0 ? FOR_EVER : latency.total().percentile(percent).count();
        });
    }

    /** From being woken until it had a CPU: what the task of that name waited at most. */
    public static Figure schedulingLatency(String task) {
        return new Figure("until " + task + " had a CPU, at most", true, run -> {
            int who = number(run.trace(), task);
            long wokenNs = -1;
            long most = 0;
            for (Trace.Cursor e = run.trace().read(); e.next(); ) {
                if (e.point() == Tracepoint.SCHED_WAKING && e.argument(0) == who) wokenNs = e.timeNs();
                if (e.point() != Tracepoint.SCHED_SWITCH || e.argument(1) != who || wokenNs < 0) continue;
                most = Math.max(most, e.timeNs() - wokenNs);
                wokenNs = -1;
            }
            return most;
        });
    }

    private static int number(Trace trace, String task) {
        int number = trace.contexts().indexOf(task);
        if (number < 0) throw new IllegalArgumentException("\"" + task + "\": in this run there is " + String.join(", ", trace.contexts()));
        return number;
    }

    /** Times the kthread of that name was made runnable from sleep. */
    public static Figure wakeups(String kthread) {
        return new Figure("wakeups of " + kthread, false, run -> {
            Trace trace = run.trace();
            int task = number(trace, kthread);
            long count = 0;
            for (Trace.Cursor e = trace.read(); e.next(); ) if (e.point() == Tracepoint.SCHED_WAKING && e.argument(0) == task) count++;
            return count;
        });
    }

    /** Times a tracepoint was passed whose word, its argument {@code at}, is {@code reason}. */
    public static Figure events(Tracepoint point, int at, Reason reason) {
        return new Figure(point.text() + " " + reason, false, run -> {
            long count = 0;
            for (Trace.Cursor e = run.trace().read(); e.next(); ) if (e.point() == point && e.reason(at) == reason) count++;
            return count;
        });
    }

    /** The number with its unit. */
    String words(long value) {
        return value(value) + ' ' + unit;
    }

    /** The number alone. */
    String value(long value) {
        if (value == FOR_EVER) return "for ever";
        return isTime ? String.valueOf(new Nanos(value)) : String.valueOf(value);
    }
}
