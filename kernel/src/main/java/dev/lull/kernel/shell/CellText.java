package dev.lull.kernel.shell;

import java.util.ArrayDeque;
import java.util.Deque;

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

    /** Whether it is an assignment, plain or compound, and not only has one inside. */
    static boolean isAssignment(String text) {
        int depth = 0;
        for (int i = skipBlanks(text, 0); i < text.length(); i = skipBlanks(text, i)) {
            int end = endOfToken(text, i);
            char c = text.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0 && (c == '?' || text.startsWith("->", i))) {
                return false;
            }
            if (c == '=' && text.startsWith("==", i)) {
                end++;
            } else if (depth == 0 && c == '=' && !isComparison(text, i)) {
                return true;
            }
            i = end;
        }
        return false;
    }

    /** Whether the equals sign here belongs to {@code <=}, {@code >=} or {@code !=}. */
    private static boolean isComparison(String text, int equals) {
        char before = equals == 0 ? ' ' : text.charAt(equals - 1);
        boolean shifts = equals > 1 && (before == '<' || before == '>') && text.charAt(equals - 2) == before;
        return before == '!' || (before == '<' || before == '>') && !shifts;
    }

    /** Where the innermost bracket is that has not been closed again; negative when there is none. */
    static int lastOpenBracket(String text) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = skipBlanks(text, 0); i < text.length(); i = skipBlanks(text, endOfToken(text, i))) {
            if ("([{".indexOf(text.charAt(i)) >= 0) {
                open.push(i);
            } else if (")]}".indexOf(text.charAt(i)) >= 0) {
                open.poll();
            }
        }
        return open.isEmpty() ? -1 : open.peek();
    }

    /** What stands before the body of a method or a type. */
    static String headOf(String declaration) {
        return declaration.substring(0, startOfBody(declaration));
    }

    /** The body of a method, with what follows; empty when it has none. */
    static String bodyOf(String method) {
        return method.substring(startOfBody(method));
    }

    /** A method that does nothing but throw, declared like this one. */
    static String withoutBody(String method) {
        return method.substring(0, startOfBody(method)) + "{ throw null; }";
    }

    private static int startOfBody(String method) {
        int depth = 0;
        for (int i = skipBlanks(method, 0); i < method.length(); i = skipBlanks(method, endOfToken(method, i))) {
            char c = method.charAt(i);
            if (c == '{' && depth == 0) {
                return i;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return method.length();
    }

    /** What the end of a text is in the middle of. */
    enum Within { CODE, LINE_COMMENT, COMMENT, LITERAL }

    /** What somebody writes who goes on at the end of this text. */
    static Within atTheEndOf(String text) {
        int i = 0;
        while (i < text.length()) {
            if (text.startsWith("//", i) && text.indexOf('\n', i) < 0) {
                return Within.LINE_COMMENT;
            }
            if (text.startsWith("/*", i) && text.indexOf("*/", i + 2) < 0) {
                return Within.COMMENT;
            }
            boolean comment = text.startsWith("//", i) || text.startsWith("/*", i);
            if (!comment && closeOfToken(text, i) < 0) {
                return Within.LITERAL;
            }
            i = comment ? endOfComment(text, i) : closeOfToken(text, i);
        }
        return Within.CODE;
    }

    /** Past the string, the character literal or the single character that begins here. */
    static int endOfToken(String text, int start) {
        int close = closeOfToken(text, start);
        return close < 0 ? text.length() : close;
    }

    /** The same; negative when it is a literal that does not end. */
    private static int closeOfToken(String text, int start) {
        if (text.startsWith("\"\"\"", start)) {
            return closeOfLiteral(text, start + 3, "\"\"\"");
        }
        char first = text.charAt(start);
        return first == '"' || first == '\'' ? closeOfLiteral(text, start + 1, String.valueOf(first)) : start + 1;
    }

    private static int closeOfLiteral(String text, int from, String quote) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith(quote, i)) {
                return i + quote.length();
            } else if (text.charAt(i) == '\n' && quote.length() == 1) {
                return i;
            }
        }
        return -1;
    }

    private static int endOfComment(String text, int start) {
        boolean line = text.startsWith("//", start);
        int end = text.indexOf(line ? "\n" : "*/", start + 2);
        return end < 0 ? text.length() : end + (line ? 1 : 2);
    }
}
