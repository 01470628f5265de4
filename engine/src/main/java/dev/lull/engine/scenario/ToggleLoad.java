package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.time.Nanos;

import java.util.BitSet;

/**
 * CPUs are offloaded, or de-offloaded, while Linux runs; each CPU at any moment, {@code times} at most.
 *
 * @param list     CPUs, as {@code "0-3"} or {@code "all"}
 * @param offloads into offloading, or out of it
 * @param times    how often on each CPU
 * @param arrivals when changes come in a timed run; {@code null} in a load that is only explored. One that comes while the
 *                 last still lasts is left out
 */
public record ToggleLoad(String list, boolean offloads, int times, Arrivals arrivals) implements Load {
    /** CPU {@code cpu} is offloaded once: it was at boot, and has been de-offloaded since. */
    public static ToggleLoad offload(int cpu) {
        return new ToggleLoad(number("offload", cpu), true, 1, null);
    }

    /** CPU {@code cpu} is de-offloaded once. */
    public static ToggleLoad deoffload(int cpu) {
        return new ToggleLoad(number("deoffload", cpu), false, 1, null);
    }

    private static String number(String call, int cpu) {
        if (cpu < 0) throw new IllegalArgumentException(call + "(" + cpu + "): CPUs count from 0");
        return Integer.toString(cpu);
    }

    /** So often on each CPU at most. */
    public ToggleLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least once");
        return new ToggleLoad(list, offloads, times, arrivals);
    }

    /** Changes at random, {@code perSecond} on average, until there have been as many as {@link #times} says. */
    public ToggleLoad poisson(double perSecond) {
        return new ToggleLoad(list, offloads, times, new Arrivals.Poisson(perSecond));
    }

    /** A change each {@code period}, the first within it, until there have been as many as {@link #times} says. */
    public ToggleLoad every(Nanos period) {
        return new ToggleLoad(list, offloads, times, new Arrivals.Every(period));
    }

    private String call() {
        return offloads ? "offload" : "deoffload";
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse(call(), list, linux.cpus());
    }

    @Override public void check(Linux linux) {
        BitSet plain = cpus(linux);
        plain.andNot(linux.nocbs());
        if (!plain.isEmpty()) {
            throw new IllegalArgumentException(call() + "(" + list + "): CPU " + plain.nextSetBit(0) + " is not in rcu_nocbs (\"" + CpuList.write(linux.nocbs())
                    + "\"), and Linux changes only CPUs that were offloaded at boot. Add it to rcuNocbs(...).");
        }
        if (!linux.has(Fix.RUNTIME_OFFLOAD)) {
            throw new IllegalArgumentException(call() + "(" + list + "): " + linux.version().number() + " offloads CPUs at boot or never; changing that at run time came with"
                    + " 5.12. Use linux(\"5.12\") or a later one.");
        }
    }

    @Override public String describe() {
        return "CPU " + list + " is " + (offloads ? "" : "de-") + "offloaded at run time" + (times == 1 ? "" : ", up to " + times + " times") + (arrivals == null ? "" : ", " + arrivals);
    }
}
