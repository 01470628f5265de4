package dev.lull.engine.run;

import java.util.List;

/**
 * One move of a path, told.
 *
 * @param move    its number on the tape
 * @param who     the context that stepped or was started: {@code rcuog/0}, {@code nocb_timer[0]}; empty when none was
 * @param step    whether a context stepped; else something happened to it, or from outside
 * @param at      the function and label it stepped from, or the kind of event
 * @param words   what it did, as the rest of a sentence that begins with {@code who}
 * @param read    names of the shared words it read
 * @param changes what it changed among the shared words
 */
public record Moment(int move, String who, boolean step, String at, String words, List<String> read, List<Change> changes) {
    public Moment {
        read = List.copyOf(read);
        changes = List.copyOf(changes);
    }

    /** A word that has got another value. */
    public record Change(String word, long before, long after) {
        @Override public String toString() {
            return word + ": " + before + " → " + after;
        }
    }
}
