package dev.lull.engine.packed;

import dev.lull.engine.machine.LockUse;

/**
 * Something that a step was seen to do when it was learned.
 *
 * @param use  with a lock; {@code null} when it is about a guarded word
 * @param says a guarded word touched without its lock where that is known to be a mistake, as a sentence; {@code null} when it
 *             is about a lock
 * @param move the step, as a move; -1 when it is the counterpart of one that was seen
 */
public record Sighting(LockUse use, String says, int move) { }
