package dev.lull.engine.explore;

import dev.lull.engine.linux.rcu.GpKthread;

/**
 * How far an exploration goes, and in which order it looks.
 *
 * @param states       states at most
 * @param depth        levels of the search at most
 * @param preemptions  how often at most a context that could go on is left for another, or a jiffy passes while somebody
 *                     could go on; {@link #ANY} for no limit
 * @param fewFirst     preemptions up to which runs are looked at before all others; {@link #ANY} for none before others
 * @param walks        random walks before the search of everything
 * @param seed         seed of the first walk; the next has the next one
 * @param searches     whether to search at all when the walks find nothing
 * @param gracePeriods how finely grace periods are cut into steps
 */
public record Bounds(long states, int depth, int preemptions, int fewFirst, int walks, long seed, boolean searches, GpKthread.Grain gracePeriods) {
    /** No limit on preemptions. */
    public static final int ANY = -1;

    /**
     * Runs with no or one preemption, then twenty thousand random walks, then everything up to a hundred million states.
     */
    public static final Bounds DEFAULT = new Bounds(100_000_000, Integer.MAX_VALUE, ANY, 1, 20_000, 1, true, GpKthread.Grain.COARSE);

    public Bounds {
        if (states < 1) throw new IllegalArgumentException("states(" + states + "): at least one state");
        if (depth < 1) throw new IllegalArgumentException("depth(" + depth + "): at least one level");
        if (preemptions < ANY) throw new IllegalArgumentException("preemptions(" + preemptions + "): 0 or more");
        if (walks < 0) throw new IllegalArgumentException("walks(" + walks + "): 0 or more");
    }

    public Bounds states(long count) {
        return new Bounds(count, depth, preemptions, fewFirst, walks, seed, searches, gracePeriods);
    }

    public Bounds depth(int levels) {
        return new Bounds(states, levels, preemptions, fewFirst, walks, seed, searches, gracePeriods);
    }

    /** Only runs with so many preemptions at most, those with fewest first. */
    public Bounds preemptions(int count) {
        return new Bounds(states, depth, count, fewFirst, walks, seed, searches, gracePeriods);
    }

    /** Nothing but {@code count} random walks: quick, and no proof. */
    public Bounds walks(int count, long seed) {
        return new Bounds(states, depth, preemptions, ANY, count, seed, false, gracePeriods);
    }

    /** Breadth-first from the start, so that the counterexample is a shortest one. */
    public Bounds shortest() {
        return new Bounds(states, depth, ANY, ANY, 0, seed, true, gracePeriods);
    }

    /** With every step of the grace-period kthread apart. */
    public Bounds fineGracePeriods() {
        return new Bounds(states, depth, preemptions, fewFirst, walks, seed, searches, GpKthread.Grain.FINE);
    }
}
