package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;

import java.util.BitSet;

/**
 * CPUs that invoke their own callbacks and stay in the kernel with their tick off: nothing there looks whether RCU needs a
 * grace period. Once one is under way it gets its tick. Linux has next to no such CPUs.
 *
 * @param list CPUs, as {@code "0"}
 */
public record TicklessLoad(String list) implements Load {
    /** CPU {@code cpu} never takes a tick. */
    public static TicklessLoad tickless(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("tickless(" + cpu + "): CPUs count from 0");
        return new TicklessLoad(Integer.toString(cpu));
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("tickless", list, linux.cpus());
    }

    @Override public void check(Linux linux) {
        BitSet offloaded = cpus(linux);
        offloaded.and(linux.nocbs());
        if (!offloaded.isEmpty()) {
            throw new IllegalArgumentException("tickless(\"" + list + "\"): CPU " + offloaded.nextSetBit(0) + " is offloaded, and takes no tick here unless ticksOn(...)"
                    + " says so. Leave it out, or take it out of rcuNocbs(...).");
        }
    }

    @Override public String describe() {
        return "CPU " + list + " stays in the kernel with its tick off";
    }
}
