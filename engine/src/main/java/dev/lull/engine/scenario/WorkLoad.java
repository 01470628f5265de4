package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;

import java.util.BitSet;

/**
 * A work is queued on the pool of a CPU that comes or goes, {@code times} at most, at any moment: the CPU may be offline by then.
 * Explored and played; in a timed run nobody queues it.
 *
 * @param cpu     on whose pool
 * @param flushes whether who queues it waits until it is done
 * @param unbound whether the pool's worker is unbound when the CPU goes; without, the control
 */
public record WorkLoad(int cpu, int times, boolean flushes, boolean unbound) implements Load {
    /** A work is queued once on the pool of CPU {@code cpu}. */
    public static WorkLoad work(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("work(" + cpu + "): CPUs count from 0");
        return new WorkLoad(cpu, 1, false, true);
    }

    /** Up to so often. */
    public WorkLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least once");
        return new WorkLoad(cpu, times, flushes, unbound);
    }

    /** Whoever queues it calls flush_work(). */
    public WorkLoad flushed() {
        return new WorkLoad(cpu, times, true, unbound);
    }

    /** The pool's worker stays bound to a CPU that has gone: the control. */
    public WorkLoad neverUnbound() {
        return new WorkLoad(cpu, times, flushes, false);
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("work", Integer.toString(cpu), linux.cpus());
    }

    @Override public void check(Linux linux) {
        CpuList.check("work", cpu, linux.cpus());
    }

    @Override public String describe() {
        return "a work is queued on CPU " + cpu + CpuDownLoad.often(times) + (flushes ? ", and flushed" : "") + (unbound ? "" : "; the worker stays bound to it");
    }
}
