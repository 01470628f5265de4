package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.time.Nanos;

import java.util.BitSet;

/**
 * Callers of call_rcu(), one on each CPU of a list. Explored, each calls up to {@code times}; timed, each calls as
 * {@code arrivals} say until the run ends or {@code times} is reached.
 *
 * @param list     CPUs, as {@code "0-3"} or {@code "all"}
 * @param times    calls by each CPU; 0: as many as arrive
 * @param irqs     whether the caller has interrupts enabled
 * @param urgency  call_rcu() or call_rcu_hurry()
 * @param arrivals when calls arrive in a timed run; {@code null} in a load that is only explored
 */
public record CallRcuLoad(String list, int times, Irqs irqs, Urgency urgency, Arrivals arrivals) implements Load {
    /** One call from CPU 0 with interrupts on. */
    public static CallRcuLoad callRcu() {
        return new CallRcuLoad("0", 0, Irqs.ON, Urgency.CALL_RCU, null);
    }

    /** The CPUs whose callers these are: {@code "0-3"}, {@code "0,2"} or {@code "all"}. */
    public CallRcuLoad on(String list) {
        return new CallRcuLoad(list, times, irqs, urgency, arrivals);
    }

    /** The one CPU whose caller this is. */
    public CallRcuLoad on(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("on(" + cpu + "): CPUs count from 0");
        return on(Integer.toString(cpu));
    }

    /** So many calls by each CPU, and no more. */
    public CallRcuLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least one call");
        return new CallRcuLoad(list, times, irqs, urgency, arrivals);
    }

    /** Whether callers have interrupts on, off, or either: then an exploration tries both, every time. */
    public CallRcuLoad irqs(Irqs irqs) {
        return new CallRcuLoad(list, times, irqs, urgency, arrivals);
    }

    /** call_rcu(), on a kernel where that is lazy: a callback may wait for ten seconds. What {@link #callRcu()} is there anyway. */
    public CallRcuLoad lazy() {
        return new CallRcuLoad(list, times, irqs, Urgency.LAZY, arrivals);
    }

    /** call_rcu_hurry() instead: never lazy. */
    public CallRcuLoad hurry() {
        return new CallRcuLoad(list, times, irqs, Urgency.HURRY, arrivals);
    }

    /** Some calls of call_rcu(), others of call_rcu_hurry(). */
    public CallRcuLoad lazyOrHurry() {
        return new CallRcuLoad(list, times, irqs, Urgency.EITHER, arrivals);
    }

    /** Calls at random, {@code perSecond} on average on each CPU. */
    public CallRcuLoad poisson(double perSecond) {
        return new CallRcuLoad(list, times, irqs, urgency, new Arrivals.Poisson(perSecond));
    }

    /** A call each {@code period} on each CPU. */
    public CallRcuLoad every(Nanos period) {
        return new CallRcuLoad(list, times, irqs, urgency, new Arrivals.Every(period));
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("callRcu().on", list, linux.cpus());
    }

    @Override public void check(Linux linux) {
        BitSet cpus = cpus(linux);
        if (cpus.isEmpty()) throw new IllegalArgumentException("callRcu().on(\"" + list + "\") names no CPU");
        if (urgency == Urgency.LAZY && !linux.isLazy()) {
            throw new IllegalArgumentException("callRcu().on(\"" + list + "\").lazy(): call_rcu() is not lazy on \"" + linux.describe() + "\". Lazy callbacks came with 6.2, and"
                    + " CONFIG_RCU_LAZY switches them on: linux(\"6.2\").rcuLazy().");
        }
    }

    @Override public String describe() {
        String often = times > 0 ? "up to " + times + (times == 1 ? " call" : " calls") : "calls";
        String when = arrivals == null ? "" : ", " + arrivals;
        String what = urgency == Urgency.HURRY ? "call_rcu_hurry()" : urgency == Urgency.EITHER ? "call_rcu() or call_rcu_hurry()" : urgency == Urgency.LAZY ? "lazy call_rcu()" : "call_rcu()";
        return what + " on CPU " + list + ": " + often + when + ", interrupts " + (irqs == Irqs.EITHER ? "on or off" : irqs == Irqs.ON ? "on" : irqs == Irqs.OFF ? "off" : "off, inside the scheduler");
    }
}
