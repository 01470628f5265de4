package dev.lull.engine.measure;

import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Trace;

import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows callbacks through a trace. No event says which callbacks get a number or are taken off a list, but
 * rcu_segcb_stats says how many are in each segment, and a CPU's callbacks keep their order: so the first so many of
 * them are meant.
 */
final class CallbackFollower {
    private final Trace trace;
    private final GpTimes gps = new GpTimes();
    private final List<Followed> all = new ArrayList<>();
    private final Map<Long, Followed> called = new HashMap<>();     // by rhp, neither listed nor bypassed yet; looked up, never walked
    private final List<Lists> lists = new ArrayList<>();            // by CPU

    /** A callback as far as it has come. */
    private static final class Followed {
        final int cpu;
        final long rhp;
        final long calledNs;
        long gpSeq;
        long listedNs = CallbackTimes.NEVER;
        long numberedNs = CallbackTimes.NEVER;
        long startedNs = CallbackTimes.NEVER;
        long endedNs = CallbackTimes.NEVER;
        long batchNs = CallbackTimes.NEVER;
        long invokedNs = CallbackTimes.NEVER;

        Followed(int cpu, long rhp, long calledNs) {
            this.cpu = cpu;
            this.rhp = rhp;
            this.calledNs = calledNs;
        }

        CallbackTimes times() {
            return new CallbackTimes(cpu, rhp, gpSeq, calledNs, listedNs, numberedNs, startedNs, endedNs, batchNs, invokedNs);
        }
    }

    /** One CPU's lists. Callbacks of ->cblist stay in it for good; the counts say how far each thing has come. */
    private static final class Lists {
        final ArrayDeque<Followed> bypass = new ArrayDeque<>();
        final List<Followed> cblist = new ArrayList<>();
        int numbered;
        int extracted;
        int invoked;
        long batchNs;
    }

    CallbackFollower(Trace trace) {
        this.trace = trace;
    }

    List<CallbackTimes> follow() {
        for (Trace.Cursor e = trace.read(); e.next(); ) {
            switch (e.point()) {
                case KP_CALL_RCU -> {
                    Followed callback = new Followed(e.cpu(), e.argument(0), e.timeNs());
                    all.add(callback);
                    called.put(callback.rhp, callback);
                }
                case KP_BYPASS_ENQ -> of(e.argument(0)).bypass.addLast(called.remove(e.argument(1)));
                case KP_BYPASS_FLUSH -> {
                    for (long left = e.argument(1); left > 0; left--) list(of(e.argument(0)), of(e.argument(0)).bypass.removeFirst(), e.timeNs());
                }
                case KP_ENTRAIN -> list(of(e.argument(0)), new Followed((int) e.argument(0), e.argument(1), e.timeNs()), e.timeNs());      // counted, not measured
                case RCU_CALLBACK -> list(of(e.argument(0)), called.remove(e.argument(1)), e.timeNs());
                case RCU_SEGCB_STATS -> segments(of(e.argument(1)), e);
                case RCU_BATCH_START -> of(e.argument(0)).batchNs = e.timeNs();
                case RCU_INVOKE_CALLBACK -> invoke(of(e.argument(0)), e);
                default -> gps.note(e);
            }
        }
        all.forEach(this::endOfGracePeriod);
        return times(all);
    }

    /** Made when asked for: a storm has millions of callbacks, and who draws it needs them one after the other. */
    private static List<CallbackTimes> times(List<Followed> all) {
        return new AbstractList<>() {
            @Override public CallbackTimes get(int index) {
                return all.get(index).times();
            }

            @Override public int size() {
                return all.size();
            }
        };
    }

    private Lists of(long cpu) {
        while (lists.size() <= cpu) lists.add(new Lists());
        return lists.get((int) cpu);
    }

    private static void list(Lists of, Followed callback, long nowNs) {
        callback.listedNs = nowNs;
        of.cblist.add(callback);
    }

    /** Arguments 2 to 5 are the lengths of DONE, WAIT, NEXT_READY and NEXT, 6 to 9 their numbers. */
    private static void segments(Lists of, Trace.Cursor e) {
        if (e.reason(0) == Reason.SegCbDequeued) {
            int stay = (int) (e.argument(2) + e.argument(3) + e.argument(4) + e.argument(5));
            for (; of.extracted < of.cblist.size() - stay; of.extracted++) of.cblist.get(of.extracted).batchNs = of.batchNs;
        } else if (e.reason(0) == Reason.SegCbPostAcc) {
            int endOfWait = of.extracted + (int) (e.argument(2) + e.argument(3));
            int endOfNextReady = endOfWait + (int) e.argument(4);
            for (; of.numbered < endOfNextReady; of.numbered++) {
                Followed callback = of.cblist.get(of.numbered);
                callback.gpSeq = of.numbered < endOfWait ? e.argument(7) : e.argument(8);
                callback.numberedNs = e.timeNs();
            }
        }
    }

    private static void invoke(Lists of, Trace.Cursor e) {
        Followed callback = of.cblist.get(of.invoked++);
        if (callback.rhp != e.argument(1)) {
            throw new IllegalArgumentException("CPU " + callback.cpu + " invokes rhp " + e.argument(1) + " before rhp " + callback.rhp
                    + ", which was queued earlier: this trace is not complete, or not of RCU");
        }
        callback.invokedNs = e.timeNs();
    }

    private void endOfGracePeriod(Followed callback) {
        if (callback.gpSeq != 0) {
            callback.startedNs = gps.startedNs(callback.gpSeq);
            callback.endedNs = gps.endedNs(callback.gpSeq, callback.cpu);
        }
    }
}
