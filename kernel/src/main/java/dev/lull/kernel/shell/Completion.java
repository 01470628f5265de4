package dev.lull.kernel.shell;

import java.util.List;

/**
 * What could stand between two positions of a cell.
 *
 * @param start   first code point to be replaced
 * @param end     the code point after the last one to be replaced
 * @param matches the texts that fit, best first
 */
public record Completion(int start, int end, List<Match> matches) {
    public Completion {
        matches = List.copyOf(matches);
    }

    /** Nothing fits. */
    public static Completion none(int cursor) {
        return new Completion(cursor, cursor, List.of());
    }

    /**
     * One text that fits.
     *
     * @param text what to put there
     * @param kind in Jupyter's words: class, function, keyword, instance, magic; or empty
     * @param signature parameters and type for people, or empty
     */
    public record Match(String text, String kind, String signature) {}
}
