package dev.lull.engine.explore;

import dev.lull.engine.chance.Seeded;
import dev.lull.engine.check.AtRest;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Packing;
import dev.lull.engine.memory.Sharing;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;

import java.util.List;

/**
 * Breadth-first search of everything a scenario can do. The first violation met is a nearest one. Interrupting the
 * thread stops it, and it hands back what it has.
 */
public final class Exploration {
    private static final int PROGRESS_EVERY = 50_000;
    private static final long FEW_STATES = 1_500_000;
    private static final int MOST_FUSED = 250;
    private static final int NOBODY = -1;
    private static final int LEARNING_WALKS = 200;
    private static final int LEARNING_STEPS = 400;

    private final Scenario scenario;
    private final Bounds bounds;
    private final boolean reduced;
    private final LinuxSystem.Build build;

    private LinuxSystem system;
    private Machine machine;
    private Memory memory;
    private Packing packing;
    private AtRest atRest;
    private long[] start;
    private long startFingerprint;

    private Fingerprints known;
    private Ancestry ancestry;
    private Frontier level;
    private Frontier next;
    private Frontier dearer;            // states one preemption further
    private boolean countsPreemptions;
    private int preemptions;
    private Coverage coverage;
    private boolean[] noticed;          // labels whose step somebody could notice at least once
    private Relative relative;
    private Sharing sharing;
    private SpinLock[] locks;
    private long transitions;
    private long resting;
    private int depth;
    private int violating = -1;

    private Exploration(Scenario scenario, Bounds bounds, boolean reduced, LinuxSystem.Build build) {
        this.scenario = scenario;
        this.bounds = bounds;
        this.reduced = reduced;
        this.build = build;
    }

    /** An exploration of {@code scenario}, with reduction. */
    public static Exploration of(Scenario scenario, Bounds bounds) {
        for (var load : scenario.loads()) {
            if (load instanceof CallRcuLoad calls && calls.times() == 0) {
                throw new IllegalArgumentException("explore: \"" + load.describe() + "\" has no end, so neither has the search. Say times(n) on the load; 4 is"
                        + " enough for every bug of nocb_timer.");
            }
        }
        return new Exploration(scenario, bounds, true, LinuxSystem.Build.explored(bounds.gracePeriods()));
    }

    /** The same without reduction: every move from every state. The two must agree. */
    public Exploration unreduced() {
        return new Exploration(scenario, bounds, false, build);
    }

    /** The same with kthreads of your own. */
    public Exploration with(Offloading.Kthreads own) {
        return new Exploration(scenario, bounds, reduced, build.with(own));
    }

    /**
     * Explores, in the order the bounds say: runs with few preemptions, one more at a time, whose counterexamples are the
     * easiest to follow; random walks, which come far quickly; and everything, breadth-first, for a proof.
     */
    public Verdict run(Progress progress) {
        build();
        if (bounds.preemptions() != Bounds.ANY) return searchLearning(bounds.preemptions(), progress);
        if (bounds.fewFirst() != Bounds.ANY) {
            Verdict few = search(bounds.fewFirst(), Math.min(bounds.states(), FEW_STATES), progress);
            boolean everything = few.holds() && few.preemptions() == Bounds.ANY && !(reduced && sharing.changed());
            boolean settled = few.isViolated() || everything;
            if (settled || Thread.currentThread().isInterrupted()) return few;
        }
        if (bounds.walks() > 0) {
            Verdict walked = walk(progress);
            if (walked.isViolated() || !bounds.searches() || Thread.currentThread().isInterrupted()) return walked;
        }
        return searchLearning(Bounds.ANY, progress);
    }

    /** Searches, and once more with all that was learned if what was taken for granted has turned out wrong meanwhile. */
    private Verdict searchLearning(int most, Progress progress) {
        Verdict verdict = search(most, bounds.states(), progress);
        while (reduced && verdict.holds() && sharing.changed()) verdict = search(most, bounds.states(), progress);
        return verdict;
    }

    private Verdict walk(Progress progress) {
        Walks walks = new Walks(new LinuxSystem(scenario, build).settle());
        int walked = 0;
        int[] tape = null;
        while (walked < bounds.walks() && tape == null && !Thread.currentThread().isInterrupted()) {
            if (walks.walk(bounds.seed() + walked)) tape = walks.tidied(walks.shortened(walks.tape()));
            if (++walked % 1000 == 0) progress.at(walked, walks.steps(), 0, bounds.walks() - walked, 0);
        }
        Counterexample counterexample = tape == null ? null : new Counterexample(scenario, build, tape);
        return new Verdict(scenario, bounds, tape == null ? Verdict.Outcome.STOPPED : Verdict.Outcome.VIOLATED, Bounds.ANY, walked,
                counterexample, 0, walks.steps(), tape == null ? 0 : tape.length, 0, 0, List.of());
    }

    private Verdict search(int most, long states, Progress progress) {
        begin(most != Bounds.ANY);
        int[] moves = new int[machine.moveLimit()];
        boolean stopped = false;
        boolean cut = false;
        long nextReport = PROGRESS_EVERY;
        while (level.size() > 0 && violating < 0 && !stopped) {
            for (int index = 0; index < level.size() && violating < 0 && !stopped; index++) {
                expand(index, moves);
                if (known.size() >= nextReport) {
                    nextReport += PROGRESS_EVERY;
                    progress.at(known.size(), transitions, depth, level.size() - index - 1L + next.size(), bytes());
                    stopped = Thread.currentThread().isInterrupted() || known.size() >= states;
                }
            }
            if (violating >= 0 || stopped) break;
            swapLevels();
            depth++;
            if (level.size() == 0 && dearer.size() > 0) {
                cut = preemptions == most;
                if (cut) break;
                preemptions++;
                Frontier done = level;
                level = dearer;
                dearer = done;
                dearer.clear();
            }
            if (depth >= bounds.depth()) stopped = true;
        }
        progress.at(known.size(), transitions, depth, stopped ? level.size() + next.size() : 0, bytes());
        Verdict.Outcome outcome = violating >= 0 ? Verdict.Outcome.VIOLATED : stopped ? Verdict.Outcome.STOPPED : Verdict.Outcome.HOLDS;
        Counterexample counterexample = violating < 0 ? null : new Counterexample(scenario, build, ancestry.tape(violating, machine));
        int length = counterexample == null ? depth : counterexample.length();
        return new Verdict(scenario, bounds, outcome, cut ? most : Bounds.ANY, 0, counterexample, known.size(), transitions, length, resting,
                (double) bytes() / known.size(), coverage.counts());
    }

    private void swapLevels() {
        Frontier done = level;
        level = next;
        next = done;
        next.clear();
    }

    private void build() {
        system = new LinuxSystem(scenario, build).settle();
        machine = system.machine();
        memory = machine.memory();
        packing = new Packing(memory);
        atRest = new AtRest(system);
        locks = machine.locks().toArray(new SpinLock[0]);
        start = new long[packing.longs()];
        packing.pack(start, 0);
        startFingerprint = memory.fingerprint();
        relative = new Relative(system);
        sharing = new Sharing(memory.size());
        if (reduced) {
            memory.learn(sharing);
            learnByWalking();
        }
    }

    /** Lets chance drive for a while, only to see who accesses what: what is learned late costs a second search. */
    private void learnByWalking() {
        Seeded chance = new Seeded(1);
        int[] moves = new int[machine.moveLimit()];
        for (int walk = 0; walk < LEARNING_WALKS; walk++) {
            packing.unpack(start, 0, startFingerprint);
            for (int step = 0; step < LEARNING_STEPS; step++) {
                int count = offered(moves);
                int move = moves[chance.pick("move", count)];
                if (machine.source(move) instanceof Context context) begin(move, context);
                else sharing.begin(Machine.position(move), 0);
                machine.take(move);
                machine.takeBlame();
            }
        }
    }

    private void begin(boolean counting) {
        countsPreemptions = counting;
        preemptions = 0;
        violating = -1;
        dearer = new Frontier(packing.longs());
        packing.unpack(start, 0, startFingerprint);
        sharing.changed();
        transitions = 0;
        resting = 0;
        depth = 0;
        known = new Fingerprints();
        ancestry = new Ancestry();
        level = new Frontier(packing.longs());
        next = new Frontier(packing.longs());
        coverage = new Coverage(machine);
        noticed = new boolean[coverage.size()];
        memory.journal(true);
        known.add(key(NOBODY));
        int first = level.add(ancestry.add(-1, -1, 0), NOBODY, memory.fingerprint());
        packing.pack(level.chunk(first), level.offset(first));
    }

    private long bytes() {
        return known.bytes() + ancestry.bytes() + level.bytes() + next.bytes() + dearer.bytes();
    }

    private void expand(int index, int[] moves) {
        long here = level.fingerprint(index);
        int number = level.number(index);
        int last = level.context(index);
        packing.unpack(level.chunk(index), level.offset(index), here);
        int count = offered(moves);
        boolean rests = true;
        boolean couldGoOn = false;
        boolean someoneRuns = false;
        if (countsPreemptions && last != NOBODY) {
            int own = indexOf(last, moves, count);
            if (own >= 0) {
                couldGoOn = follow(moves[own], machine.source(moves[own]), number, here, last, next);
                if (couldGoOn) rests = false;
                someoneRuns = couldGoOn;
                moves[own] = moves[--count];
            }
        }
        for (int i = 0; i < count && violating < 0; i++) {
            MoveSource source = machine.source(moves[i]);
            boolean outside = source.environment();
            boolean steps = source instanceof Context;
            int context = !countsPreemptions ? NOBODY : steps ? ((Context) source).number() : last;
            boolean early = countsPreemptions && source == machine.clock() && someoneRuns;       // the clock is the last source
            boolean moved = follow(moves[i], source, number, here, context, steps && couldGoOn || early ? dearer : next);
            if (moved && !outside) rests = false;
            if (moved && steps) someoneRuns = true;
        }
        if (rests && violating < 0) rest(number);
    }

    private int indexOf(int context, int[] moves, int count) {
        for (int i = 0; i < count; i++) if (machine.source(moves[i]) instanceof Context c && c.number() == context) return i;
        return -1;
    }

    /** What tells states apart: while preemptions count, also who went last. */
    private long key(int last) {
        long fingerprint = relative.fingerprint();
        return countsPreemptions ? fingerprint ^ Memory.mix(memory.size(), last) : fingerprint;
    }

    /** The moves of this state; that a source looked at a word to offer them counts as an access of it. */
    private int offered(int[] moves) {
        if (!reduced) return machine.moves(moves);
        int count = 0;
        for (int position = 0; position < machine.sourceCount(); position++) {
            sharing.begin(position, 0);
            count = machine.movesOf(position, moves, count);
        }
        return count;
    }

    /**
     * Goes on, after a move, with the steps of the context that made it or was started by it, as long as nobody else can
     * notice them. Returns how many.
     */
    private int fuse(MoveSource source) {
        Context context = source.follower();
        if (context == null) return 0;
        int move = machine.move(context, 0);
        for (int steps = 0; steps < MOST_FUSED; steps++) {
            if (!context.canRun()) return steps;
            int label = coverage.position(context);
            if (noticed[label]) return steps;
            int mark = memory.mark();
            long before = memory.fingerprint();
            begin(move, context);
            machine.take(move);
            if (sharing.isNoticeable() || memory.fingerprint() == before || machine.takeBlame() != null) {
                memory.undo(mark);
                noticed[label] = true;
                return steps;
            }
            coverage.count(label);
        }
        return MOST_FUSED;
    }

    private void begin(int move, Context context) {
        long held = 0;
        for (int i = 0; i < locks.length; i++) if (locks[i].holder() == context) held |= locks[i].bit();
        sharing.begin(Machine.position(move), held);
    }

    /** Makes a move and takes it back; whether it led to another state. */
    private boolean follow(int move, MoveSource source, int number, long here, int last, Frontier to) {
        int label = -1;
        if (source instanceof Context context) {
            label = coverage.position(context);
            if (reduced) begin(move, context);
        } else if (reduced) {
            sharing.begin(Machine.position(move), 0);
        }
        machine.take(move);
        boolean moved = memory.fingerprint() != here;
        if (moved) {
            if (label >= 0) coverage.count(label);
            transitions++;
            boolean blamed = machine.takeBlame() != null;
            int fused = reduced && !blamed ? fuse(source) : 0;
            if (to == dearer ? !known.contains(key(last)) : known.add(key(last))) store(number, move, fused, last, to);
            if (blamed) violating = ancestry.add(number, move, 0);
        }
        memory.undo(0);
        return moved;
    }

    private void store(int parent, int move, int fused, int last, Frontier to) {
        int index = to.add(ancestry.add(parent, move, fused), last, memory.fingerprint());
        packing.pack(to.chunk(index), to.offset(index));
    }

    /** Nothing here can move by itself: unless time brings a timer on, this is how it ends. */
    private void rest(int number) {
        if (atRest.awaitsTimer()) return;
        resting++;
        if (atRest.look() != null) violating = number;
    }
}
