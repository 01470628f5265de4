package dev.lull.engine.packed;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.model.Model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * A model that moves on packed states. Each piece of it (what a source offers and does, the rules, the normalisation of
 * numbers) is executed for real the first time it meets certain values, and from then on known by heart ({@link
 * Decisions}). For one thread.
 */
public final class PackedModel {
    /** Steps a context goes on by itself after a move, at most. */
    private static final int MOST_FUSED = 250;

    private final Pieces pieces;
    private final Model model;
    private final Machine machine;
    private final Layout layout;
    private final Decisions decisions;
    private final Labels labels;
    private final int longs;
    private final long[] counts;
    private final boolean[] stops;

    private final int[] offered;                // leaves of the moves of the state asked about last
    private final long[] next;
    private Least least;                        // null: all parts are told apart
    private boolean lockedOut;
    private int turned;                         // how interchangeable parts changed places after the last step
    private int fused;
    private int fusedMove;

    /**
     * @param extent   what states must have room for; grows when a {@link Surprise} is thrown
     * @param assumed  how words are shared, as far as is known; {@code null} to fuse no steps
     * @param remember whether a state says who went last
     * @param stops    labels from which no step goes unnoticed; {@code null} when that is not known
     */
    public PackedModel(Model model, Extent extent, Sharing assumed, boolean remember, Stops stops) {
        pieces = new Pieces(model, extent, assumed, remember);
        this.model = model;
        machine = model.machine();
        layout = pieces.layout;
        decisions = pieces.decisions;
        labels = pieces.labels;
        longs = layout.longs();
        counts = new long[labels.size()];
        this.stops = stops != null ? stops.labels() : new boolean[labels.size()];
        offered = new int[machine.moveLimit()];
        next = new long[longs];
    }

    // ---- interchangeable parts --------------------------------------------------------------------------------

    /**
     * From now on takes states for one that differ only in which interchangeable part is which: {@link #next()} is the least
     * of them. That they are interchangeable is checked with all that is learned.
     */
    public PackedModel interchanging() {
        if (pieces.interchanging()) least = new Least(layout, pieces.symmetry);
        return this;
    }

    /** Ways in which interchangeable parts can change places, with the one in which they stay; 1 when none can. */
    public int turns() {
        return pieces.turns();
    }

    /** Puts a packed state with its parts in other places into the model's memory. */
    public Model show(long[] state, int from, int turn) {
        layout.unpack(state, from);
        if (turn != 0) pieces.mirror.turn(turn);
        return model;
    }

    /** The turn that is {@code turn} and then the one that the last step ended with. */
    public int thenTurned(int turn) {
        return pieces.symmetry == null ? 0 : pieces.symmetry.after(turn, turned);
    }

    /** A move of a state that has been turned, as a move of the state as it was. */
    public int turnedBack(int turn, int move) {
        return pieces.symmetry == null ? move : Machine.move(pieces.symmetry.turn(pieces.symmetry.back(turn)).source[Machine.position(move)], Machine.alternative(move));
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
        pieces.first(into, from);
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
        layout.last(next, 0, context == 0 || turned == 0 ? context : pieces.symmetry.turn(turned).context[context - 1] + 1);
    }

    // ---- moves ------------------------------------------------------------------------------------------------

    /** Finds out what can happen in a state and returns in how many ways. */
    public int moves(long[] state, int from) {
        int count = 0;
        for (int position = 0; position < pieces.sources(); position++) {
            int leaf = pieces.leaf(position, state, from);
            int flags = decisions.flags[leaf];
            if ((flags & Decisions.OFFERED) == 0) continue;
            if ((flags & Decisions.SEVERAL) == 0) {
                offered[count++] = leaf;
                continue;
            }
            int tree = decisions.opFrom[leaf];
            for (int end = tree + decisions.opCount[leaf]; tree < end; tree++) offered[count++] = pieces.leaf(tree, state, from);
        }
        return count;
    }

    /** The number of the {@code i}th move that was found last. */
    public int move(int i) {
        return pieces.leafMove[offered[i]];
    }

    /** Whether the {@code i}th move comes from outside. */
    public boolean isOutside(int i) {
        return (decisions.flags[offered[i]] & Decisions.OUTSIDE) != 0;
    }

    /** The context that takes the {@code i}th move as its own step, as its number plus one; 0 when none does. */
    public int stepper(int i) {
        Context context = pieces.contexts[Machine.position(pieces.leafMove[offered[i]])];
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
        int goesOn = pieces.reduced ? pieces.follower[Machine.position(pieces.leafMove[leaf])] : -1;
        if (goesOn >= 0) flags |= fuse(goesOn, decisions.then[leaf]);
        if ((flags & Decisions.MOMENTS) != 0) flags |= rewrite(pieces.momentsTree);
        if ((flags & Decisions.NUMBERS) != 0) flags |= rewrite(pieces.numbersTree);
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
        int move = pieces.leafMove[leaf];
        boolean offers = machine.allows(move);
        if (offers) machine.take(move);
        boolean blames = machine.takeBlame() != null;
        long[] executed = new long[longs];
        boolean packs = layout.pack(executed, 0);
        pieces.restore();
        layout.last(executed, 0, layout.last(state, from));
        if (offers && blames == (pieces.leafBlame[leaf] != null) && packs && Arrays.equals(executed, next)) return;
        layout.unpack(state, from);
        throw new IllegalStateException("\"" + machine.describe(move) + "\" did something else than before in the very same state: something it depends on is not"
                + " in simulated memory. Keep state in words, flags and labels, never in Java fields.");
    }

    private int fuse(int context, int label) {
        int touched = 0;
        int at = label;
        for (int steps = 0; steps < MOST_FUSED && !stops[at]; steps++) {
            int leaf = pieces.leaf(context, next, 0);
            int flags = decisions.flags[leaf];
            if ((flags & Decisions.UNNOTICED) == 0 || !decisions.apply(leaf, next, 0)) break;
            counts[decisions.label[leaf]]++;
            touched |= flags;
            fused++;
            fusedMove = pieces.leafMove[leaf];
            at = decisions.then[leaf];
        }
        return touched & (Decisions.MOMENTS | Decisions.NUMBERS | Decisions.RULES);
    }

    private int rewrite(int tree) {
        int leaf = pieces.leaf(tree, next, 0);
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
        for (int tree : pieces.ruleTrees) {
            int leaf = pieces.leaf(tree, state, from);             // which may make the arrays grow
            if ((decisions.flags[leaf] & Decisions.TRUE) == 0) return true;
        }
        return false;
    }

    /** How often each label has been stepped from; of interchangeable contexts, how often the label of any. */
    public long[] counts() {
        if (pieces.symmetry == null) return counts;
        long[] all = new long[counts.length];
        for (int label = 0; label < counts.length; label++) {
            BitSet alike = new BitSet();
            for (int turn = 0; turn < pieces.symmetry.size(); turn++) alike.set(labels.turned(label, pieces.symmetry.turn(turn)));
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
        return pieces.learned();
    }

    /** Whether every step that was taken to go unnoticed does so given {@code known}, too. */
    public boolean standsBy(Sharing known) {
        return pieces.standsBy(known);
    }

    /** What steps were seen to do with locks and guarded words, each step once, in the order in which they were learned. */
    public List<Sighting> sightings() {
        return Collections.unmodifiableList(pieces.sightings());
    }

    /** Labels from which no step went unnoticed, as far as has been seen. */
    public Stops stops() {
        return pieces.stops();
    }

    /** Ways through steps that are known by heart. */
    public int paths() {
        return pieces.paths();
    }

    /** Memory that takes. */
    public long bytes() {
        return pieces.bytes();
    }
}
