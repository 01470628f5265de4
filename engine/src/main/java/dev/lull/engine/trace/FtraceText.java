package dev.lull.engine.trace;

import java.util.Locale;

/**
 * Writes a trace as ftrace text, a line an event, in the layout of {@code /sys/kernel/tracing/trace}. The PID is the
 * context's number and 1, so that the idle task has PID 0; the flags column is left as dots, for a model keeps no preempt counter to print there.
 */
public final class FtraceText {
    private final Trace trace;

    public FtraceText(Trace trace) {
        this.trace = trace;
    }

    /** The whole trace, header included. */
    public String write() {
        StringBuilder out = new StringBuilder("# tracer: nop\n#\n# entries-in-buffer/entries-written: ")
                .append(trace.size()).append('/').append(trace.size()).append("\n#\n")
                .append("#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION\n");
        for (Trace.Cursor e = trace.read(); e.next(); ) line(out, e);
        return out.toString();
    }

    private void line(StringBuilder out, Trace.Cursor e) {
        out.append(String.format(Locale.ROOT, "%16s-%-6d [%03d] ..... %5d.%06d: %s: ", e.contextName(), e.context() + 1,
                Math.max(0, e.cpu()), e.timeNs() / 1_000_000_000L, e.timeNs() / 1_000 % 1_000_000L, e.point().text()));
        text(out, e);
        out.append('\n');
    }

    private void text(StringBuilder out, Trace.Cursor e) {
        switch (e.point()) {
            case KP_CALL_RCU -> out.append(rhp("0x", e.argument(0)));
            case KP_BYPASS_ENQ -> out.append("rcu_preempt cpu=").append(e.argument(0)).append(' ').append(rhp("0x", e.argument(1)));
            case KP_BYPASS_FLUSH -> out.append("rcu_preempt cpu=").append(e.argument(0)).append(" n=").append(e.argument(1));
            case KP_ENTRAIN -> out.append("rcu_preempt cpu=").append(e.argument(0)).append(' ').append(rhp("0x", e.argument(1)));
            case RCU_BARRIER -> flavour(out).append(e.reason(0)).append(" cpu ").append(e.argument(1)).append(" remaining ").append(e.argument(2))
                    .append(" # ").append(e.argument(3));
            case RCU_CALLBACK -> flavour(out).append(rhp("", e.argument(1))).append(" func=lull_callback ").append(e.argument(2));
            case RCU_SEGCB_STATS -> segments(out, e);
            case RCU_NOCB_WAKE -> flavour(out).append(e.argument(0)).append(' ').append(e.reason(1));
            case RCU_GRACE_PERIOD -> flavour(out).append(e.argument(0)).append(' ').append(e.reason(1));
            case RCU_FUTURE_GRACE_PERIOD -> numbers(flavour(out), e, 0, 5).append(e.reason(5));
            case RCU_GRACE_PERIOD_INIT -> numbers(flavour(out), e, 0, 4).append(Long.toHexString(e.argument(4)));
            case RCU_QUIESCENT_STATE_REPORT -> flavour(out).append(e.argument(0)).append(' ')
                    .append(Long.toHexString(e.argument(1))).append('>').append(Long.toHexString(e.argument(2)))
                    .append(' ').append(e.argument(3)).append(' ').append(e.argument(4)).append(' ')
                    .append(e.argument(5)).append(" 0");
            case RCU_FQS -> flavour(out).append(e.argument(0)).append(' ').append(e.argument(1)).append(' ').append(e.reason(2));
            case RCU_BATCH_START -> flavour(out).append("CBs=").append(e.argument(1)).append(" bl=").append(e.argument(2));
            case RCU_INVOKE_CALLBACK -> flavour(out).append(rhp("", e.argument(1))).append(" func=lull_callback");
            case RCU_BATCH_END -> flavour(out).append("CBs-invoked=").append(e.argument(1)).append(" idle=....");
            case CPUHP_ENTER -> {
                CpuhpState rung = CpuhpState.of(e.argument(2));
                out.append(String.format(Locale.ROOT, "cpu: %04d target: %3d step: %3d (%s)", e.argument(0), e.argument(1), rung.number(), rung.function(e.argument(3) != 0)));
            }
            case CPUHP_EXIT -> out.append(String.format(Locale.ROOT, " cpu: %04d  state: %3d step: %3d ret: %d", e.argument(0), e.argument(1),
                    CpuhpState.of(e.argument(2)).number(), e.argument(3)));
            case LULL_SRCU_CALL, LULL_SRCU_RETURN -> out.append("function=").append(e.argument(0));
            case LULL_SRCU_GP -> out.append('g').append(e.argument(0)).append(" idx=").append(e.argument(1));
            case LULL_SRCU_CHECK -> out.append('g').append(e.argument(0)).append(" bank=").append(e.argument(1)).append(" zero=").append(e.argument(2));
            case LULL_SRCU_SIZE -> out.append("state=").append(e.argument(0));
            case SCHED_SWITCH -> out.append("prev_comm=").append(comm(e, 0)).append(" prev_pid=").append(e.argument(0) + 1)
                    .append(" ==> next_comm=").append(comm(e, 1)).append(" next_pid=").append(e.argument(1) + 1);
            case SCHED_WAKING -> out.append("comm=").append(comm(e, 0)).append(" pid=").append(e.argument(0) + 1);
            case TIMER_START -> out.append("timer=").append(timer(e)).append(" expires=").append(e.argument(1));
            case TIMER_EXPIRE_ENTRY -> out.append("timer=").append(timer(e)).append(" now=").append(e.argument(1));
            case TIMER_CANCEL, TIMER_EXPIRE_EXIT -> out.append("timer=").append(timer(e));
        }
    }

    private void segments(StringBuilder out, Trace.Cursor e) {
        out.append(e.reason(0)).append(" seglen: (DONE=").append(e.argument(2)).append(", WAIT=").append(e.argument(3))
                .append(", NEXT_READY=").append(e.argument(4)).append(", NEXT=").append(e.argument(5))
                .append(") gp_seq: (DONE=").append(e.argument(6)).append(", WAIT=").append(e.argument(7))
                .append(", NEXT_READY=").append(e.argument(8)).append(", NEXT=").append(e.argument(9)).append(')');
    }

    private static StringBuilder flavour(StringBuilder out) {
        return out.append("rcu_preempt ");
    }

    private static StringBuilder numbers(StringBuilder out, Trace.Cursor e, int from, int to) {
        for (int i = from; i < to; i++) out.append(e.argument(i)).append(' ');
        return out;
    }

    private static String rhp(String prefix, long head) {
        return String.format(Locale.ROOT, "rhp=%s%016x", prefix, head);
    }

    private String comm(Trace.Cursor e, int argument) {
        return e.argument(argument) == Tracer.IDLE ? "swapper/" + e.cpu() : trace.context((int) e.argument(argument));
    }

    private String timer(Trace.Cursor e) {
        return trace.context((int) e.argument(0));
    }
}
