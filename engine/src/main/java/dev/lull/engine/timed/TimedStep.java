package dev.lull.engine.timed;

/**
 * A step that was made.
 *
 * @param atNs  when it was complete
 * @param who   the task
 * @param label where it stood
 * @param next  where it stands now
 */
public record TimedStep(long atNs, String who, String label, String next) { }
