package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;

import java.util.BitSet;

/**
 * CPUs that are offline at first, without kthreads, and are brought up while Linux runs, each once.
 *
 * @param list CPUs, as {@code "1"} or {@code "2-3"}
 */
public record CpuUpLoad(String list) implements Load {
    /** CPU {@code cpu} comes up. */
    public static CpuUpLoad cpuUp(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("cpuUp(" + cpu + "): CPUs count from 0");
        return new CpuUpLoad(Integer.toString(cpu));
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("cpuUp", list, linux.cpus());
    }

    @Override public void check(Linux linux) {
        BitSet cpus = cpus(linux);
        cpus.andNot(linux.nocbs());
        if (!cpus.isEmpty()) {
            throw new IllegalArgumentException("cpuUp(" + list + "): CPU " + cpus.nextSetBit(0) + " is not in rcu_nocbs (\"" + CpuList.write(linux.nocbs())
                    + "\"), and coming up matters here for the kthreads of offloaded CPUs. Add it to rcuNocbs(...).");
        }
        if (!linux.has(Fix.NOCB_TIMER_UNIFIED)) {
            throw new IllegalArgumentException("cpuUp(" + list + "): CPUs that come up are modelled for 5.14, 5.18 and 6.1, not for " + linux.version().number()
                    + ". Use linux(\"5.18\").");
        }
    }

    @Override public String describe() {
        return "CPU " + list + " comes up";
    }
}
