package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.time.Nanos;

import java.util.BitSet;
import java.util.List;

/**
 * CPUs are taken down while Linux runs, each at any moment, {@code times} at most.
 *
 * @param list     CPUs, as {@code "1"} or {@code "2-3"}
 * @param times    how often each; 0: as often as asked
 * @param arrivals when it is asked for in a timed run; {@code null} in a load that is only explored
 */
public record CpuDownLoad(String list, int times, Arrivals arrivals) implements Load {
    /** CPU {@code cpu} goes down once. */
    public static CpuDownLoad cpuDown(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("cpuDown(" + cpu + "): CPUs count from 0");
        return cpuDown(Integer.toString(cpu));
    }

    /** Each of these CPUs goes down once. */
    public static CpuDownLoad cpuDown(String list) {
        return new CpuDownLoad(list, 1, null);
    }

    /** Up to so many times each, if they come up in between. */
    public CpuDownLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least once");
        return new CpuDownLoad(list, times, arrivals);
    }

    /** In a timed run: asked for each {@code period}, as often as that comes; what is asked of a CPU that is down is nothing. */
    public CpuDownLoad every(Nanos period) {
        return new CpuDownLoad(list, 0, new Arrivals.Every(period));
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("cpuDown", list, linux.cpus());
    }

    @Override public void check(Linux linux) {
        if (cpus(linux).isEmpty()) throw new IllegalArgumentException("cpuDown(\"" + list + "\") names no CPU");
    }

    @Override public String describe() {
        return "CPU " + list + " goes down" + often(times) + (arrivals == null ? "" : ", " + arrivals);
    }

    static String often(int times) {
        return times <= 1 ? "" : ", up to " + times + " times";
    }

    /** Refuses loads that together leave no CPU to control the others, or ask for what is not modelled. */
    static void checkTogether(Linux linux, List<Load> loads) {
        BitSet down = new BitSet();
        BitSet up = new BitSet();
        for (Load load : loads) {
            if (load instanceof CpuDownLoad goes) down.or(goes.cpus(linux));
            if (load instanceof CpuUpLoad comes) up.or(comes.cpus(linux));
        }
        for (Load load : loads) {
            if (load instanceof ThrottleLoad throttled && !down.get(throttled.cpu())) {
                throw new IllegalArgumentException("throttled(" + throttled.cpu() + "): CPU " + throttled.cpu() + " does not go down in this scenario, so its timers stay where they are."
                        + " Add the load cpuDown(" + throttled.cpu() + ").");
            }
        }
        BitSet all = (BitSet) down.clone();
        all.or(up);
        for (Load load : loads) {
            if (load instanceof WorkLoad work && !all.get(work.cpu())) {
                throw new IllegalArgumentException("work(" + work.cpu() + "): CPU " + work.cpu() + " neither comes nor goes in this scenario, and works are modelled only with that."
                        + " Add the load cpuDown(" + work.cpu() + ").");
            }
            if (load instanceof SmpbootLoad thread && !all.get(thread.cpu())) {
                throw new IllegalArgumentException("smpbootThread(" + thread.cpu() + "): CPU " + thread.cpu() + " neither comes nor goes in this scenario, so its threads never park."
                        + " Add the load cpuDown(" + thread.cpu() + ").");
            }
        }
        if (all.cardinality() == linux.cpus()) {
            throw new IllegalArgumentException("every CPU goes down or comes up (\"" + CpuList.write(all) + "\"), so none is left to see to it; Linux, too, refuses"
                    + " to take the last one down. Leave CPU 0 out, or raise cpus(...).");
        }
        up.andNot(down);
        up.and(linux.nocbs());
        if (!up.isEmpty() && !linux.has(Fix.NOCB_TIMER_UNIFIED)) {
            throw new IllegalArgumentException("cpuUp(\"" + CpuList.write(up) + "\"): offloaded CPUs that are offline at boot are modelled from 5.14 on, not for "
                    + linux.version().number() + ". Use linux(\"5.18\"), or let the CPU go down first with cpuDown(" + up.nextSetBit(0) + ").");
        }
    }
}
