package dev.lull.engine.explore;

import dev.lull.engine.linux.rcu.GpKthread;

/**
 * How far an exploration goes.
 *
 * @param states      states at most
 * @param depth       levels of the search at most
 * @param preemptions how often at most a context that could go on is left for another; {@link #ANY} for no limit
 * @param fewPreemptionsFirst whether to look at runs with few preemptions before all others
 * @param gracePeriods how finely grace periods are cut into steps
 */
public record Bounds(long states, int depth, int preemptions, boolean fewPreemptionsFirst, GpKthread.Grain gracePeriods) {
    /** No limit on preemptions. */
    public static final int ANY = -1;

    /** A hundred million states, any depth, few preemptions first and then any. */
    public static final Bounds DEFAULT = new Bounds(100_000_000, Integer.MAX_VALUE, ANY, true, GpKthread.Grain.COARSE);

    public Bounds {
        if (states < 1) throw new IllegalArgumentException("states(" + states + "): at least one state");
        if (depth < 1) throw new IllegalArgumentException("depth(" + depth + "): at least one move");
        if (preemptions < ANY) throw new IllegalArgumentException("preemptions(" + preemptions + "): 0 or more");
    }

    public Bounds states(long count) {
        return new Bounds(count, depth, preemptions, fewPreemptionsFirst, gracePeriods);
    }

    public Bounds depth(int levels) {
        return new Bounds(states, levels, preemptions, fewPreemptionsFirst, gracePeriods);
    }

    /** Only runs with so many preemptions at most. */
    public Bounds preemptions(int count) {
        return new Bounds(states, depth, count, true, gracePeriods);
    }

    /** With every step of the grace-period kthread apart. */
    public Bounds fineGracePeriods() {
        return new Bounds(states, depth, preemptions, fewPreemptionsFirst, GpKthread.Grain.FINE);
    }

    /** Breadth-first from the start: the counterexample is the shortest of all, however often it turns away. */
    public Bounds shortest() {
        return new Bounds(states, depth, ANY, false, gracePeriods);
    }
}
