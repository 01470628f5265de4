package dev.lull.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a cell threw, told with the user's own frames: cell, line and source. */
final class RuntimeErrors {
    private static final String BOLD_RED = "\u001b[1;31m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern NUMBERED = Pattern.compile("(.*\\$)?\\d+");
    private static final int FRAMES_MAX = 20;

    private final Places places;

    RuntimeErrors(Places places) {
        this.places = places;
    }

    Outcome.Failure failure(Told thrown) {
        String message = JShellNames.unwrapped(thrown.message());
        return new Outcome.Failure(nameOf(thrown), message == null ? "" : message, lines(thrown));
    }

    /** An exception with its causes and frames, in colours. */
    private List<String> lines(Told thrown) {
        List<String> lines = new ArrayList<>();
        for (Told current = thrown; current != null; current = current.cause()) {
            String message = JShellNames.unwrapped(current.message());
            lines.add((current == thrown ? "" : "Caused by: ") + BOLD_RED + nameOf(current) + PLAIN + (message == null ? "" : ": " + message));
            lines.addAll(frames(current.frames()));
            for (Told other : current.suppressed()) {
                List<String> others = lines(other);
                lines.add("    Suppressed: " + others.get(0));
                others.stream().skip(1).map(line -> "    " + line).forEach(lines::add);
            }
        }
        return lines;
    }

    /** The same as plain text. */
    String text(Told thrown) {
        return COLOUR.matcher(String.join("\n", lines(thrown))).replaceAll("");
    }

    /** A failure in our words, with the frames at which the cell was. */
    Outcome.Failure failure(String name, String message, StackTraceElement[] frames) {
        List<String> lines = new ArrayList<>();
        lines.add(BOLD_RED + name + PLAIN + ": " + message);
        lines.addAll(frames(frames));
        return new Outcome.Failure(name, message, lines);
    }

    /** The user's frames; before them, on one line, where in a library it happened. */
    List<String> frames(StackTraceElement[] frames) {
        List<String> lines = new ArrayList<>();
        if (frames.length > 0 && !isUsers(frames[0]) && !isOurs(frames[0])) {
            lines.add(DIM + "    in " + frames[0].getClassName() + "." + frames[0].getMethodName() + PLAIN);
        }
        List<String> users = Stream.of(frames).filter(RuntimeErrors::isUsers).map(this::describe).toList();
        int told = 0;
        for (int i = 0; i < users.size(); i += told) {
            if (lines.size() >= FRAMES_MAX) {
                lines.add("    ... " + (users.size() - i) + " frames more");
                return lines;
            }
            told = repeated(users, i);
            lines.add(users.get(i));
            if (told > 1 && !users.get(i).startsWith("    at cell")) {      // without a method, it is one statement's helpers
                lines.add("    ... and " + (told == 2 ? "once" : told - 1 + " times") + " more");
            }
        }
        return lines;
    }

    private static int repeated(List<String> lines, int from) {
        int to = from + 1;
        while (to < lines.size() && lines.get(to).equals(lines.get(from))) {
            to++;
        }
        return to - from;
    }

    private String describe(StackTraceElement frame) {
        Places.Place place = places.of(frame.getFileName().substring(1));
        String method = methodOf(frame);
        if (place == null) {
            return "    at " + (method.isEmpty() ? "a former cell" : method + ", in a former cell");
        }
        int line = place.line(frame.getLineNumber());
        return "    at " + (method.isEmpty() ? "" : method + ", ") + "cell " + place.cell() + ", line " + line + ":  "
                + place.lineText(line).strip();
    }

    private static String methodOf(StackTraceElement frame) {
        String method = frame.getMethodName();
        if (method.startsWith(Shortcut.METHOD)) {      // JShell has one of the same name, with helpers
            method = "";
        }
        if (method.startsWith("lambda$")) {
            method = "lambda";
        }
        String type = JShellNames.unwrapped(frame.getClassName());
        if (!type.contains("$JShell")) {
            type = NUMBERED.matcher(type).matches() ? "anonymous class" : type.replace('$', '.');
        }
        return type.isEmpty() || type.startsWith("$JShell") || type.startsWith("REPL.$JShell") || method.isEmpty() ? method : type + "." + method;
    }

    private static boolean isUsers(StackTraceElement frame) {
        return frame.getFileName() != null && frame.getFileName().startsWith("#");
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith("dev.lull.");
    }

    private static String nameOf(Told thrown) {
        String name = JShellNames.unwrapped(thrown.type());
        return name.startsWith("java.lang.") && name.indexOf('.', "java.lang.".length()) < 0 ? name.substring("java.lang.".length()) : name;
    }
}
