package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;

import java.util.BitSet;

/**
 * CPUs that stay in the kernel with their tick off, as nohz_full CPUs may: they are never idle, and nothing there looks whether RCU
 * needs a grace period or a quiescent state. One that has been waited for too long is sent an interrupt, which forces its tick on
 * until its quiescent state is reported. A CPU that also invokes its own callbacks has them wait until it leaves the kernel; Linux
 * has next to no such CPUs, for those of {@code nohz_full=} are offloaded.
 *
 * @param list   CPUs, as {@code "0"}
 * @param yields whether what they do there calls cond_resched() now and then
 */
public record TicklessLoad(String list, boolean yields) implements Load {
    /** CPU {@code cpu} stays in the kernel, never calls cond_resched(), and takes no tick but one that is forced. */
    public static TicklessLoad tickless(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("tickless(" + cpu + "): CPUs count from 0");
        return new TicklessLoad(Integer.toString(cpu), false);
    }

    /**
     * The same for what calls cond_resched() in its loop, on a kernel without PREEMPT_RCU: there that looks whether RCU is urgent
     * (rcu_all_qs()), and from twice that age on counts as having been idle for a moment.
     */
    public TicklessLoad condResched() {
        return new TicklessLoad(list, true);
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("tickless", list, linux.cpus());
    }

    @Override public void check(Linux linux) {
        if (cpus(linux).isEmpty()) throw new IllegalArgumentException("tickless(\"" + list + "\") names no CPU");
    }

    @Override public String describe() {
        return "CPU " + list + " stays in the kernel with its tick off" + (yields ? ", and calls cond_resched() there" : "");
    }
}
