package dev.lull.engine.model;

import dev.lull.engine.machine.Machine;

import java.util.List;

/**
 * A sealed machine in its first state, and what must be true of whatever it does. Built by a {@link Definition}, as often
 * as somebody needs one; it is driven by one thread at a time.
 *
 * <p>Rules look at the state through {@code peek()} or {@code get()} and change nothing.
 */
public interface Model {
    /** What moves. */
    Machine machine();

    /** What must hold in every state. */
    default List<Rule> always() {
        return List.of();
    }

    /**
     * What must not stay open for ever: each is true while something is still owed. One that is open when nothing can move
     * any more, or that stays open although everybody who can move does so again and again, is a violation.
     */
    default List<Rule> owed() {
        return List.of();
    }

    /**
     * What is wrong with resting here for good, told in this model's own words; {@code null} when nothing is, or when the
     * {@linkplain #owed() debts} and the contexts that are stuck say all there is to say. Asked only of states in which
     * nothing but the outside can move and no timer is pending.
     */
    default Finding atRest() {
        return null;
    }

    /**
     * Of which parts it does not matter which is which. A search then looks at one of several states that differ in nothing
     * else. Whether it is true is checked with every step that is made; what turns out not to be is made no use of.
     */
    default List<Interchangeable> interchangeable() {
        return List.of();
    }

    /**
     * Rewrites the state, with ordinary stores, into a simpler one that can do exactly the same from here on: numbers
     * that only ever grow start again from a small one, records nobody can reach any more are cleared. It keeps a search
     * finite where the state as such is not. Jiffies ({@link Machine#moment}) are looked after without it.
     */
    default void normalise() {
    }
}
