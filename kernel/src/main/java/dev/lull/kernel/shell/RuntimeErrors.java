package dev.lull.kernel.shell;

import java.util.ArrayList;
import java.util.List;

/** What a cell threw, told with the user's own frames: cell, line and source. */
final class RuntimeErrors {
    private static final String BOLD_RED = "\u001b[1;31m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";
    private static final int FRAMES_MAX = 20;

    private final Places places;

    RuntimeErrors(Places places) {
        this.places = places;
    }

    Outcome.Failure failure(Told thrown) {
        List<String> lines = new ArrayList<>();
        for (Told current = thrown; current != null; current = current.cause()) {
            String message = JShellNames.unwrapped(current.message());
            lines.add((current == thrown ? "" : "Caused by: ") + BOLD_RED + nameOf(current) + PLAIN + (message == null ? "" : ": " + message));
            lines.addAll(frames(current.frames()));
        }
        String message = JShellNames.unwrapped(thrown.message());
        return new Outcome.Failure(nameOf(thrown), message == null ? "" : message, lines);
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
        int users = 0;
        for (StackTraceElement frame : frames) {
            if (isUsers(frame) && users++ < FRAMES_MAX) {
                lines.add(describe(frame));
            }
        }
        if (users > FRAMES_MAX) {
            lines.add("    ... " + (users - FRAMES_MAX) + " frames more");
        }
        return lines;
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
        if (method.equals(Shortcut.METHOD)) {
            method = "";
        }
        if (method.startsWith("lambda$")) {
            method = "lambda";
        }
        String type = JShellNames.unwrapped(frame.getClassName());
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
