package dev.lull.engine.measure;

import dev.lull.engine.trace.Trace;

import java.util.AbstractList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How long callbacks took from call_rcu() to their invocation, and what they waited for meanwhile. */
public final class CallbackLatency {
    private final List<CallbackTimes> callbacks;
    private final List<CallbackTimes> invoked;
    private final Map<Phase, Latencies> byPhase = new EnumMap<>(Phase.class);       // as far as anybody has asked: to sort a long run's takes a while
    private Latencies total;
    private long[][] partsNs;           // by phase, then by callback

    private CallbackLatency(List<CallbackTimes> callbacks) {
        this.callbacks = callbacks;
        this.invoked = invokedOf(callbacks);
    }

    private static List<CallbackTimes> invokedOf(List<CallbackTimes> callbacks) {
        int[] places = IntStream.range(0, callbacks.size()).filter(place -> callbacks.get(place).isInvoked()).toArray();
        return new AbstractList<>() {
            @Override public CallbackTimes get(int index) {
                return callbacks.get(places[index]);
            }

            @Override public int size() {
                return places.length;
            }
        };
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
        if (total == null) total = new Latencies(totalsNs());
        return total;
    }

    /** One phase. */
    public synchronized Latencies in(Phase phase) {
        return byPhase.computeIfAbsent(phase, asked -> new Latencies(parts()[asked.ordinal()]));
    }

    /** How long one phase of each invoked callback was, in the order of {@link #invoked()}, in nanoseconds. */
    public long[] lengthsNs(Phase phase) {
        return parts()[phase.ordinal()].clone();
    }

    /** Each phase. */
    public Map<Phase, Latencies> byPhase() {
        Map<Phase, Latencies> phases = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) phases.put(phase, in(phase));
        return Collections.unmodifiableMap(phases);
    }

    private long[] totalsNs() {
        long[] totals = new long[invoked.size()];
        for (long[] part : parts()) for (int i = 0; i < totals.length; i++) totals[i] += part[i];
        return totals;
    }

    private synchronized long[][] parts() {
        if (partsNs == null) {
            Phase[] phases = Phase.values();
            partsNs = new long[phases.length][invoked.size()];
            int i = 0;
            for (CallbackTimes callback : invoked) {
                for (Phase phase : phases) partsNs[phase.ordinal()][i] = callback.in(phase).count();
                i++;
            }
        }
        return partsNs;
    }

    /** Key figures, a line for the total and one for each phase. */
    @Override public String toString() {
        StringBuilder out = new StringBuilder("call_rcu() to invocation, ").append(total());
        if (stranded() > 0) out.append("; ").append(stranded()).append(" never invoked");
        for (Phase phase : Phase.values()) out.append("\n  ").append(phase.words()).append(", ").append(in(phase));
        return out.toString();
    }
}
