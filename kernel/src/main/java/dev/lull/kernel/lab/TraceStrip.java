package dev.lull.kernel.lab;

import dev.lull.engine.trace.Trace;
import dev.lull.engine.trace.Tracer;
import dev.lull.kernel.lab.timeline.Arrow;
import dev.lull.kernel.lab.timeline.Instant;
import dev.lull.kernel.lab.timeline.Lane;
import dev.lull.kernel.lab.timeline.Mark;
import dev.lull.kernel.lab.timeline.Span;
import dev.lull.kernel.lab.timeline.State;
import dev.lull.kernel.lab.timeline.Timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A window of a trace as a timeline: a lane for each context that ran in it, wakeups as arrows, timers as marks. */
final class TraceStrip {
    private static final String TIMERS = "timers";

    private final Trace trace;
    private final long fromNs;
    private final long toNs;
    private final Map<Integer, Long> runningSince = new TreeMap<>();       // context -> when it got its CPU
    private final Map<Integer, Integer> on = new TreeMap<>();
    private final Map<Integer, Boolean> lanes = new TreeMap<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();
    private final List<long[]> wakeups = new ArrayList<>();                  // {waker, time, woken}
    private boolean timers;

    TraceStrip(Trace trace, long fromNs, long toNs) {
        this.trace = trace;
        this.fromNs = fromNs;
        this.toNs = toNs;
        for (Trace.Cursor e = trace.read(); e.next() && e.timeNs() < toNs; ) note(e);
        for (Integer context : List.copyOf(runningSince.keySet())) stopped(context, toNs);
    }

    private void note(Trace.Cursor e) {
        boolean inside = e.timeNs() >= fromNs;
        switch (e.point()) {
            case SCHED_SWITCH -> {
                stopped((int) e.argument(0), e.timeNs());
                int next = (int) e.argument(1);
                if (next != Tracer.IDLE) {
                    runningSince.put(next, e.timeNs());
                    on.put(next, e.cpu());
                }
            }
            case SCHED_WAKING -> {
                if (inside) wakeups.add(new long[] {e.context(), e.timeNs(), e.argument(0)});
            }
            case TIMER_START -> mark(inside, e, Mark.TIMER_ARMED);
            case TIMER_CANCEL -> mark(inside, e, Mark.TIMER_CANCELLED);
            case TIMER_EXPIRE_ENTRY -> mark(inside, e, Mark.TIMER_FIRED);
            case KP_CALL_RCU -> {
                if (inside) instants.add(new Instant(trace.context(e.context()), e.timeNs(), Mark.CALLBACK_QUEUED, ""));
                if (inside) lanes.put(e.context(), true);
            }
            case RCU_INVOKE_CALLBACK -> {
                if (inside) instants.add(new Instant(trace.context(e.context()), e.timeNs(), Mark.CALLBACK_INVOKED, ""));
                if (inside) lanes.put(e.context(), true);
            }
            default -> { }
        }
    }

    private void stopped(int context, long atNs) {
        Long since = runningSince.remove(context);
        if (since == null || atNs <= fromNs) return;
        lanes.put(context, true);
        spans.add(new Span(trace.context(context), Math.max(since, fromNs), atNs, State.RUNNING, "CPU " + on.get(context)));
    }

    private void mark(boolean inside, Trace.Cursor e, Mark mark) {
        if (!inside) return;
        timers = true;
        instants.add(new Instant(TIMERS, e.timeNs(), mark, trace.context((int) e.argument(0))));
    }

    Timeline timeline(String title) {
        List<Lane> all = new ArrayList<>();
        for (Integer context : lanes.keySet()) if (trace.context(context).startsWith("task/")) all.add(new Lane(trace.context(context), "CPUs"));
        if (timers) all.add(new Lane(TIMERS, "CPUs"));
        for (Integer context : lanes.keySet()) if (!trace.context(context).startsWith("task/")) all.add(new Lane(trace.context(context), "kthreads"));
        List<Arrow> arrows = new ArrayList<>();
        for (long[] wakeup : wakeups) {
            String waker = lanes.containsKey((int) wakeup[0]) ? trace.context((int) wakeup[0]) : timers && trace.context((int) wakeup[0]).contains("timer") ? TIMERS : null;
            if (waker == null || !lanes.containsKey((int) wakeup[2]) || wakeup[0] == wakeup[2]) continue;
            arrows.add(new Arrow(waker, wakeup[1], trace.context((int) wakeup[2]), wakeup[1], ""));
        }
        return Timeline.ofTime(all, spans, instants, arrows).title(title).between(fromNs, toNs);
    }
}
