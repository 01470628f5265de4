package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.RescueEdge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which CPUs meet which rescue edges.
 *
 * @param lists for each edge, by position, the CPUs that meet it as a list; "" for none
 */
public record Edges(List<String> lists) {
    /** No CPU meets any: each stays in the kernel without a tick. */
    public static final Edges NONE = new Edges(Collections.nCopies(RescueEdge.values().length, ""));

    public Edges {
        lists = List.copyOf(lists);
    }

    /** The same, but that {@code edge} is met by the CPUs of {@code list}. */
    Edges with(RescueEdge edge, String list) {
        List<String> more = new ArrayList<>(lists);
        more.set(edge.ordinal(), list);
        return new Edges(more);
    }

    void check(Linux linux) {
        for (RescueEdge edge : RescueEdge.values()) cpus(edge, linux);
    }

    /** The list for one edge, as written. */
    public String list(RescueEdge edge) {
        return lists.get(edge.ordinal());
    }

    /** CPUs that meet {@code edge}. */
    public BitSet cpus(RescueEdge edge, Linux linux) {
        return CpuList.parse(edge == RescueEdge.TICK ? "ticksOn" : "meets(" + edge + ", ...)", list(edge), linux.cpus());
    }

    /** The edges that a CPU meets and at which {@code linux} looks for a deferred wakeup. */
    public Set<RescueEdge> of(int cpu, Linux linux) {
        EnumSet<RescueEdge> met = EnumSet.noneOf(RescueEdge.class);
        for (RescueEdge edge : RescueEdge.values()) if (edge.isLookedAt(linux, cpu) && cpus(edge, linux).get(cpu)) met.add(edge);
        return Collections.unmodifiableSet(met);
    }

    /** Whether no CPU meets any. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** As an exploration takes it for granted, without a full stop. */
    public String describe() {
        if (isEmpty()) return "no CPU meets a rescue edge: each stays in the kernel without a tick";
        List<String> says = new ArrayList<>();
        for (RescueEdge edge : RescueEdge.values()) {
            if (list(edge).isEmpty()) continue;
            says.add("CPUs " + list(edge) + (edge == RescueEdge.TICK ? " take ticks that do their deferred wakeups" : " meet " + edge.noun() + "s, at which they do their deferred wakeups"));
        }
        return String.join("; ", says);
    }
}
