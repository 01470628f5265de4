package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A machine and what is done to it. Immutable; each setter returns a changed copy.
 *
 * @param title  what the question is
 * @param linux  the machine
 * @param loads  what is done to it
 * @param rescue CPUs that meet rescue edges, as a list: ticks, idle entries and the like at which a CPU does its own
 *               deferred wakeups; "" for none
 */
public record Scenario(String title, Linux linux, List<Load> loads, String rescue) {
    public Scenario {
        loads = List.copyOf(loads);
        CpuList.parse("ticksOn", rescue, linux.cpus());
        for (Load load : loads) load.check(linux);
    }

    /** A machine with nothing to do, no CPU of which meets rescue edges. */
    public static Scenario of(String title, Linux linux) {
        return new Scenario(title, linux, List.of(), "");
    }

    /** Adds a load. */
    public Scenario load(Load load) {
        List<Load> more = new ArrayList<>(loads);
        more.add(load);
        return new Scenario(title, linux, more, rescue);
    }

    /**
     * Switches rescue edges on for the CPUs of {@code list}. They hide lost wakeups: a CPU without them is one that stays
     * in the kernel with its tick off.
     */
    public Scenario ticksOn(String list) {
        return new Scenario(title, linux, loads, list);
    }

    /** The same on another machine: the fix switched on, one CPU more. */
    public Scenario on(Linux other) {
        return new Scenario(title, other, loads, rescue);
    }

    /** CPUs that meet rescue edges. */
    public BitSet rescued() {
        return CpuList.parse("ticksOn", rescue, linux.cpus());
    }
}
