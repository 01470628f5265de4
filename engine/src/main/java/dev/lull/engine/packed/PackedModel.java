package dev.lull.engine.packed;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A model that moves on packed states. Each piece of it (what a source offers and does, the rules, the normalisation of
 * numbers) is executed for real the first time it meets certain values, and from then on known by heart ({@link
 * Decisions}). For one thread.
 */
public final class PackedModel {
    /** Steps a context goes on by itself after a move, at most. */
    private static final int MOST_FUSED = 250;
    private static final int OBSERVER = 1 << 20;        // who reads for the rules

    private final Model model;
    private final Machine machine;
    private final Memory memory;
    private Snapshot initial;                   // the first state, whole
    private final Extent extent;
    private final Layout layout;
    private final Recorder recorder;
    private final Decisions decisions;
    private final Sharing assumed;
    private final Sharing learned;
    private final boolean reduced;
    private final int longs;

    private final MoveSource[] sources;
    private final Context[] contexts;           // by position of the source; null for one that is no context
    private final int[] follower;               // by position: the position of the context that goes on; -1: none
    private int[] treeSource;                   // by tree: position of the source, or one of the codes below
    private int[] treeMove;                     // by tree: the one move it is about; -1: whatever the source offers
    static final int MOMENTS = -1;
    static final int NUMBERS = -2;
    static final int FIRST_RULE = -3;
    private final int momentsTree;
    private final int numbersTree;
    private final int[] ruleTrees;
    private final List<Rule> rules;
    private final Moments moments;
    private final BitSet momentSlots = new BitSet();
    private final BitSet numberSlots = new BitSet();
    private final BitSet ruleSlots = new BitSet();

    private int[] leafMove = new int[256];
    private Facts[] leafFacts = new Facts[256];
    private int[][] leafWrites = new int[256][];
    private String[] leafBlame = new String[256];

    private final int[][] lockHome;             // by context plus one: the locks it may hold, and how its holding them is packed
    private final int[][] lockShift;
    private final long[][] lockMask;
    private final long[][] lockField;
    private final long[][] lockBit;

    private final Labels labels;
    private final long[] counts;
    private final boolean[] stops;

    private final int[] offered;                // leaves of the moves of the state asked about last
    private final long[] next;
    private final int[] buffer;
    private boolean lockedOut;
    private Symmetry symmetry;                  // null: all parts are told apart
    private Mirror mirror;
    private Least least;
    private int turned;                         // how interchangeable parts changed places after the last step
    private int fused;
    private int fusedMove;

    /**
     * @param extent   what states must have room for; grows when a {@link Surprise} is thrown
     * @param assumed  how words are shared, as far as is known; {@code null} to fuse no steps
     * @param remember whether a state says who went last
     * @param stops    labels from which no step goes unnoticed, by number; {@code null} when that is not known
     */
    public PackedModel(Model model, Extent extent, Sharing assumed, boolean remember, boolean[] stops) {
        this.model = model;
        this.machine = model.machine();
        this.memory = machine.memory();
        this.extent = extent;
        this.assumed = assumed;
        this.reduced = assumed != null;
        layout = new Layout(memory, extent, remember ? machine.contexts().size() : 0);
        longs = layout.longs();
        recorder = new Recorder(memory, layout);
        decisions = new Decisions(layout);
        learned = new Sharing(machine);
        labels = new Labels(machine);
        counts = new long[labels.size()];
        this.stops = stops != null ? stops : new boolean[labels.size()];
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
        int owners = machine.contexts().size() + 1;
        lockHome = new int[owners][];
        lockShift = new int[owners][];
        lockMask = new long[owners][];
        lockField = new long[owners][];
        lockBit = new long[owners][];
        for (int owner = 1; owner < owners; owner++) lockOut(owner);
        buffer = new int[machine.moveLimit()];
        offered = new int[machine.moveLimit()];
        next = new long[longs];
        for (var word : moments.words()) momentSlots.set(word.slot());
    }

    // ---- interchangeable parts --------------------------------------------------------------------------------

    /**
     * From now on takes states for one that differ only in which interchangeable part is which: {@link #next()} is the least
     * of them. That they are interchangeable is checked with all that is learned.
     */
    public PackedModel interchanging() {
        symmetry = extent.symmetry();
        if (symmetry == null) return this;
        mirror = new Mirror(model, layout, moments, symmetry);
        least = new Least(layout, symmetry);
        BitSet turnedMoments = new BitSet();
        for (int turn = 0; turn < symmetry.size(); turn++) addTurned(momentSlots, turn, turnedMoments);
        momentSlots.or(turnedMoments);
        return this;
    }

    private void addTurned(BitSet slots, int turn, BitSet into) {
        for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) into.set(symmetry.turn(turn).slot[slot]);
    }

    /** Ways in which interchangeable parts can change places, with the one in which they stay; 1 when none can. */
    public int turns() {
        return symmetry == null ? 1 : symmetry.size();
    }

    /** Puts a packed state with its parts in other places into the model's memory. */
    public Model show(long[] state, int from, int turn) {
        layout.unpack(state, from);
        if (turn != 0) mirror.turn(turn);
        return model;
    }

    /** The turn that is {@code turn} and then the one that the last step ended with. */
    public int thenTurned(int turn) {
        return symmetry == null ? 0 : symmetry.after(turn, turned);
    }

    /** A move of a state that has been turned, as a move of the state as it was. */
    public int turnedBack(int turn, int move) {
        return symmetry == null ? move : Machine.move(symmetry.turn(symmetry.back(turn)).source[Machine.position(move)], Machine.alternative(move));
    }

    // ---- states -----------------------------------------------------------------------------------------------

    /** The machine it moves. */
    public Machine machine() {
        return machine;
    }

    /** Longs of a packed state. */
    public int longs() {
        return longs;
    }

    /** Bits of a packed state that differ from one state to another. */
    public int bits() {
        return layout.bits();
    }

    /** Packs the state that the model is in, which is its first, with its numbers made small. */
    public void first(long[] into, int from) {
        moments.normalise();
        model.normalise();
        if (!layout.pack(into, from)) throw new Surprise("the first state");
        initial = memory.snapshot();
        leaf(numbersTree, into, from);                          // from now on it is known which words these look at
        for (int tree : ruleTrees) leaf(tree, into, from);
    }

    /** Puts a packed state into the model's memory, for whoever wants to look at it there. */
    public Model show(long[] state, int from) {
        layout.unpack(state, from);
        return model;
    }

    /** Number of the context that went last plus one; 0 for none. */
    public int last(long[] state, int from) {
        return layout.last(state, from);
    }

    /** Says of the {@linkplain #next() state that was stepped to} who went last, as its number plus one. */
    public void setLast(int context) {
        layout.last(next, 0, context == 0 || turned == 0 ? context : symmetry.turn(turned).context[context - 1] + 1);
    }

    // ---- moves ------------------------------------------------------------------------------------------------

    /** Finds out what can happen in a state and returns in how many ways. */
    public int moves(long[] state, int from) {
        int count = 0;
        for (int position = 0; position < sources.length; position++) {
            int leaf = leaf(position, state, from);
            int flags = decisions.flags[leaf];
            if ((flags & Decisions.OFFERED) == 0) continue;
            if ((flags & Decisions.SEVERAL) == 0) {
                offered[count++] = leaf;
                continue;
            }
            int tree = decisions.opFrom[leaf];
            for (int end = tree + decisions.opCount[leaf]; tree < end; tree++) offered[count++] = leaf(tree, state, from);
        }
        return count;
    }

    /** The number of the {@code i}th move that was found last. */
    public int move(int i) {
        return leafMove[offered[i]];
    }

    /** Whether the {@code i}th move comes from outside. */
    public boolean isOutside(int i) {
        return (decisions.flags[offered[i]] & Decisions.OUTSIDE) != 0;
    }

    /** The context that takes the {@code i}th move as its own step, as its number plus one; 0 when none does. */
    public int stepper(int i) {
        Context context = contexts[Machine.position(leafMove[offered[i]])];
        return context == null ? 0 : context.number() + 1;
    }

    /** Forgets a move that was found: the last takes its place. */
    public void drop(int i, int count) {
        offered[i] = offered[count - 1];
    }

    /** What a move did. */
    public enum Step {
        /** Nothing: it waits, or spins. */
        STILL,
        /** It led to another state. */
        MOVED,
        /** It led to a state that can do the same as the one before: a jiffy more made no difference. */
        SAME,
        /** It did what must not be done. */
        BLAMED,
        /** It led to a state in which a rule does not hold. */
        BROKE
    }

    /**
     * Makes the {@code i}th move of those found last, and after it the steps that its context can make unnoticed. The
     * state it leads to is {@link #next()}.
     */
    public Step step(int i, long[] state, int from) {
        int leaf = offered[i];
        lockedOut = (decisions.flags[leaf] & Decisions.LOCKED_OUT) != 0;
        for (int at = 0; at < longs; at++) next[at] = state[from + at];
        boolean changed = decisions.apply(leaf, next, 0);
        int flags = decisions.flags[leaf];
        fused = 0;
        turned = 0;
        if ((flags & Decisions.BLAMED) != 0) return Step.BLAMED;
        if (!changed) return Step.STILL;
        int label = decisions.label[leaf];
        if (label >= 0) counts[label]++;
        int goesOn = reduced ? follower[Machine.position(leafMove[leaf])] : -1;
        if (goesOn >= 0) flags |= fuse(goesOn, decisions.then[leaf]);
        if ((flags & Decisions.MOMENTS) != 0) flags |= rewrite(momentsTree);
        if ((flags & Decisions.NUMBERS) != 0) flags |= rewrite(numbersTree);
        if ((flags & (Decisions.MOMENTS | Decisions.NUMBERS)) != 0 && Arrays.equals(next, 0, longs, state, from, from + longs)) return Step.SAME;
        Step made = (flags & Decisions.RULES) != 0 && breaksRule(next, 0) ? Step.BROKE : Step.MOVED;
        if (least != null) turned = least.turn(next);
        return made;
    }

    /**
     * Executes the {@code i}th move of those found last for real and compares what it does with what is known by heart.
     *
     * @throws IllegalStateException when they differ: then something that the move depends on is not in simulated memory
     */
    public void audit(int i, long[] state, int from) {
        int leaf = offered[i];
        for (int at = 0; at < longs; at++) next[at] = state[from + at];
        decisions.apply(leaf, next, 0);
        layout.unpack(state, from);
        int move = leafMove[leaf];
        String what = machine.describe(move);
        boolean offers = machine.allows(move);
        if (offers) machine.take(move);
        boolean blames = machine.takeBlame() != null;
        long[] executed = new long[longs];
        boolean packs = layout.pack(executed, 0);
        memory.restore(initial);
        layout.last(executed, 0, layout.last(state, from));
        if (offers && blames == (leafBlame[leaf] != null) && packs && Arrays.equals(executed, next)) return;
        throw new IllegalStateException("\"" + what + "\" did something else than before in the very same state: something it depends on is not"
                + " in simulated memory. Keep state in words, flags and labels, never in Java fields.");
    }

    private int fuse(int context, int label) {
        int touched = 0;
        int at = label;
        for (int steps = 0; steps < MOST_FUSED && !stops[at]; steps++) {
            int leaf = leaf(context, next, 0);
            int flags = decisions.flags[leaf];
            if ((flags & Decisions.UNNOTICED) == 0 || !decisions.apply(leaf, next, 0)) break;
            counts[decisions.label[leaf]]++;
            touched |= flags;
            fused++;
            fusedMove = leafMove[leaf];
            at = decisions.then[leaf];
        }
        return touched & (Decisions.MOMENTS | Decisions.NUMBERS | Decisions.RULES);
    }

    private int rewrite(int tree) {
        int leaf = leaf(tree, next, 0);
        decisions.apply(leaf, next, 0);
        return decisions.flags[leaf] & Decisions.RULES;
    }

    /** Whether the last step left its context waiting for a lock while others may wait for it: a deadlock would begin like that. */
    public boolean isLockedOut() {
        return lockedOut;
    }

    /** How many steps its context went on with by itself after the last move. */
    public int fused() {
        return fused;
    }

    /** The number of such a step as a move. */
    public int fusedMove() {
        return fusedMove;
    }

    /** The state that the last step led to. */
    public long[] next() {
        return next;
    }

    /** Whether a state breaks a rule. */
    public boolean breaksRule(long[] state, int from) {
        for (int tree : ruleTrees) {
            int leaf = leaf(tree, state, from);             // which may make the arrays grow
            if ((decisions.flags[leaf] & Decisions.TRUE) == 0) return true;
        }
        return false;
    }

    /** What the {@code i}th move is blamed for. */
    public String blame(int i) {
        return leafBlame[offered[i]];
    }

    /** How often each label has been stepped from; of interchangeable contexts, how often the label of any. */
    public long[] counts() {
        if (symmetry == null) return counts;
        long[] all = new long[counts.length];
        for (int label = 0; label < counts.length; label++) {
            BitSet alike = new BitSet();
            for (int turn = 0; turn < symmetry.size(); turn++) alike.set(labels.turned(label, symmetry.turn(turn)));
            for (int other = alike.nextSetBit(0); other >= 0; other = alike.nextSetBit(other + 1)) all[label] += counts[other];
        }
        return all;
    }

    /** The labels that are counted. */
    public Labels labels() {
        return labels;
    }

    // ---- what was learned -------------------------------------------------------------------------------------

    /** How words are shared, as far as has been seen. */
    public Sharing learned() {
        return learned;
    }

    /** Whether every step that was taken to go unnoticed does so given {@code known}, too. */
    public boolean standsBy(Sharing known) {
        for (int leaf = 0; leaf < decisions.leaves(); leaf++) {
            if ((decisions.flags[leaf] & Decisions.UNNOTICED) != 0 && known.isNoticeable(leafFacts[leaf])) return false;
        }
        return true;
    }

    /** Labels from which no step went unnoticed, of those that were stepped from, by number. */
    public boolean[] stops() {
        boolean[] noticed = new boolean[labels.size()];
        boolean[] unnoticed = new boolean[labels.size()];
        for (int leaf = 0; leaf < decisions.leaves(); leaf++) {
            int label = decisions.label[leaf];
            if (label < 0) continue;
            if ((decisions.flags[leaf] & Decisions.UNNOTICED) != 0) unnoticed[label] = true;
            else noticed[label] = true;
        }
        for (int label = 0; label < noticed.length; label++) noticed[label] &= !unnoticed[label];
        return noticed;
    }

    /** Ways through steps that are known by heart. */
    public int paths() {
        return decisions.leaves();
    }

    /** Memory that takes. */
    public long bytes() {
        return decisions.bytes() + 200L * decisions.leaves();
    }

    private int leaf(int tree, long[] state, int from) {
        int source = treeSource[tree];
        long held = source >= 0 && contexts[source] != null ? held(contexts[source].number() + 1, state, from) : 0;
        int leaf = decisions.leaf(tree, state, from, held);
        return leaf == Decisions.UNKNOWN ? learn(tree, state, from, held) : leaf;
    }

    /** Locks whose owner is the context with that number plus one. */
    private long held(int owner, long[] state, int from) {
        int[] home = lockHome[owner];
        long held = 0;
        for (int i = 0; i < home.length; i++) {
            if ((state[from + home[i]] >>> lockShift[owner][i] & lockMask[owner][i]) == lockField[owner][i]) held |= lockBit[owner][i];
        }
        return held;
    }

    private void lockOut(int owner) {
        List<SpinLock> taken = machine.locks().stream()
                .filter(lock -> lock.bit() != 0 && layout.width[lock.slot()] != Layout.CONSTANT && layout.holds(lock.slot(), owner)).toList();
        lockHome[owner] = taken.stream().mapToInt(lock -> layout.home[lock.slot()]).toArray();
        lockShift[owner] = taken.stream().mapToInt(lock -> layout.shift[lock.slot()]).toArray();
        lockMask[owner] = taken.stream().mapToLong(lock -> Layout.mask(layout.width[lock.slot()])).toArray();
        lockField[owner] = taken.stream().mapToLong(lock -> layout.fieldOf(lock.slot(), owner)).toArray();
        lockBit[owner] = taken.stream().mapToLong(SpinLock::bit).toArray();
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
                    label = take(source, move, held);
                    if (reduced && follower[source] >= 0) then = labels.position(contexts[follower[source]]);
                    if (isLockedOut(source)) flags |= Decisions.LOCKED_OUT;
                    blame = machine.takeBlame();
                    if (blame != null) flags |= Decisions.BLAMED;
                }
            }
        } finally {
            recorder.end();
        }
        if (mirror != null) mirror.after();
        int leaf = write(tree, source, flags, move, several, blame);
        decisions.label[leaf] = label;
        decisions.then[leaf] = then;
        if (mirror != null) {
            int moves = source < 0 || (flags & Decisions.OFFERED) == 0 ? 0 : Math.max(1, several);
            mirror.check(recorder, source, treeMove[tree], buffer, new Mirror.Outcome(moves, (flags & Decisions.TRUE) != 0, blame != null));
        }
        return leaf;
    }

    private int take(int source, int move, long held) {
        Context context = contexts[source];
        if (context != null) {
            if (lockHome[context.number() + 1].length > 0) recorder.holding(held);
        } else if (follower[source] >= 0 && !contexts[follower[source]].canRun()) {
            recorder.starting(contexts[follower[source]].number());
        }
        recorder.stepping();
        int label = context == null ? -1 : labels.position(context);
        machine.take(move);
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
        if (reduced && !observes && several == 0 && (flags & Decisions.OFFERED) != 0 && blame == null && contexts[source] != null && !assumed.isNoticeable(facts)) {
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
