package dev.lull.kernel.cli;

import dev.lull.kernel.shell.Completeness;
import dev.lull.kernel.shell.Interpreter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JShell script: Java, and between snippets a few of the jshell tool's own commands. */
record Script(Path file, String text) {
    private static final Pattern COMMAND = Pattern.compile("/([a-z]+)\\b[ \t]*(.*)");

    /** What a part of a script is. */
    enum Kind { CODE, OPEN, EXIT }

    /** One part; code keeps its place in the file, by empty lines before it, so that errors name the right line. */
    record Part(Kind kind, String text) { }

    /** Parts the script; the interpreter is asked whether a line that begins with a slash goes on with a snippet. */
    List<Part> parts(Interpreter interpreter) {
        List<Part> parts = new ArrayList<>();
        StringBuilder code = new StringBuilder();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher command = COMMAND.matcher(line.strip());
            if (number == 1 && line.startsWith("#!")) {
                code.append('\n');
            } else if (command.matches() && !goesOn(code.toString(), interpreter)) {
                if (!code.toString().isBlank()) parts.add(new Part(Kind.CODE, code.toString()));
                code = new StringBuilder("\n".repeat(number));
                Part part = part(command, number);
                if (part != null) parts.add(part);
            } else {
                code.append(line).append('\n');
            }
        }
        if (!code.toString().isBlank()) parts.add(new Part(Kind.CODE, code.toString()));
        return parts;
    }

    private static boolean goesOn(String code, Interpreter interpreter) {
        return !code.isBlank() && interpreter.isComplete(code).status() == Completeness.Status.INCOMPLETE;
    }

    private Part part(Matcher command, int line) {
        return switch (command.group(1)) {
            case "exit", "ex" -> new Part(Kind.EXIT, command.group(2).strip());
            case "open", "o"  -> new Part(Kind.OPEN, command.group(2).strip());
            case "set"        -> null;             // how chatty the jshell tool is: no concern of ours
            default           -> throw new UserError(file + ":" + line + ": /" + command.group(1)
                    + " is a command of the jshell tool. Here /exit and /open work; for jars there is %jars.");
        };
    }
}
