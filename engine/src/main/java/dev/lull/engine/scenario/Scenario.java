package dev.lull.engine.scenario;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.RescueEdge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A machine and what is done to it. Immutable; each setter returns a changed copy.
 *
 * @param title  what the question is
 * @param linux  the machine
 * @param loads  what is done to it
 * @param rescue which CPUs meet which rescue edges: ticks, idle entries and the like, at which a CPU does its own deferred wakeups
 */
public record Scenario(String title, Linux linux, List<Load> loads, Edges rescue) {
    public Scenario {
        loads = List.copyOf(loads);
        rescue.check(linux);
        for (Load load : loads) load.check(linux);
        CpuDownLoad.checkTogether(linux, loads);
        ObjectLoad.checkTogether(loads);
    }

    /** A machine with nothing to do, no CPU of which meets rescue edges. */
    public static Scenario of(String title, Linux linux) {
        return new Scenario(title, linux, List.of(), Edges.NONE);
    }

    /** Adds a load. */
    public Scenario load(Load load) {
        List<Load> more = new ArrayList<>(loads);
        more.add(load);
        return new Scenario(title, linux, more, rescue);
    }

    /** Lets the CPUs of {@code list} take ticks: {@code meets(TICK, list)}. */
    public Scenario ticksOn(String list) {
        return meets(RescueEdge.TICK, list);
    }

    /**
     * Switches a rescue edge on for the CPUs of {@code list}, and off for the others. Rescue edges hide lost wakeups: a CPU without
     * any is one that stays in the kernel with its tick off. Where this kernel does not look for a deferred wakeup at an edge
     * ({@link RescueEdge#isLookedAt}), meeting it does nothing.
     */
    public Scenario meets(RescueEdge edge, String list) {
        return new Scenario(title, linux, loads, rescue.with(edge, list));
    }

    /** The same on another machine: the fix switched on, one CPU more. */
    public Scenario on(Linux other) {
        return new Scenario(title, other, loads, rescue);
    }

    /** The rescue edges that a CPU meets, and at which its kernel looks for deferred wakeups. */
    public Set<RescueEdge> rescues(int cpu) {
        return rescue.of(cpu, linux);
    }
}
