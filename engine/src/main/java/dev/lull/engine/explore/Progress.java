package dev.lull.engine.explore;

/** Told now and then how far an exploration has come. */
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = (states, transitions, depth, waiting, bytes) -> { };

    /**
     * Called about ten times a second, and once at the end of each part of an exploration.
     *
     * @param states      different states met so far
     * @param transitions moves made
     * @param depth       level being expanded
     * @param waiting     states of it, and of the next, still to be expanded
     * @param bytes       memory in use
     */
    void at(long states, long transitions, int depth, long waiting, long bytes);
}
