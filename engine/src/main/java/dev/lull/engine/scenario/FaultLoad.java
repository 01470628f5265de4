package dev.lull.engine.scenario;

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
 */
public record FaultLoad(String what, int times) implements Load {
    /** What can fail. */
    public static final List<String> KNOWN = known();

    /** sched_cpu_deactivate()'s last question: a cpuset that needs the CPU has it refused. */
    public static final String CPUSET = "cpuset_cpu_inactive";

    private static List<String> known() {
        List<String> known = new ArrayList<>(List.of("rcuog creation", "rcuop creation", "cpuset_cpu_inactive"));
        for (CpuhpState state : CpuhpState.values()) if (state.mayFail()) known.add(state.title());
        return List.copyOf(known);
    }

    public FaultLoad {
        if (!KNOWN.contains(what)) {
            throw new IllegalArgumentException("fail(\"" + what + "\"): that cannot fail here. What can: \"" + String.join("\", \"", KNOWN) + "\".");
        }
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least one failure");
    }

    /** {@code what} may fail once: a creation, or a rung of the hotplug ladder by its name in sysfs, {@code "sched:active"}. */
    public static FaultLoad fail(String what) {
        return new FaultLoad(what, 1);
    }

    public FaultLoad times(int times) {
        return new FaultLoad(what, times);
    }

    @Override public BitSet cpus(Linux linux) {
        return linux.nocbs();
    }

    @Override public void check(Linux linux) {
    }

    @Override public String describe() {
        return what + " may fail" + (times == 1 ? " once" : " up to " + times + " times");
    }
}
