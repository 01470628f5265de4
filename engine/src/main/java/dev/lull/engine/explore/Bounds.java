package dev.lull.engine.explore;

import dev.lull.engine.check.Invariant;
import dev.lull.engine.linux.rcu.GpKthread;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

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
 * @param invariants   invariants of Linux that are looked at in every state
 */
public record Bounds(long states, int depth, int preemptions, int fewFirst, int walks, long seed, int changes, boolean searches, boolean fair,
                     GpKthread.Grain gracePeriods, int threads, long millis, long bytes, boolean wide, List<Invariant> invariants) {
    /** No limit on preemptions. */
    public static final int ANY = -1;

    /**
     * Runs with up to two preemptions, and everything as long as that is little; then fifty thousand random walks; then
     * everything up to two hundred million states or most of the memory the JVM may have.
     */
    public static final Bounds DEFAULT = new Bounds(200_000_000, Integer.MAX_VALUE, ANY, 2, 50_000, 1, ANY, true, false, GpKthread.Grain.COARSE, 1, 0,
            Runtime.getRuntime().maxMemory() / 10 * 7, false, List.of());

    public Bounds {
        invariants = List.copyOf(invariants);
        if (states < 1) throw new IllegalArgumentException("states(" + states + "): at least one state");
        if (depth < 1) throw new IllegalArgumentException("depth(" + depth + "): at least one level");
        if (preemptions < ANY) throw new IllegalArgumentException("preemptions(" + preemptions + "): 0 or more");
        if (walks < 0) throw new IllegalArgumentException("walks(" + walks + "): 0 or more");
        if (threads < 1 || threads > 64) throw new IllegalArgumentException("threads(" + threads + "): 1 to 64; more than the machine has cores is of no use");
        if (millis < 0) throw new IllegalArgumentException("time: no less than nothing");
        if (bytes < 1 << 20) throw new IllegalArgumentException("memory: " + bytes + " bytes are too few; a megabyte is the least");
    }

    public Bounds states(long count) {
        return but(draft -> draft.states = count);
    }

    public Bounds depth(int levels) {
        return but(draft -> draft.depth = levels);
    }

    /** Only runs with so many preemptions at most, those with fewest first. */
    public Bounds preemptions(int count) {
        return but(draft -> draft.preemptions = count);
    }

    /** Nothing but {@code count} random walks: quick, and no proof. */
    public Bounds walks(int count, long seed) {
        return but(draft -> {
            draft.fewFirst = ANY;
            draft.walks = count;
            draft.seed = seed;
            draft.changes = ANY;
            draft.searches = false;
        });
    }

    /**
     * Nothing but {@code count} walks by priority: the context with the highest goes on until it cannot, and at {@code changes}
     * moments of each walk the one that goes on gets the lowest. Models PCT of Burckhardt and others, ASPLOS 2010.
     */
    public Bounds pct(int count, int changes, long seed) {
        if (changes < 0) throw new IllegalArgumentException("pct(..., " + changes + ", ...): 0 or more changes of priority");
        return but(draft -> {
            draft.fewFirst = ANY;
            draft.walks = count;
            draft.seed = seed;
            draft.changes = changes;
            draft.searches = false;
        });
    }

    /** Everything breadth-first from the start, so that the counterexample is a shortest one. */
    public Bounds shortest() {
        return but(draft -> {
            draft.preemptions = ANY;
            draft.fewFirst = ANY;
            draft.walks = 0;
            draft.searches = true;
        });
    }

    /** With endless rounds looked for: something is owed, somebody always runs, and it is never settled. */
    public Bounds fairly() {
        return but(draft -> draft.fair = true);
    }

    /** With every step of the grace-period kthread apart. */
    public Bounds fineGracePeriods() {
        return but(draft -> draft.gracePeriods = GpKthread.Grain.FINE);
    }

    /** With so many threads. */
    public Bounds threads(int count) {
        return but(draft -> draft.threads = count);
    }

    /** For so long at most. */
    public Bounds time(Duration most) {
        return but(draft -> draft.millis = most.toMillis());
    }

    /** With so many mebibytes for states at most. */
    public Bounds memory(int mebibytes) {
        return but(draft -> draft.bytes = (long) mebibytes << 20);
    }

    /** With states told apart by 128 bits. */
    public Bounds wideFingerprints() {
        return but(draft -> draft.wide = true);
    }

    /**
     * With invariants of Linux looked at in every state that are not unasked, since each costs some time: {@code "desync"},
     * {@code "conserve"}, {@code "assign"}, {@code "tree"}; of CPUs that come and go {@code "offline"}, {@code "mask"}, {@code
     * "symmetry"}, {@code "excl"}, {@code "push"}. See {@link Invariant}.
     */
    public Bounds checking(String... names) {
        SortedSet<Invariant> more = new TreeSet<>(invariants);
        for (String name : names) more.add(Invariant.named(name));
        return but(draft -> draft.invariants = List.copyOf(more));
    }

    private Bounds but(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** Bounds being changed. */
    private static final class Draft {
        private long states;
        private int depth;
        private int preemptions;
        private int fewFirst;
        private int walks;
        private long seed;
        private int changes;
        private boolean searches;
        private boolean fair;
        private GpKthread.Grain gracePeriods;
        private int threads;
        private long millis;
        private long bytes;
        private boolean wide;
        private List<Invariant> invariants;

        private Draft(Bounds from) {
            states = from.states;
            depth = from.depth;
            preemptions = from.preemptions;
            fewFirst = from.fewFirst;
            walks = from.walks;
            seed = from.seed;
            changes = from.changes;
            searches = from.searches;
            fair = from.fair;
            gracePeriods = from.gracePeriods;
            threads = from.threads;
            millis = from.millis;
            bytes = from.bytes;
            wide = from.wide;
            invariants = from.invariants;
        }

        private Bounds done() {
            return new Bounds(states, depth, preemptions, fewFirst, walks, seed, changes, searches, fair, gracePeriods, threads, millis, bytes, wide, invariants);
        }
    }
}
