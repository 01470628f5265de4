package dev.lull.engine.measure;

import dev.lull.engine.trace.Trace;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** How long callbacks took from call_rcu() to their invocation, and what they waited for meanwhile. */
public final class CallbackLatency {
    private final List<CallbackTimes> callbacks;
    private final List<CallbackTimes> invoked;
    private final Map<Phase, Latencies> byPhase = new EnumMap<>(Phase.class);       // as far as anybody has asked: to sort a long run's takes a while
    private Latencies total;

    private CallbackLatency(List<CallbackTimes> callbacks) {
        this.callbacks = callbacks;
        this.invoked = callbacks.stream().filter(CallbackTimes::isInvoked).toList();
    }

    /** Follows every callback through {@code trace}. */
    public static CallbackLatency of(Trace trace) {
        return new CallbackLatency(new CallbackFollower(trace).follow());
    }

    /** All callbacks, in the order of their calls. */
    public List<CallbackTimes> callbacks() {
        return callbacks;
    }

    /** Those that were invoked. */
    public List<CallbackTimes> invoked() {
        return invoked;
    }

    /** Callbacks that had not been invoked when the trace ended. */
    public int stranded() {
        return callbacks.size() - invoked.size();
    }

    /** From call to invocation. */
    public synchronized Latencies total() {
        if (total == null) total = latencies(callback -> callback.total().count());
        return total;
    }

    /** One phase. */
    public synchronized Latencies in(Phase phase) {
        return byPhase.computeIfAbsent(phase, asked -> latencies(callback -> callback.in(asked).count()));
    }

    /** Each phase. */
    public Map<Phase, Latencies> byPhase() {
        Map<Phase, Latencies> phases = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) phases.put(phase, in(phase));
        return Collections.unmodifiableMap(phases);
    }

    private Latencies latencies(ToLongFunction<CallbackTimes> length) {
        return new Latencies(invoked.stream().mapToLong(length).toArray());
    }

    /** Key figures, a line for the total and one for each phase. */
    @Override public String toString() {
        StringBuilder out = new StringBuilder("call_rcu() to invocation, ").append(total());
        if (stranded() > 0) out.append("; ").append(stranded()).append(" never invoked");
        for (Phase phase : Phase.values()) out.append("\n  ").append(phase.words()).append(", ").append(in(phase));
        return out.toString();
    }
}
