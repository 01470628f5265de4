package dev.lull.kernel.lab.chart;

import java.util.List;

/**
 * One grace period: its number, its phases in order, and who held it up (the CPU or reader that reported last, empty
 * when not known). Times are virtual nanoseconds.
 */
public record GracePeriod(long seq, List<Phase> phases, String heldUpBy) {

    /** One phase: initialisation, a wait for quiescent states, a scan, clean-up. */
    public record Phase(String name, long fromNs, long toNs) {
        /** Refuses a phase that ends before it begins. */
        public Phase {
            if (toNs < fromNs) {
                throw new IllegalArgumentException("Phase \"" + name + "\" ends at " + toNs + " ns, before it begins at " + fromNs
                        + " ns. Give begin, then end.");
            }
        }
    }

    /** Refuses a grace period without phases. */
    public GracePeriod {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("Grace period " + seq + " has no phases. Give at least one, or leave it out.");
        }
    }

    /** When it began. */
    public long startNs() {
        return phases.get(0).fromNs();
    }

    /** When it ended. */
    public long endNs() {
        return phases.get(phases.size() - 1).toNs();
    }
}
