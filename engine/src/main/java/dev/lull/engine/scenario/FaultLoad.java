package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.trace.CpuhpState;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Something may fail; an exploration tries both, every time.
 *
 * @param what  one of {@link #KNOWN}
 * @param times failures at most
 * @param cpu   on the way of which CPU; -1 for any
 * @param nth   the first try that may fail, from 1
 */
public record FaultLoad(String what, int times, int cpu, int nth) implements Load {
    /** What can fail. */
    public static final List<String> KNOWN = known();

    /** sched_cpu_deactivate()'s last question: a cpuset that needs the CPU has it refused. */
    public static final String CPUSET = "cpuset_cpu_inactive";

    /** The timer that ends rcu_preempt's wait for quiescent states is lost: what stall warnings call a timer wakeup that didn't happen. */
    public static final String FQS_TIMEOUT = "fqs_timeout";

    private static List<String> known() {
        List<String> known = new ArrayList<>(List.of("rcuog creation", "rcuop creation", "cpuset_cpu_inactive", "fqs_timeout"));
        for (CpuhpState state : CpuhpState.values()) if (state.mayFail()) known.add(state.title());
        return List.copyOf(known);
    }

    public FaultLoad {
        if (!KNOWN.contains(what)) {
            throw new IllegalArgumentException("fail(\"" + what + "\"): that cannot fail here. What can: \"" + String.join("\", \"", KNOWN) + "\".");
        }
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least one failure");
        if (nth < 1) throw new IllegalArgumentException("nth(" + nth + "): the first try is nth(1)");
        if ((cpu >= 0 || nth > 1) && !what.endsWith(" creation")) {
            throw new IllegalArgumentException("fail(\"" + what + "\"): on(cpu) and nth(n) are for what is created, \"rcuog creation\" or \"rcuop creation\"");
        }
    }

    /** {@code what} may fail once: a creation, or a rung of the hotplug ladder by its name in sysfs, {@code "sched:active"}. */
    public static FaultLoad fail(String what) {
        return new FaultLoad(what, 1, -1, 1);
    }

    /** So many failures at most. */
    public FaultLoad times(int times) {
        return new FaultLoad(what, times, cpu, nth);
    }

    /** Only while CPU {@code cpu} comes up; in a script it is then {@code s.fail("rcuop creation on CPU 1")}. */
    public FaultLoad on(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("on(" + cpu + "): CPUs count from 0");
        return new FaultLoad(what, times, cpu, nth);
    }

    /** Not before the {@code nth} try, counted from 1. */
    public FaultLoad nth(int nth) {
        return new FaultLoad(what, times, cpu, nth);
    }

    @Override public BitSet cpus(Linux linux) {
        return linux.nocbs();
    }

    @Override public void check(Linux linux) {
        if (cpu >= 0) CpuList.check("fail(\"" + what + "\").on", cpu, linux.cpus());
    }

    @Override public String describe() {
        return what + (cpu < 0 ? "" : " on CPU " + cpu) + (nth == 1 ? "" : ", try " + nth + " or later,") + " may fail" + (times == 1 ? " once" : " up to " + times + " times");
    }
}
