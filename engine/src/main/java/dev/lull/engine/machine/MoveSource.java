package dev.lull.engine.machine;

/**
 * Something that can move: a context with a next step, an armed timer, a CPU that may pass a quiescent state, an
 * arrival from outside. A move is a source and one of its alternatives.
 */
public interface MoveSource {
    /** How many moves this source offers in the present state; 0 when it has none. */
    int alternatives();

    /** Makes the move. Only an alternative offered in this very state may be taken. */
    void take(int alternative);

    /** What the move is, in words, as it stands in step lists: {@code rcuog/0: CLEAR_DEFER}. */
    String describe(int alternative);

    /**
     * Whether the move comes from outside and is owed to nobody: an arrival, a passing jiffy. A state in which only
     * such moves are left is at rest.
     */
    default boolean environment() {
        return false;
    }

    /** The context whose steps follow from this move: the one that made it or was started by it; {@code null} for none. */
    default Context follower() {
        return null;
    }
}
