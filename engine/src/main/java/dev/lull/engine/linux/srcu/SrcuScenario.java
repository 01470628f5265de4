package dev.lull.engine.linux.srcu;

import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.time.Nanos;

import java.util.ArrayList;
import java.util.List;

/** An SRCU with load on it, as data. Immutable. */
public record SrcuScenario(String title, Srcu srcu, List<SrcuLoad> loads) implements Definition {
    public SrcuScenario {
        loads = List.copyOf(loads);
        for (SrcuLoad load : loads) load.check(srcu);
    }

    /** A scenario without load. */
    public static SrcuScenario of(String title, Srcu srcu) {
        return new SrcuScenario(title, srcu, List.of());
    }

    /** With more load. */
    public SrcuScenario load(SrcuLoad load) {
        List<SrcuLoad> more = new ArrayList<>(loads);
        more.add(load);
        return new SrcuScenario(title, srcu, more);
    }

    /** The same on another SRCU. */
    public SrcuScenario on(Srcu other) {
        return new SrcuScenario(title, other, loads);
    }

    /** Readers of the scenario: they call nothing else. */
    public static SrcuLoad.Readers reader() {
        return new SrcuLoad.Readers(0, 0, 0, Nanos.ZERO, null, null);
    }

    /** A task on CPU 0 that calls {@code function}. */
    public static SrcuLoad.Updates update(SrcuLoad.Function function) {
        return new SrcuLoad.Updates(function, 0, 0, null);
    }

    /** An allocation that may fail, once. */
    public static SrcuLoad.Failure failure(SrcuHeap.Part part) {
        return new SrcuLoad.Failure(part, 1);
    }

    /**
     * @throws IllegalArgumentException when a load has no end, for then a search would have none
     */
    @Override public Model build() {
        for (SrcuLoad load : loads) {
            boolean endless = load instanceof SrcuLoad.Updates updates && updates.times() == 0 || load instanceof SrcuLoad.Readers readers && readers.times() == 0;
            if (endless) throw new IllegalArgumentException("\"" + load.describe() + "\" has no end, so neither has a search. Say times(n) on the load; 1 or 2 is enough for every bug here.");
        }
        return new SrcuSystem(on(srcu.exploring()), SrcuSystem.SMALL_JIFFIES);
    }

    /** For a timed run: time without bound, and loads without end. */
    public SrcuSystem buildTimed() {
        return new SrcuSystem(this, Long.MAX_VALUE / 4);
    }

    @Override public List<String> assumptions() {
        List<String> all = new ArrayList<>(List.of(
                "the load may stop after any call, and each reader may stay inside for any time",
                "a work item has a kworker to itself, and its delay ends in some jiffy after the one in which it was queued",
                "of an age or a delay only counts whether it is none, one jiffy, or more"));
        all.add("srcu_max_nodelay_phase is " + srcu.exploring().maxNodelayPhase() + " and srcu_max_nodelay " + srcu.exploring().maxNodelay());
        boolean halfInitialised = srcu.kind().isStatic() && srcu.init().nodesFailed(true) != InitSrcuStructFields.At.SET_SSP
                && loads.stream().anyMatch(load -> load instanceof SrcuLoad.Failure failure && failure.part() == SrcuHeap.Part.SRCU_NODE);
        if (halfInitialised) all.add("derived, not reported upstream: what becomes of a static domain that is left half-initialised when its nodes cannot be allocated");
        return all;
    }
}
