package dev.lull.kernel.shell;

/** Positions in code points, as the protocol counts, and in Java's chars. */
final class CodePoints {
    private CodePoints() {}

    /** The index of a code point among the chars; clamped to the text. */
    static int toChars(String text, int codePoints) {
        int wanted = Math.max(0, Math.min(codePoints, text.codePointCount(0, text.length())));
        return text.offsetByCodePoints(0, wanted);
    }

    /** How many code points come before a char. */
    static int fromChars(String text, int chars) {
        return text.codePointCount(0, Math.max(0, Math.min(chars, text.length())));
    }
}
