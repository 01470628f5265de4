package dev.lull.engine.system;

import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.scenario.EqsLoad;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.Scenario;

import java.util.Set;

/** Where a system's CPUs meet rescue edges. */
final class Rescues implements Offloading.Rescues {
    private final LinuxSystem system;

    Rescues(LinuxSystem system) {
        this.system = system;
    }

    @Override public Set<RescueEdge> of(int cpu) {
        return system.scenario().rescues(cpu);
    }

    @Override public RescueEdge exit(int cpu) {
        Scenario scenario = system.scenario();
        for (Load load : scenario.loads()) if (load instanceof EqsLoad eqs && eqs.cpus(scenario.linux()).get(cpu)) return eqs.state();
        return null;
    }

    /** Between calls and outside readers. */
    @Override public boolean mayLeaveKernel(int cpu) {
        Caller caller = system.caller(cpu);
        return system.isIdle(cpu) && (caller == null || caller.task().isSleeping());
    }
}
