package dev.lull.kernel.magic;

import dev.lull.kernel.shell.Completeness;
import dev.lull.kernel.shell.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A cell as magics and code in turn. */
final class CellParts {
    private static final Pattern LINE_MAGIC = Pattern.compile("[ \\t]*%[a-zA-Z]\\w*(\\s.*)?");
    private static final Pattern CELL_MAGIC = Pattern.compile("%%[a-zA-Z]\\w*(\\s.*)?");

    private CellParts() {}

    /** A line magic, or code; code keeps the lines that come before it as blank ones, so that its errors count lines right. */
    record Part(boolean magic, String text) {}

    static boolean isCellMagic(String code) {
        return CELL_MAGIC.matcher(firstLine(code.stripLeading())).matches();
    }

    static String firstLine(String code) {
        int end = code.indexOf('\n');
        return (end < 0 ? code : code.substring(0, end)).stripTrailing();
    }

    /**
     * A line that looks like a magic is one only where the code before it is complete: it may also be a line of a text
     * block, or a remainder. After code that ends openly, without semicolon or brace, only known magics count.
     */
    static List<Part> of(String code, Interpreter inner, Predicate<String> known) {
        List<Part> parts = new ArrayList<>();
        if (!code.contains("%")) {
            return List.of(new Part(false, code));
        }
        StringBuilder before = new StringBuilder();
        StringBuilder java = new StringBuilder();
        for (String line : code.split("\n", -1)) {
            if (LINE_MAGIC.matcher(line).matches() && isMagic(line, java.toString().strip(), inner, known)) {
                addCode(parts, before, java);
                parts.add(new Part(true, line.strip()));
                before.append('\n');
            } else {
                java.append(line).append('\n');
            }
        }
        addCode(parts, before, java);
        return parts;
    }

    private static boolean isMagic(String line, String before, Interpreter inner, Predicate<String> known) {
        boolean closed = before.isEmpty() || before.endsWith(";") || before.endsWith("}");
        return (closed || known.test(line.strip().split("\\s", 2)[0]))
                && (before.isEmpty() || inner.isComplete(before).status() == Completeness.Status.COMPLETE);
    }

    private static void addCode(List<Part> parts, StringBuilder before, StringBuilder java) {
        if (!java.toString().isBlank()) {
            parts.add(new Part(false, before + java.substring(0, java.length() - 1)));
        }
        before.append("\n".repeat((int) java.chars().filter(c -> c == '\n').count()));
        java.setLength(0);
    }

    /** The code with blanks in the place of the magic's name on the cursor's line, of whose code the rest is. */
    static String withoutMagicsName(String code, int cursor, String name) {
        int at = code.lastIndexOf(name, code.offsetByCodePoints(0, Math.min(cursor, code.codePointCount(0, code.length()))));
        return at < 0 ? code : code.substring(0, at) + " ".repeat(name.length()) + code.substring(at + name.length());
    }

    /** The code with blanks in the place of magics: every position stays what it was. */
    static String withoutMagics(String code) {
        StringBuilder java = new StringBuilder();
        for (String line : code.split("\n", -1)) {
            java.append(LINE_MAGIC.matcher(line).matches() || CELL_MAGIC.matcher(line).matches() ? " ".repeat(line.codePointCount(0, line.length())) : line).append('\n');
        }
        return java.substring(0, java.length() - 1);
    }
}
