package dev.lull.engine.scenario;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.Tunable;

import java.util.BitSet;

/**
 * RCU's kthreads, which {@code kthread_prio} makes SCHED_FIFO, may use up the real-time bandwidth and be throttled until its period
 * is over. Explored and played; in a timed run nobody uses his time up.
 *
 * @param times how often at most
 */
public record RtThrottleLoad(int times) implements Load {
    /** One of them may be throttled once. */
    public static RtThrottleLoad rtThrottled() {
        return new RtThrottleLoad(1);
    }

    /** Up to so many times. */
    public RtThrottleLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least once");
        return new RtThrottleLoad(times);
    }

    @Override public BitSet cpus(Linux linux) {
        return new BitSet();
    }

    @Override public void check(Linux linux) {
        if (linux.get(Tunable.KTHREAD_PRIO) > 0) return;
        throw new IllegalArgumentException("rtThrottled(): RCU's kthreads are ordinary tasks on this machine, which have no part in the real-time bandwidth."
                + " Say tune(\"kthread_prio\", 1).");
    }

    @Override public String describe() {
        return "one of RCU's SCHED_FIFO kthreads may use up the real-time bandwidth" + (times == 1 ? " once" : " up to " + times + " times");
    }
}
