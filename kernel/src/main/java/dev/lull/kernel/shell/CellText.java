package dev.lull.kernel.shell;

/** Just enough of Java's lexical grammar to skip comments. */
final class CellText {
    private CellText() {}

    /** The index of the first character from {@code from} on that is neither white space nor in a comment. */
    static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length()) {
            if (Character.isWhitespace(text.charAt(i))) {
                i++;
            } else if (text.startsWith("//", i) || text.startsWith("/*", i)) {
                i = endOfComment(text, i);
            } else {
                break;
            }
        }
        return i;
    }

    /** The last character that is neither white space nor in a comment; a blank when there is none. */
    static char lastOfCode(String text) {
        char last = ' ';
        for (int i = skipBlanks(text, 0); i < text.length(); i = skipBlanks(text, i)) {
            int end = endOfToken(text, i);
            last = text.charAt(end - 1);
            i = end;
        }
        return last;
    }

    /** Whether the text ends within a comment, a string or a character, where no name can follow. */
    static boolean endsWithin(String text) {
        String probe = text + '\0';                          // what is closed ends before it
        int i = 0;
        while (i < text.length()) {
            boolean comment = text.startsWith("//", i) || text.startsWith("/*", i);
            int end = comment ? endOfComment(probe, i) : endOfToken(probe, i);
            if (end > text.length()) {
                return true;
            }
            i = end;
        }
        return false;
    }

    /** Past the string, the character literal or the single character that begins here. */
    static int endOfToken(String text, int start) {
        if (text.startsWith("\"\"\"", start)) {
            return endOfLiteral(text, start + 3, "\"\"\"");
        }
        char first = text.charAt(start);
        return first == '"' || first == '\'' ? endOfLiteral(text, start + 1, String.valueOf(first)) : start + 1;
    }

    private static int endOfLiteral(String text, int from, String quote) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith(quote, i)) {
                return i + quote.length();
            }
        }
        return text.length();
    }

    private static int endOfComment(String text, int start) {
        boolean line = text.startsWith("//", start);
        int end = text.indexOf(line ? "\n" : "*/", start + 2);
        return end < 0 ? text.length() : end + (line ? 1 : 2);
    }
}
