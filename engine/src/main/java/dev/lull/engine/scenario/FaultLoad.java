package dev.lull.engine.scenario;

import dev.lull.engine.linux.Linux;

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
    public static final List<String> KNOWN = List.of("rcuog creation", "rcuop creation");

    public FaultLoad {
        if (!KNOWN.contains(what)) {
            throw new IllegalArgumentException("fail(\"" + what + "\"): that cannot fail here. What can: \"" + String.join("\", \"", KNOWN) + "\".");
        }
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least one failure");
    }

    /** {@code what} may fail once. */
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
