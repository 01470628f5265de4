package dev.lull.engine.explore;

import dev.lull.engine.chance.Seeded;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.packed.Asymmetry;
import dev.lull.engine.packed.Extent;
import dev.lull.engine.packed.PackedModel;
import dev.lull.engine.packed.Sharing;
import dev.lull.engine.packed.Surprise;
import dev.lull.engine.packed.Symmetry;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Search of everything a model can do. Interrupting the thread stops it, and it hands back what it has.
 */
public final class Exploration {
    private static final long FIRST_STATES = 500_000;
    private static final long FEW_STATES = 2_000_000;
    private static final long LAZY_FLUSH = 3;
    private static final int REHEARSAL_WALKS = 20;
    private static final int REHEARSAL_STEPS = 300;
    private static final long REHEARSAL_SEED = 1;

    private final Definition definition;
    private final Bounds bounds;
    private final boolean reduced;
    private final Witnesses witnesses;
    private Knowledge knowledge;
    private boolean interchanging;          // whether states that differ only in which of two equals is which are one
    private String different;               // in what those differ that were said to be equal; null: in nothing, so far
    private long deadline;

    private Exploration(Definition definition, Bounds bounds, boolean reduced) {
        this.definition = definition;
        this.bounds = bounds;
        this.reduced = reduced;
        interchanging = reduced;
        witnesses = new Witnesses(definition);
    }

    /** An exploration of {@code scenario}, with reduction. */
    public static Exploration of(Scenario scenario, Bounds bounds) {
        for (var load : scenario.loads()) {
            if (load instanceof CallRcuLoad calls && calls.times() == 0) {
                throw new IllegalArgumentException("explore: \"" + load.describe() + "\" has no end, so neither has the search. Say times(n) on the load; 4 is"
                        + " enough for every bug of nocb_timer.");
            }
        }
        return of(new LinuxDefinition(hastened(scenario), LinuxSystem.Build.explored(bounds.gracePeriods()), bounds.invariants()), bounds);
    }

    /**
     * Ten seconds of laziness are so many jiffies that a search would count nothing else. All that matters is that they are more
     * than any other wait of nocb, of which the longest is two jiffies.
     */
    private static Scenario hastened(Scenario scenario) {
        Linux linux = scenario.linux();
        boolean slow = linux.isLazy() && linux.lazyFlush() > LAZY_FLUSH;
        return slow ? scenario.on(linux.tune("jiffies_lazy_flush", LAZY_FLUSH)) : scenario;
    }

    /** An exploration of any model, with reduction. */
    public static Exploration of(Definition definition, Bounds bounds) {
        return new Exploration(definition, bounds, true);
    }

    /** The same without reduction: every move from every state. The two must agree. */
    public Exploration unreduced() {
        return new Exploration(definition, bounds, false);
    }

    /** The same with interchangeable CPUs and kthreads told apart. The two must agree. */
    public Exploration tellingApart() {
        Exploration other = new Exploration(definition, bounds, reduced);
        other.interchanging = false;
        return other;
    }

    /** The same with kthreads of your own. */
    public Exploration with(Offloading.Kthreads own) {
        if (!(definition instanceof LinuxDefinition linux)) {
            throw new IllegalArgumentException("kthreads of your own go into an exploration of a Linux scenario; \"" + definition.title()
                    + "\" is a model of your own, and its kthreads are made where it is defined");
        }
        return new Exploration(new LinuxDefinition(linux.scenario(), linux.how().with(own), linux.invariants()), bounds, reduced);
    }

    /**
     * Explores, in the order the bounds say: runs with few preemptions, one more at a time, whose counterexamples are the
     * easiest to follow; random walks, which come far quickly; and everything, breadth-first, for a proof.
     */
    public Verdict run(Progress progress) {
        deadline = bounds.millis() == 0 ? 0 : System.nanoTime() + bounds.millis() * 1_000_000;
        Verdict verdict;
        try {
            verdict = explore(progress);
        } catch (Asymmetry found) {
            interchanging = false;
            different = found.getMessage();
            knowledge = null;
            verdict = explore(progress);
        }
        return bounds.fair() && verdict.holds() ? lookForRounds(verdict, progress) : verdict;
    }

    private Verdict explore(Progress progress) {
        if (bounds.preemptions() != Bounds.ANY) return search(bounds.preemptions(), bounds.states(), progress);
        if (bounds.searches() && bounds.fewFirst() != Bounds.ANY) {
            Verdict quick = quickly(progress);
            if (quick.outcome() != Verdict.Outcome.STOPPED && quick.preemptions() == Bounds.ANY || isOver(quick)) return quick;
        }
        if (bounds.walks() > 0) {
            Verdict walked = walk(progress);
            if (walked.isViolated() || !bounds.searches() || isOver(walked)) return walked;
        }
        return search(Bounds.ANY, bounds.states(), progress);
    }

    /**
     * What is settled with few states: runs with at most one preemption, then all runs, then those with some preemptions
     * more. A violation that all runs show first is looked for among those with few preemptions once more.
     */
    private Verdict quickly(Progress progress) {
        Verdict few = search(Math.min(1, bounds.fewFirst()), Math.min(bounds.states(), FIRST_STATES), progress);
        if (settles(few)) return few;
        Verdict all = search(Bounds.ANY, Math.min(bounds.states(), FEW_STATES), progress);
        if (all.holds() || isOver(all)) return all;
        Verdict more = search(bounds.fewFirst(), Math.min(bounds.states(), FEW_STATES), progress);
        return more.isViolated() || !all.isViolated() ? more : all;
    }

    /** Whether nothing is left to ask: a violation, everything seen, or somebody stopped it. */
    private static boolean settles(Verdict verdict) {
        return verdict.isViolated() || verdict.holds() && verdict.preemptions() == Bounds.ANY || isOver(verdict);
    }

    private static boolean isOver(Verdict verdict) {
        return verdict.stop() == Verdict.Stop.INTERRUPTED || verdict.stop() == Verdict.Stop.TIME;
    }

    // ---- searching --------------------------------------------------------------------------------------------

    /** Searches, and again from the start whenever what was taken for granted has turned out wrong. */
    private Verdict search(int most, long states, Progress progress) {
        if (knowledge == null) knowledge = rehearse();
        while (true) {
            Search search;
            try {
                search = new Search(definition, knowledge, bounds, most, states, deadline, progress);
            } catch (Surprise wider) {
                continue;                                       // the first state itself: now there is room for it
            }
            Search.End end = search.run();
            if (end != Search.End.LEARNED) return verdict(search, end, most, progress);
            if (!reduced) continue;
            Sharing known = knowledge.sharing().copy();
            known.join(search.learned());
            knowledge = new Knowledge(knowledge.extent(), known, search.stops());
        }
    }

    /** Lets chance drive for a while, only to see how far words go and who touches what: what is learned late costs a second search. */
    private Knowledge rehearse() {
        Model first = definition.build();
        Extent extent = Extent.rehearsed(first, interchanging ? Symmetry.of(first) : null, new Seeded(REHEARSAL_SEED));
        if (!reduced) return new Knowledge(extent, null, null);
        Sharing known = new Sharing(definition.build().machine());
        while (true) {
            PackedModel model = new PackedModel(definition.build(), extent, known, false, null).interchanging();
            try {
                rehearse(model);
                if (model.standsBy(model.learned())) return new Knowledge(extent, known, model.stops());
                known.join(model.learned());
            } catch (Surprise wider) {
                known.join(model.learned());
            }
        }
    }

    private static void rehearse(PackedModel model) {
        Seeded chance = new Seeded(REHEARSAL_SEED);
        long[] first = new long[model.longs()];
        long[] state = new long[model.longs()];
        model.first(first, 0);
        for (int walk = 0; walk < REHEARSAL_WALKS; walk++) {
            System.arraycopy(first, 0, state, 0, state.length);
            for (int step = 0; step < REHEARSAL_STEPS; step++) {
                int count = model.moves(state, 0);
                if (count == 0) break;
                PackedModel.Step made = model.step(chance.pick("move", count), state, 0);
                if (made == PackedModel.Step.BLAMED) break;
                if (made != PackedModel.Step.STILL) System.arraycopy(model.next(), 0, state, 0, state.length);
            }
        }
    }

    private Verdict verdict(Search search, Search.End end, int most, Progress progress) {
        search.tell(witnesses);
        progress.at(search.states(), search.transitions(), search.depth(), 0, search.bytes());
        int[] tape = end == Search.End.VIOLATION ? search.tape() : null;
        Counterexample counterexample = tape == null ? null : new Counterexample(definition, tape);
        Verdict.Stop stop = switch (end) {
            case STATES -> Verdict.Stop.STATES;
            case DEPTH -> Verdict.Stop.DEPTH;
            case MEMORY -> Verdict.Stop.MEMORY;
            case TIME -> Verdict.Stop.TIME;
            case INTERRUPTED -> Verdict.Stop.INTERRUPTED;
            case EVERYTHING, VIOLATION, PREEMPTIONS, LEARNED -> Verdict.Stop.NOT;
        };
        Verdict.Outcome outcome = tape != null ? Verdict.Outcome.VIOLATED : stop != Verdict.Stop.NOT ? Verdict.Outcome.STOPPED : Verdict.Outcome.HOLDS;
        return new Verdict(definition.title(), scenario(), bounds, outcome, stop, end == Search.End.PREEMPTIONS ? most : Bounds.ANY, 0, counterexample,
                search.states(), search.transitions(), tape == null ? search.depth() : tape.length, search.resting(),
                (double) search.bytes() / search.states(), search.bits(), search.coverage(), assumptions(), Verdict.Rounds.NOT_ASKED,
                witnesses.lockOrder(), witnesses.known());
    }

    /** Endless rounds are looked for without reduction, which would have to be told what must not be left out of a round. */
    private Verdict lookForRounds(Verdict held, Progress progress) {
        while (true) {
            Rounds rounds = new Rounds(new PackedModel(definition.build(), knowledge.extent(), null, false, null));
            try {
                if (!rounds.meetAll(bounds, deadline, progress)) return held.endingIn(held.outcome(), Verdict.Rounds.UNKNOWN, null);
                Rounds.Round found = rounds.find();
                if (found == null) return held.endingIn(Verdict.Outcome.HOLDS, Verdict.Rounds.NONE, null);
                int[] tape = Arrays.copyOf(found.prefix(), found.prefix().length + found.loop().length);
                System.arraycopy(found.loop(), 0, tape, found.prefix().length, found.loop().length);
                return held.endingIn(Verdict.Outcome.VIOLATED, Verdict.Rounds.FOUND, new Counterexample(definition, tape, found.prefix().length));
            } catch (Surprise wider) {
                progress.at(0, 0, 0, 0, 0);                     // again from the start, with more room
            }
        }
    }

    private Scenario scenario() {
        return definition instanceof LinuxDefinition linux ? linux.scenario() : null;
    }

    private List<String> assumptions() {
        List<String> all = new ArrayList<>(List.of(
                "each kthread has a CPU of its own: it may always run and may always be left waiting",
                "jiffies pass at any moment and without limit, and a due timer fires at any later one",
                "memory is sequentially consistent"));
        all.addAll(definition.assumptions());
        if (knowledge != null && knowledge.extent().symmetry() != null) {
            for (String who : knowledge.extent().symmetry().says()) {
                all.add(who + " are interchangeable, checked with every step: of states that differ only in which is which, one was looked at");
            }
        }
        if (different != null) all.add("what was said to be interchangeable is not, so it was told apart: " + different);
        return all;
    }

    // ---- walking ----------------------------------------------------------------------------------------------

    private Verdict walk(Progress progress) {
        if (knowledge == null) knowledge = rehearse();
        Walks walks = new Walks(definition, knowledge, bounds, witnesses);
        int walked = 0;
        int[] tape = null;
        Verdict.Stop stop = Verdict.Stop.WALKS;
        long nextReport = System.nanoTime();
        while (walked < bounds.walks() && tape == null) {
            tape = walks.walk(bounds.seed() + walked);
            walked++;
            if (System.nanoTime() - nextReport < 0) continue;
            nextReport = System.nanoTime() + 100_000_000;
            progress.at(walked, walks.steps(), 0, bounds.walks() - walked, 0);
            if (Thread.currentThread().isInterrupted()) stop = Verdict.Stop.INTERRUPTED;
            else if (deadline != 0 && System.nanoTime() - deadline >= 0) stop = Verdict.Stop.TIME;
            if (stop != Verdict.Stop.WALKS) break;
        }
        Counterexample counterexample = tape == null ? null : new Counterexample(definition, tape);
        return new Verdict(definition.title(), scenario(), bounds, tape == null ? Verdict.Outcome.STOPPED : Verdict.Outcome.VIOLATED,
                tape == null ? stop : Verdict.Stop.NOT, Bounds.ANY, walked, counterexample, 0, walks.steps(), tape == null ? 0 : tape.length, 0, 0, 0,
                List.of(), assumptions(), Verdict.Rounds.NOT_ASKED, witnesses.lockOrder(), witnesses.known());
    }
}
