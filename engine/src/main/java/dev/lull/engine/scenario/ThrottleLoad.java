package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;

import java.util.BitSet;

/**
 * A task in a group with a limit on its CPU time, whose period timer was started on CPU {@code cpu}; it may be throttled {@code times}
 * at most, wherever it could be preempted. Explored and played; in a timed run nobody uses his time up.
 *
 * @param cpu where the timer is at first: a CPU that goes down
 * @param who which task
 */
public record ThrottleLoad(int cpu, Who who, int times) implements Load {
    /** Whose CPU time is limited. */
    public enum Who {
        /** The one that takes the CPU down; from v6.6 on that is done by a kworker, which is in no such group. */
        CONTROLLING_TASK,
        /** One that holds a lock, for which a callback of the hotplug ladder waits when the CPU is dead. */
        LOCK_HOLDER
    }

    /** Who takes CPU {@code cpu} down may be throttled once. */
    public static ThrottleLoad throttled(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("throttled(" + cpu + "): CPUs count from 0");
        return new ThrottleLoad(cpu, Who.CONTROLLING_TASK, 1);
    }

    /** Not that one but a task which holds a lock that is needed on the way down. */
    public ThrottleLoad holdingLock() {
        return new ThrottleLoad(cpu, Who.LOCK_HOLDER, times);
    }

    /** Up to so many times. */
    public ThrottleLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least once");
        return new ThrottleLoad(cpu, who, times);
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("throttled", Integer.toString(cpu), linux.cpus());
    }

    @Override public void check(Linux linux) {
        CpuList.check("throttled", cpu, linux.cpus());
    }

    @Override public String describe() {
        return (who == Who.LOCK_HOLDER ? "who holds a lock that is needed when CPU " + cpu + " is dead" : "who takes CPU " + cpu + " down")
                + " has a limit on CPU time, whose timer is on CPU " + cpu + CpuDownLoad.often(times);
    }
}
