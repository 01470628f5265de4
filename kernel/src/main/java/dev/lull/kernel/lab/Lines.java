package dev.lull.kernel.lab;

import dev.lull.engine.model.Finding;

/** Text in lines of a width. */
final class Lines {
    private static final int TERMINAL = 100;

    private Lines() {
    }

    /** {@code text} behind a mark, in lines no wider than {@code width}; the lines after the first stand under the text. */
    static String wrapped(String mark, String text, int width) {
        StringBuilder out = new StringBuilder();
        StringBuilder line = new StringBuilder(mark);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > width && line.length() > mark.length()) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(mark.length()));
            }
            line.append(word).append(' ');
        }
        return out.append(line.toString().stripTrailing()).toString();
    }

    /** A finding for a terminal. */
    static String of(Finding finding) {
        StringBuilder out = new StringBuilder(wrapped("", finding.kind().words() + ": " + finding.title(), TERMINAL));
        for (String reason : finding.why()) out.append('\n').append(wrapped("  - ", reason, TERMINAL));
        return out.toString();
    }

    /** A line of small print for a terminal. */
    static String small(String text) {
        return wrapped("  ", text, TERMINAL);
    }
}
