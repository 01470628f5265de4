package dev.lull.kernel.lab.table;

import java.util.ArrayList;
import java.util.List;

/** How many terminal columns text takes, and text cut or filled to so many. */
final class Columns {

    private Columns() {}

    /** Columns taken: none for combining marks, two for wide characters and emoji. */
    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT || c == 0xFE0F) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115F || c >= 0x2E80 && c <= 0xA4CF && c != 0x303F || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF || c >= 0xFE30 && c <= 0xFE6F || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6 || c >= 0x1F300 && c <= 0x1FAFF || c >= 0x20000 && c <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    /** {@code text} filled with spaces to {@code width} columns, on the left when it is to stand on the right. */
    static String fill(String text, int width, boolean right) {
        String spaces = " ".repeat(Math.max(0, width - width(text)));
        return right ? spaces + text : text + spaces;
    }

    /** {@code text} on one line, control characters replaced, as tables need it. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return line.toString();
    }

    /**
     * {@code text} broken into lines of at most {@code width} columns: after a space, or, where that would leave more than half
     * of a line empty, after one of {@code _ . , / -}. The arrow of the C stays whole.
     */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (width(rest) > width) {
            int end = 0;                                     // the most that fits
            int space = 0;                                   // up to the last space
            int nice = 0;                                    // up to where else it breaks well
            int used = 0;
            int usedAtSpace = 0;
            while (end < rest.length()) {
                int c = rest.codePointAt(end);
                if (used + width(c) > width && end > 0) {
                    break;
                }
                used += width(c);
                end += Character.charCount(c);
                if (c == ' ') {
                    space = end;
                    usedAtSpace = used;
                }
                if ("_.,/-(".indexOf(c) >= 0 && !rest.startsWith(">", end)) {
                    nice = end;
                }
            }
            int at = rest.startsWith(" ", end) ? end + 1 : space > 0 && (2 * usedAtSpace >= width || nice < space) ? space : nice > 0 ? nice : end;
            lines.add(rest.substring(0, at).stripTrailing());
            rest = rest.substring(at).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
