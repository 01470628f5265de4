package dev.lull.engine.linux.hotplug;

import dev.lull.engine.trace.CpuhpState;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The table of rungs ({@code cpuhp_hp_states[]}), lowest first. Subsystems hang theirs in while the machine is being built. A
 * CPU's state is the number of rungs it stands on: none is offline, all is online.
 */
public final class Ladder {
    private final List<Rung> rungs = new ArrayList<>();

    /** One with nothing on it but the end of the part with interrupts off. */
    public Ladder() {
        hang(Rung.empty(CpuhpState.AP_ONLINE));
    }

    /** Every rung that v6.1 is known here to have, with nothing on them: what a timed run shows besides what is modelled. */
    public Ladder whole() {
        for (CpuhpState state : CpuhpState.values()) {
            boolean other = state == CpuhpState.BP_PREPARE_DYN || state == CpuhpState.AP_ONLINE_DYN || state == CpuhpState.TEARDOWN_CPU;     // the last is stop_machine() itself
            if ((state.has(true) || state.has(false)) && !other && rungs.stream().noneMatch(rung -> rung.state() == state)) hang(Rung.empty(state));
        }
        return this;
    }

    /** Hangs a rung in; of several of one state, the first hung is the lowest. */
    public Ladder hang(Rung rung) {
        rungs.add(rung);
        rungs.sort(Comparator.comparing(Rung::state));          // stable
        return this;
    }

    /** The rungs, lowest first. */
    public List<Rung> rungs() {
        return List.copyOf(rungs);
    }

    /** Rungs up to and including that state's. */
    int upTo(CpuhpState state) {
        int count = 0;
        while (count < rungs.size() && rungs.get(count).state().compareTo(state) <= 0) count++;
        return count;
    }
}
