package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.trace.CpuhpState;

/**
 * A rung of the ladder (struct cpuhp_step): what is done when a CPU climbs onto it, and what when it leaves it again. Where it is
 * executed follows from the state: PREPARE rungs by the controlling task, those with interrupts off by the CPU's idle task, ONLINE
 * rungs in cpuhp/N.
 *
 * @param state    which rung
 * @param startup  the function on the way up; {@code null} for none. One that finishes with true has failed
 * @param teardown the function on the way down, likewise; of a rung with interrupts off only {@link CpuhpState#AP_IDLE_DEAD}'s,
 *                 the CPU's last act
 * @param dying    of a rung with interrupts off: what stop_machine() does on the CPU, all in one step; {@code null} for nothing
 */
public record Rung(CpuhpState state, Text startup, Text teardown, Dying dying) {
    /** Makes a function's text; {@code null} when there is nothing to do for that CPU. */
    public interface Text {
        Code<?> in(Context self, HotCpu cpu);
    }

    /** What is done to a CPU inside a step of somebody else's. */
    public interface Dying {
        void on(int cpu, Context by);
    }

    public Rung {
        if (dying != null && !state.isStarting()) throw new IllegalArgumentException(state.title() + " is no rung that stop_machine() leaves");
        if (teardown != null && state.isStarting() && state != CpuhpState.AP_IDLE_DEAD) {
            throw new IllegalArgumentException(state.title() + " is left by stop_machine(), in one step: say dying(...)");
        }
    }

    /** A rung that does something in both directions, or with {@code null} in one of them. */
    public static Rung of(CpuhpState state, Text startup, Text teardown) {
        return new Rung(state, startup, teardown, null);
    }

    /** A rung that stop_machine() leaves. */
    public static Rung dying(CpuhpState state, Text startup, Dying dying) {
        return new Rung(state, startup, null, dying);
    }

    /** A rung on which nothing modelled is done. */
    public static Rung empty(CpuhpState state) {
        return new Rung(state, null, null, null);
    }
}
