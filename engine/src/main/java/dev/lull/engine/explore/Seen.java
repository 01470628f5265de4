package dev.lull.engine.explore;

import dev.lull.engine.packed.Sighting;

/**
 * What a step was seen to do, and where.
 *
 * @param level the level of the search
 * @param from  the fingerprint of the state from which one gets there
 * @param move  the move, with what its context goes on with by itself; -1 when no run is known, for it is a counterpart's
 */
record Seen(Sighting sighting, int level, long from, int move) implements Comparable<Seen> {
    /** The same order whoever was first. */
    @Override public int compareTo(Seen other) {
        if (move < 0 != other.move < 0) return move < 0 ? 1 : -1;
        int order = Integer.compare(level, other.level);
        if (order == 0) order = Long.compareUnsigned(from, other.from);
        return order != 0 ? order : Integer.compare(move, other.move);
    }
}
