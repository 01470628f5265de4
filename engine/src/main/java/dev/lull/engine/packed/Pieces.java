package dev.lull.engine.packed;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Guard;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.LockUse;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The pieces of a model, by heart: a decision tree for each source of moves, each rule and each normalisation of numbers,
 * and how to learn what a tree does not know yet by executing the piece for real.
 */
final class Pieces {
    private static final int OBSERVER = 1 << 20;        // who reads for the rules

    // what a tree is about, if not a source
    static final int MOMENTS = -1;
    static final int NUMBERS = -2;
    static final int FIRST_RULE = -3;

    final Model model;
    final Machine machine;
    final Memory memory;
    private Snapshot initial;                   // the first state, whole
    private final Extent extent;
    final Layout layout;
    private final Recorder recorder;
    final Decisions decisions;
    private final Sharing assumed;
    private final Sharing learned;
    final boolean reduced;

    private final MoveSource[] sources;
    final Context[] contexts;                   // by position of the source; null for one that is no context
    final int[] follower;                       // by position: the position of the context that goes on; -1: none
    private int[] treeSource;                   // by tree: position of the source, or one of the codes above
    private int[] treeMove;                     // by tree: the one move it is about; -1: whatever the source offers
    final int momentsTree;
    final int numbersTree;
    final int[] ruleTrees;
    private final List<Rule> rules;
    private final Moments moments;
    private final BitSet momentSlots = new BitSet();
    private final BitSet numberSlots = new BitSet();
    private final BitSet ruleSlots = new BitSet();

    int[] leafMove = new int[256];
    private Facts[] leafFacts = new Facts[256];
    private int[][] leafWrites = new int[256][];
    String[] leafBlame = new String[256];

    private final Owners spinlocks;
    private final Owners sleptFor;
    private final LockWatch locks;
    private final List<Sighting> sightings = new ArrayList<>();

    final Labels labels;
    private final int[] buffer;
    Symmetry symmetry;                          // null: all parts are told apart
    Mirror mirror;
    private boolean startsAlike;

    /** As {@link PackedModel#PackedModel}. */
    Pieces(Model model, Extent extent, Sharing assumed, boolean remember) {
        this.model = model;
        this.machine = model.machine();
        this.memory = machine.memory();
        this.extent = extent;
        this.assumed = assumed;
        this.reduced = assumed != null;
        layout = new Layout(memory, extent, remember ? machine.contexts().size() : 0);
        recorder = new Recorder(memory, layout);
        decisions = new Decisions(layout, (tree, state, from) -> sleptFor(treeSource[tree], state, from));
        learned = new Sharing(machine);
        labels = new Labels(machine);
        int count = machine.sourceCount();
        sources = new MoveSource[count];
        contexts = new Context[count];
        follower = new int[count];
        for (int position = 0; position < count; position++) {
            sources[position] = machine.source(Machine.move(position, 0));
            contexts[position] = sources[position] instanceof Context context ? context : null;
            Context after = sources[position].follower();
            follower[position] = after == null ? -1 : Machine.position(machine.move(after, 0));
        }
        rules = model.always();
        moments = new Moments(machine);
        momentsTree = count;
        numbersTree = count + 1;
        ruleTrees = new int[rules.size()];
        decisions.plant(count + 2 + rules.size());
        treeSource = new int[count + 2 + rules.size()];
        treeMove = new int[treeSource.length];
        Arrays.fill(treeMove, -1);
        for (int position = 0; position < count; position++) treeSource[position] = position;
        treeSource[momentsTree] = MOMENTS;
        treeSource[numbersTree] = NUMBERS;
        for (int rule = 0; rule < rules.size(); rule++) {
            ruleTrees[rule] = count + 2 + rule;
            treeSource[ruleTrees[rule]] = FIRST_RULE - rule;
        }
        spinlocks = new Owners(machine, layout, machine.locks());
        sleptFor = new Owners(machine, layout, machine.allLocks().stream().filter(lock -> !(lock instanceof SpinLock)).toList());
        locks = new LockWatch(machine, recorder);
        recorder.locks = locks;
        buffer = new int[machine.moveLimit()];
        for (var word : moments.words()) momentSlots.set(word.slot());
    }

    /** Interchangeable parts are taken for one another from now on; whether there are any. */
    boolean interchanging() {
        symmetry = extent.symmetry();
        if (symmetry == null) return false;
        mirror = new Mirror(model, layout, moments, symmetry);
        BitSet turnedMoments = new BitSet();
        for (int turn = 0; turn < symmetry.size(); turn++) addTurned(momentSlots, turn, turnedMoments);
        momentSlots.or(turnedMoments);
        return true;
    }

    private void addTurned(BitSet slots, int turn, BitSet into) {
        for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) into.set(symmetry.turn(turn).slot[slot]);
    }

    /** Ways in which interchangeable parts can change places, with the one in which they stay; 1 when none can. */
    int turns() {
        return symmetry == null ? 1 : symmetry.size();
    }

    /** Sources of moves: so many trees come first. */
    int sources() {
        return sources.length;
    }

    /** Packs the state that the model is in, which is its first, with its numbers made small. */
    void first(long[] into, int from) {
        moments.normalise();
        model.normalise();
        if (!layout.pack(into, from)) throw new Surprise("the first state");
        initial = memory.snapshot();
        startsAlike = startsAlike();
        leaf(numbersTree, into, from);                          // from now on it is known which words these look at
        for (int tree : ruleTrees) leaf(tree, into, from);
    }

    /** Whether the first state is the same whichever interchangeable part is which: then what one is seen to do, any can. */
    private boolean startsAlike() {
        for (int turn = 1; turn < turns(); turn++) {
            mirror.turn(turn);
            boolean alike = memory.fingerprint() == initial.fingerprint();
            memory.restore(initial);
            if (!alike) return false;
        }
        return true;
    }

    /** Brings words that states leave out back to what they were. */
    void restore() {
        memory.restore(initial);
    }

    // ---- what was learned -------------------------------------------------------------------------------------

    /** How words are shared, as far as has been seen. */
    Sharing learned() {
        return learned;
    }

    /** Whether every step that was taken to go unnoticed does so given {@code known}, too. */
    boolean standsBy(Sharing known) {
        for (int leaf = 0; leaf < decisions.leaves(); leaf++) {
            if ((decisions.flags[leaf] & Decisions.UNNOTICED) != 0 && known.isNoticeable(leafFacts[leaf])) return false;
        }
        return true;
    }

    /** Labels from which no step went unnoticed, as far as has been seen. */
    Stops stops() {
        Stops stops = new Stops(labels.size());
        for (int leaf = 0; leaf < decisions.leaves(); leaf++) {
            if (decisions.label[leaf] >= 0) stops.saw(decisions.label[leaf], (decisions.flags[leaf] & Decisions.UNNOTICED) != 0);
        }
        return stops;
    }

    /** Ways through steps that are known by heart. */
    int paths() {
        return decisions.leaves();
    }

    /** Memory that takes. */
    long bytes() {
        return decisions.bytes() + 200L * decisions.leaves();
    }

    /** The leaf of a tree for a state, learned if it has to be. */
    int leaf(int tree, long[] state, int from) {
        int source = treeSource[tree];
        long held = source >= 0 && contexts[source] != null ? spinlocks.heldBy(contexts[source], state, from) : 0;
        int leaf = decisions.leaf(tree, state, from, held);
        return leaf == Decisions.UNKNOWN ? learn(tree, state, from, held) : leaf;
    }

    private long sleptFor(int source, long[] state, int from) {
        return source >= 0 && contexts[source] != null ? sleptFor.heldBy(contexts[source], state, from) : 0;
    }

    // ---- learning ---------------------------------------------------------------------------------------------

    private int learn(int tree, long[] state, int from, long held) {
        layout.unpack(state, from);
        if (mirror != null) mirror.before();
        int source = treeSource[tree];
        machine.takeRefusal();
        recorder.begin(source >= 0 ? source : OBSERVER, source < 0);
        int flags;
        int move = -1;
        int label = -1;
        int then = -1;
        int several = 0;
        String blame = null;
        Guard.Breach breach = null;
        try {
            if (source == MOMENTS) {
                moments.normalise();
                flags = 0;
            } else if (source == NUMBERS) {
                model.normalise();
                flags = 0;
            } else if (source <= FIRST_RULE) {
                flags = rules.get(FIRST_RULE - source).holds().getAsBoolean() ? Decisions.TRUE : 0;
            } else {
                flags = 0;
                move = treeMove[tree];
                if (move < 0) {
                    int count = machine.movesOf(source, buffer, 0);
                    if (count > 0) {
                        flags = Decisions.OFFERED;
                        move = buffer[0];
                        if (count > 1) several = count;
                    }
                } else {
                    flags = Decisions.OFFERED;
                }
                if (move >= 0 && several == 0) {
                    if (sources[source].environment()) flags |= Decisions.OUTSIDE;
                    label = take(source, move, held, sleptFor(source, state, from));
                    if (reduced && follower[source] >= 0) then = labels.position(contexts[follower[source]]);
                    if (isLockedOut(source)) flags |= Decisions.LOCKED_OUT;
                    blame = machine.takeBlame();
                    breach = contexts[source] == null ? null : locks.breach();
                    if (blame != null || breach != null && breach.known() == null) flags |= Decisions.BLAMED;
                }
            }
        } finally {
            recorder.end();
        }
        if (mirror != null) mirror.after();
        int leaf = write(tree, source, flags, move, several, blame);
        decisions.label[leaf] = label;
        decisions.then[leaf] = then;
        if (label >= 0) note(move, breach);
        if (mirror != null) {
            int moves = source < 0 || (flags & Decisions.OFFERED) == 0 ? 0 : Math.max(1, several);
            mirror.check(recorder, source, treeMove[tree], buffer, new Mirror.Outcome(moves, (flags & Decisions.TRUE) != 0, blame != null));
        }
        return leaf;
    }

    /** Keeps what was seen of the step, and of interchangeable parts what their counterparts would have been seen to do. */
    private void note(int move, Guard.Breach breach) {
        for (LockUse use : locks.uses()) {
            sightings.add(new Sighting(use, null, move));
            for (int turn = 1; startsAlike && turn < turns(); turn++) sightings.add(new Sighting(symmetry.turn(turn).use(use, machine), null, -1));
        }
        if (breach != null && breach.known() != null) sightings.add(new Sighting(null, breach.words(), move));
    }

    /** What steps were seen to do, in the order in which they were learned. */
    List<Sighting> sightings() {
        return sightings;
    }

    private int take(int source, int move, long held, long sleptFor) {
        Context context = contexts[source];
        if (context != null) {
            if (spinlocks.mayHold(context)) recorder.holding(held);
        } else if (follower[source] >= 0 && !contexts[follower[source]].canRun()) {
            recorder.starting(contexts[follower[source]].number());
        }
        recorder.stepping();
        int label = context == null ? -1 : labels.position(context);
        if (context != null) locks.begin(context, held, sleptFor);
        machine.take(move);
        locks.end();
        return label;
    }

    /** Whether the context now waits for a lock, and somebody may wait for it: for what it holds, or for the CPU it is on. */
    private boolean isLockedOut(int source) {
        Lock refusal = machine.takeRefusal();
        Context context = contexts[source];
        if (context == null) return false;
        boolean sleeps = context instanceof Task task && task.sleeps() && machine.sleptFor(task.waitingFor()) != null;
        if (refusal == null && !sleeps) return false;
        if (context instanceof Softirq) return true;
        for (Lock lock : machine.allLocks()) if (lock.isHeldBy(context)) return true;
        return false;
    }

    /** Writes down what was just watched. */
    private int write(int tree, int source, int flags, int move, int several, String blame) {
        for (int i = 0; i < recorder.writeCount; i++) extent.see(recorder.writes[i], memory.peekQuietly(recorder.writes[i]));
        for (int i = 0; i < recorder.writeCount; i++) if (!fits(recorder.writes[i])) throw surprise(recorder.writes[i]);
        boolean observes = source < 0;
        if (source == NUMBERS) notice(numberSlots, Decisions.NUMBERS);
        if (source <= FIRST_RULE) notice(ruleSlots, Decisions.RULES);
        Facts facts = source >= 0 || source <= FIRST_RULE ? recorder.facts() : null;
        if (facts != null) learned.learn(facts);
        for (int turn = 1; facts != null && turn < turns(); turn++) learned.learn(symmetry.turn(turn).facts(facts));
        int[] writes = Arrays.copyOf(recorder.writes, recorder.writeCount);
        for (int slot : writes) flags |= touches(slot);
        if (reduced && !observes && several == 0 && (flags & Decisions.OFFERED) != 0 && (flags & Decisions.BLAMED) == 0 && contexts[source] != null && !assumed.isNoticeable(facts)) {
            flags |= Decisions.UNNOTICED;
        }
        if (several > 0) flags |= Decisions.SEVERAL;
        int leaf = decisions.grow(tree, recorder, flags);
        keep(leaf, move, facts, writes, blame);
        if (several > 0) {
            decisions.opFrom[leaf] = plant(source, several);
            decisions.opCount[leaf] = several;
            return leaf;
        }
        for (int slot : writes) {
            if (layout.width[slot] != Layout.CONSTANT && !recorder.isBack(slot)) decisions.change(leaf, slot, memory.peekQuietly(slot));
        }
        return leaf;
    }

    /** Words that states leave out must be again what they were, for whoever goes on in spite of the surprise. */
    private Surprise surprise(int slot) {
        memory.restore(initial);
        return new Surprise(memory.name(slot));
    }

    private boolean fits(int slot) {
        if (layout.width[slot] == Layout.CONSTANT) return !extent.varies(slot);
        long value = memory.peekQuietly(slot);
        for (int turn = 1; turn < turns(); turn++) {
            if (!layout.holds(symmetry.turn(turn).slot[slot], symmetry.turn(turn).value(slot, value))) return false;
        }
        return layout.holds(slot, value);
    }

    private int touches(int slot) {
        return (momentSlots.get(slot) ? Decisions.MOMENTS : 0) | (numberSlots.get(slot) ? Decisions.NUMBERS : 0) | (ruleSlots.get(slot) ? Decisions.RULES : 0);
    }

    /** The piece that was just watched looks at these words: whoever changes one has to ask it again. */
    private void notice(BitSet slots, int flag) {
        boolean grew = false;
        for (int i = 0; i < recorder.lookCount; i++) {
            if (slots.get(recorder.looks[i])) continue;
            slots.set(recorder.looks[i]);
            for (int turn = 1; turn < turns(); turn++) slots.set(symmetry.turn(turn).slot[recorder.looks[i]]);
            grew = true;
        }
        if (!grew) return;
        for (int leaf = 0; leaf < decisions.leaves(); leaf++) {
            for (int slot : leafWrites[leaf]) if (slots.get(slot)) decisions.flags[leaf] |= flag;
        }
    }

    private void keep(int leaf, int move, Facts facts, int[] writes, String blame) {
        if (leaf >= leafMove.length) {
            leafMove = Arrays.copyOf(leafMove, leaf * 2);
            leafFacts = Arrays.copyOf(leafFacts, leaf * 2);
            leafWrites = Arrays.copyOf(leafWrites, leaf * 2);
            leafBlame = Arrays.copyOf(leafBlame, leaf * 2);
        }
        leafMove[leaf] = move;
        leafFacts[leaf] = facts;
        leafWrites[leaf] = writes;
        leafBlame[leaf] = blame;
    }

    private int plant(int source, int count) {
        int tree = decisions.plant(count);
        if (tree + count > treeSource.length) {
            treeSource = Arrays.copyOf(treeSource, Math.max(tree + count, treeSource.length * 2));
            treeMove = Arrays.copyOf(treeMove, treeSource.length);
        }
        for (int i = 0; i < count; i++) {
            treeSource[tree + i] = source;
            treeMove[tree + i] = buffer[i];
        }
        return tree;
    }
}
