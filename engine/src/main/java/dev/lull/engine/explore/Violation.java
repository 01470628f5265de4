package dev.lull.engine.explore;

import dev.lull.engine.model.Finding;

/**
 * Where a rule is broken: in the state with that fingerprint, or by a move from it.
 *
 * @param move {@link #AT_REST} for the state as such
 */
record Violation(Finding.Kind kind, long fingerprint, int move) {
    static final int AT_REST = -1;

    /** Of several on one level all searches report the same. */
    boolean isBefore(Violation other) {
        if (move == AT_REST != (other.move == AT_REST)) return move == AT_REST;
        int order = Long.compareUnsigned(fingerprint, other.fingerprint);
        return order != 0 ? order < 0 : move < other.move;
    }
}
