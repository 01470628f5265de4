package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.RescueEdge;

import java.util.BitSet;

/**
 * CPUs that leave the kernel whenever they have nothing to run, step by step: into the idle state, user space or a guest. Kthreads
 * then share the modelled CPUs, for what counts is whether a task that is woken on the way out is still seen.
 *
 * @param state where to: IDLE, USER or GUEST
 * @param list  CPUs
 */
public record EqsLoad(RescueEdge state, String list) implements Load {
    public EqsLoad {
        if (state == RescueEdge.TICK || state == RescueEdge.RCU_CORE) throw new IllegalArgumentException("leaves(" + state + "): a CPU leaves the kernel for IDLE, USER or GUEST");
    }

    /** CPU 0 leaves for {@code state}. */
    public static EqsLoad leaves(RescueEdge state) {
        return new EqsLoad(state, "0");
    }

    /** The CPUs that leave: {@code "0-3"}, {@code "0,2"} or {@code "all"}. */
    public EqsLoad on(String list) {
        return new EqsLoad(state, list);
    }

    /** The one CPU that leaves. */
    public EqsLoad on(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("on(" + cpu + "): CPUs count from 0");
        return on(Integer.toString(cpu));
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("leaves(" + state + ").on", list, linux.cpus());
    }

    @Override public void check(Linux linux) {
        BitSet plain = cpus(linux);
        if (plain.isEmpty()) throw new IllegalArgumentException("leaves(" + state + ").on(\"" + list + "\") names no CPU");
        plain.andNot(linux.nocbs());
        if (!plain.isEmpty()) {
            throw new IllegalArgumentException("leaves(" + state + ").on(\"" + list + "\"): CPU " + plain.nextSetBit(0) + " is not in rcu_nocbs (\"" + CpuList.write(linux.nocbs())
                    + "\"), so it has no deferred wakeup to do on its way. Leave it out.");
        }
    }

    @Override public String describe() {
        return "CPU " + list + ", with nothing to run, " + state.says();
    }
}
