package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;

import java.util.BitSet;

/**
 * A CPU that comes or goes has a smpboot thread (ksoftirqd/N, rcuc/N) that parks when it goes; somebody on another CPU wakes it {@code
 * times} at most. Explored and played; in a timed run it parks and is not woken.
 *
 * @param cpu whose thread
 */
public record SmpbootLoad(int cpu, int times) implements Load {
    /** CPU {@code cpu} has a smpboot thread, which is woken once. */
    public static SmpbootLoad smpbootThread(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("smpbootThread(" + cpu + "): CPUs count from 0");
        return new SmpbootLoad(cpu, 1);
    }

    /** It is woken up to so many times. */
    public SmpbootLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least once");
        return new SmpbootLoad(cpu, times);
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("smpbootThread", Integer.toString(cpu), linux.cpus());
    }

    @Override public void check(Linux linux) {
        CpuList.check("smpbootThread", cpu, linux.cpus());
    }

    @Override public String describe() {
        return "CPU " + cpu + " has a smpboot thread, woken from elsewhere" + CpuDownLoad.often(times);
    }
}
