package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.time.Nanos;

import java.util.BitSet;

/**
 * Tasks that wait for RCU: each calls a function that returns only when RCU has done something, again and again. One on each
 * CPU of a list.
 *
 * @param function which function
 * @param list     CPUs
 * @param times    calls by each; 0: as many as arrive
 * @param arrivals when calls come in a timed run; {@code null} in a load that is only explored. One that comes while the last
 *                 call still waits is left out
 */
public record WaitLoad(Function function, String list, int times, Arrivals arrivals) implements Load {
    /** What can be waited for. */
    public enum Function {
        /** A grace period: it queues a callback on its CPU and sleeps until that is invoked. */
        SYNCHRONIZE_RCU("synchronize_rcu()", "synchronizeRcu()"),
        /** A grace period, for which every CPU is interrupted. */
        SYNCHRONIZE_RCU_EXPEDITED("synchronize_rcu_expedited()", "synchronizeRcuExpedited()"),
        /** All callbacks of all CPUs that are queued already. */
        RCU_BARRIER("rcu_barrier()", "rcuBarrier()"),
        /** Memory: what RCU's own shrinker can get back, the lazy callbacks. It waits for nothing. */
        LAZY_SHRINKER("lazy_rcu_shrink_scan()", "memoryPressure()");

        private final String says;
        private final String word;

        Function(String says, String word) {
            this.says = says;
            this.word = word;
        }

        /** As C has it. */
        public String says() {
            return says;
        }

        String word() {
            return word;
        }
    }

    /** synchronize_rcu(), called by a task on CPU 0. */
    public static WaitLoad synchronizeRcu() {
        return new WaitLoad(Function.SYNCHRONIZE_RCU, "0", 0, null);
    }

    /** synchronize_rcu_expedited(), called by a task that runs where there is room. */
    public static WaitLoad synchronizeRcuExpedited() {
        return new WaitLoad(Function.SYNCHRONIZE_RCU_EXPEDITED, "0", 0, null);
    }

    /** rcu_barrier(), called by a task that runs where there is room. */
    public static WaitLoad rcuBarrier() {
        return new WaitLoad(Function.RCU_BARRIER, "0", 0, null);
    }

    /** Memory is short, and the task on CPU 0 that finds out calls RCU's shrinker, which has lazy callbacks flushed. */
    public static WaitLoad memoryPressure() {
        return new WaitLoad(Function.LAZY_SHRINKER, "0", 0, null);
    }

    /** The CPUs whose tasks these are: {@code "0-3"}, {@code "0,2"} or {@code "all"}. */
    public WaitLoad on(String list) {
        return new WaitLoad(function, list, times, arrivals);
    }

    /** The one CPU whose task this is. */
    public WaitLoad on(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("on(" + cpu + "): CPUs count from 0");
        return on(Integer.toString(cpu));
    }

    /** So many calls by each task, and no more. */
    public WaitLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least one call");
        return new WaitLoad(function, list, times, arrivals);
    }

    /** Calls at random, {@code perSecond} on average by each task. */
    public WaitLoad poisson(double perSecond) {
        return new WaitLoad(function, list, times, new Arrivals.Poisson(perSecond));
    }

    /** A call each {@code period}. */
    public WaitLoad every(Nanos period) {
        return new WaitLoad(function, list, times, new Arrivals.Every(period));
    }

    /** How it is written in a scenario: {@code rcuBarrier()}. */
    public String word() {
        return function.word();
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse(function.word() + ".on", list, linux.cpus());
    }

    @Override public void check(Linux linux) {
        if (cpus(linux).isEmpty()) throw new IllegalArgumentException(function.word() + ".on(\"" + list + "\") names no CPU");
        if (function == Function.LAZY_SHRINKER && !linux.isLazy()) {
            throw new IllegalArgumentException("memoryPressure(): RCU has a shrinker on lazy kernels only. Say linux(\"6.2\").rcuLazy(), or leave it out.");
        }
    }

    @Override public String describe() {
        String often = times > 0 ? "up to " + times + (times == 1 ? " call" : " calls") : "calls";
        return function.says() + " on CPU " + list + ": " + often + (arrivals == null ? "" : ", " + arrivals);
    }
}
