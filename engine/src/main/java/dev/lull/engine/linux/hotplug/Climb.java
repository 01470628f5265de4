package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;

import java.util.ArrayList;
import java.util.List;

/**
 * What one context does on the ladder: the functions of the rungs that are its own, both ways (cpuhp_invoke_callback(), v6.1). One
 * call is one rung; what it leaves to do is said by {@link Next}.
 */
final class Climb {
    /** -EAGAIN. */
    static final long EAGAIN = -11;
    private static final long EBUSY = -16;

    /** What comes of a rung. */
    enum Next {
        /** Its function is to be called; {@link #returned} when it has returned. */
        CALL,
        /** It has been passed, and that was a step's work. */
        STEP,
        /** There was nothing to do on it. */
        ON,
        /** It was made to fail; the CPU stands where it did. */
        FAILED
    }

    private final HotCpu cpu;
    private final Context self;
    private final List<Code<?>> startups = new ArrayList<>();       // by rung; null for none, or somebody else's
    private final List<Code<?>> teardowns = new ArrayList<>();

    /** @param from the first rung that {@code self} executes; {@code to} the first that it does not */
    Climb(Context self, HotCpu cpu, int from, int to) {
        this.cpu = cpu;
        this.self = self;
        for (int i = 0; i < cpu.rungs().size(); i++) {
            Rung rung = cpu.rungs().get(i);
            boolean own = i >= from && i < to;
            startups.add(own && rung.startup() != null ? rung.startup().in(self, cpu) : null);
            teardowns.add(own && rung.teardown() != null ? rung.teardown().in(self, cpu) : null);
        }
    }

    /** The rung that the CPU climbs onto, or leaves; the state changes before the function is called. */
    Next go(boolean upwards, boolean mayFail) {
        int at = upwards ? cpu.state() : cpu.state() - 1;
        Rung rung = cpu.rungs().get(at);
        cpu.stateIs(upwards ? at + 1 : at);
        boolean modelled = text(at, upwards) != null;
        boolean strikes = mayFail && cpu.fails(rung);
        if (modelled || strikes || cpu.isStep(rung, upwards)) cpu.traceEnter(rung, upwards, self.number(), self.cpu().number());
        if (strikes) {
            cpu.traceExit(rung, upwards, EAGAIN, self.number(), self.cpu().number());
            cpu.stateIs(upwards ? at : at + 1);
            return Next.FAILED;
        }
        if (modelled) return Next.CALL;
        if (!cpu.isStep(rung, upwards)) return Next.ON;
        cpu.traceExit(rung, upwards, 0, self.number(), self.cpu().number());
        return Next.STEP;
    }

    private Code<?> text(int at, boolean upwards) {
        return (upwards ? startups : teardowns).get(at);
    }

    /** The function of the rung that was just climbed onto or left. */
    Code<?> function(boolean upwards) {
        return text(upwards ? cpu.state() - 1 : cpu.state(), upwards);
    }

    /** The function has returned; with a failure, the CPU stands where it did before. */
    void returned(boolean upwards, boolean failed) {
        int at = upwards ? cpu.state() - 1 : cpu.state();
        cpu.traceExit(cpu.rungs().get(at), upwards, failed ? EBUSY : 0, self.number(), self.cpu().number());
        if (failed) cpu.stateIs(upwards ? at : at + 1);
    }
}
