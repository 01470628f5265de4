package dev.lull.engine.explore;

import dev.lull.engine.linux.rcu.GpKthread;

import java.time.Duration;

/**
 * How far an exploration goes, in which order it looks, and what it may use.
 *
 * @param states       states at most
 * @param depth        levels of the search at most
 * @param preemptions  how often at most a context that could go on is left for another, or a jiffy passes while somebody
 *                     could go on; {@link #ANY} for no limit
 * @param fewFirst     preemptions up to which runs are looked at before all others; {@link #ANY} for none before others
 * @param walks        random walks before the search of everything
 * @param seed         seed of the first walk; the next has the next one
 * @param changes      {@link #ANY} for walks in which every move is drawn anew; or points in a walk at which priorities
 *                     change, for walks by priority (PCT)
 * @param searches     whether to search at all
 * @param fair         whether to look for endless rounds in which nothing gets done, too
 * @param gracePeriods how finely grace periods are cut into steps
 * @param threads      threads that search; what is found does not depend on them
 * @param millis       milliseconds at most; 0 for no limit
 * @param bytes        memory for states at most
 * @param wide         whether states are told apart by 128 bits instead of 64
 */
public record Bounds(long states, int depth, int preemptions, int fewFirst, int walks, long seed, int changes, boolean searches, boolean fair,
                     GpKthread.Grain gracePeriods, int threads, long millis, long bytes, boolean wide) {
    /** No limit on preemptions. */
    public static final int ANY = -1;

    /**
     * Runs with up to two preemptions, and everything as long as that is little; then fifty thousand random walks; then
     * everything up to two hundred million states or most of the memory the JVM may have.
     */
    public static final Bounds DEFAULT = new Bounds(200_000_000, Integer.MAX_VALUE, ANY, 2, 50_000, 1, ANY, true, false, GpKthread.Grain.COARSE, 1, 0,
            Runtime.getRuntime().maxMemory() / 10 * 7, false);

    public Bounds {
        if (states < 1) throw new IllegalArgumentException("states(" + states + "): at least one state");
        if (depth < 1) throw new IllegalArgumentException("depth(" + depth + "): at least one level");
        if (preemptions < ANY) throw new IllegalArgumentException("preemptions(" + preemptions + "): 0 or more");
        if (walks < 0) throw new IllegalArgumentException("walks(" + walks + "): 0 or more");
        if (threads < 1 || threads > 64) throw new IllegalArgumentException("threads(" + threads + "): 1 to 64; more than the machine has cores is of no use");
        if (millis < 0) throw new IllegalArgumentException("time: no less than nothing");
        if (bytes < 1 << 20) throw new IllegalArgumentException("memory: " + bytes + " bytes are too few; a megabyte is the least");
    }

    public Bounds states(long count) {
        return new Bounds(count, depth, preemptions, fewFirst, walks, seed, changes, searches, fair, gracePeriods, threads, millis, bytes, wide);
    }

    public Bounds depth(int levels) {
        return new Bounds(states, levels, preemptions, fewFirst, walks, seed, changes, searches, fair, gracePeriods, threads, millis, bytes, wide);
    }

    /** Only runs with so many preemptions at most, those with fewest first. */
    public Bounds preemptions(int count) {
        return new Bounds(states, depth, count, fewFirst, walks, seed, changes, searches, fair, gracePeriods, threads, millis, bytes, wide);
    }

    /** Nothing but {@code count} random walks: quick, and no proof. */
    public Bounds walks(int count, long seed) {
        return new Bounds(states, depth, preemptions, ANY, count, seed, ANY, false, fair, gracePeriods, threads, millis, bytes, wide);
    }

    /**
     * Nothing but {@code count} walks by priority: the context with the highest goes on until it cannot, and at {@code changes}
     * moments of each walk the one that goes on gets the lowest. Models PCT of Burckhardt and others, ASPLOS 2010.
     */
    public Bounds pct(int count, int changes, long seed) {
        if (changes < 0) throw new IllegalArgumentException("pct(..., " + changes + ", ...): 0 or more changes of priority");
        return new Bounds(states, depth, preemptions, ANY, count, seed, changes, false, fair, gracePeriods, threads, millis, bytes, wide);
    }

    /** Everything breadth-first from the start, so that the counterexample is a shortest one. */
    public Bounds shortest() {
        return new Bounds(states, depth, ANY, ANY, 0, seed, changes, true, fair, gracePeriods, threads, millis, bytes, wide);
    }

    /** With endless rounds looked for: something is owed, somebody always runs, and it is never settled. */
    public Bounds fairly() {
        return new Bounds(states, depth, preemptions, fewFirst, walks, seed, changes, searches, true, gracePeriods, threads, millis, bytes, wide);
    }

    /** With every step of the grace-period kthread apart. */
    public Bounds fineGracePeriods() {
        return new Bounds(states, depth, preemptions, fewFirst, walks, seed, changes, searches, fair, GpKthread.Grain.FINE, threads, millis, bytes, wide);
    }

    /** With so many threads. */
    public Bounds threads(int count) {
        return new Bounds(states, depth, preemptions, fewFirst, walks, seed, changes, searches, fair, gracePeriods, count, millis, bytes, wide);
    }

    /** For so long at most. */
    public Bounds time(Duration most) {
        return new Bounds(states, depth, preemptions, fewFirst, walks, seed, changes, searches, fair, gracePeriods, threads, most.toMillis(), bytes, wide);
    }

    /** With so many mebibytes for states at most. */
    public Bounds memory(int mebibytes) {
        return new Bounds(states, depth, preemptions, fewFirst, walks, seed, changes, searches, fair, gracePeriods, threads, millis, (long) mebibytes << 20, wide);
    }

    /** With states told apart by 128 bits. */
    public Bounds wideFingerprints() {
        return new Bounds(states, depth, preemptions, fewFirst, walks, seed, changes, searches, fair, gracePeriods, threads, millis, bytes, true);
    }
}
