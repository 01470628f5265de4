package dev.lull.kernel.cli;

import dev.lull.kernel.display.DisplaySink;
import dev.lull.kernel.magic.Magics;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Input;
import dev.lull.kernel.shell.Interpreter;
import dev.lull.kernel.shell.JavaInterpreter;
import dev.lull.kernel.shell.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lull script}: a JShell script with the lab's imports. */
@Command(name = "script", description = "Run a JShell script with the lab's imports.",
        footer = {"", "The script sees its arguments as String[] args. The value of its last expression is shown, unless",
            "that ends in a semicolon. /exit N and /open FILE work as in jshell.",
            "Exit status: 0, or 1 when a snippet failed, or what /exit or System.exit said."})
final class ScriptCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE.jsh", description = "The script; - reads standard input.")
    String file;

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "Arguments for the script.")
    List<String> args = List.of();

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Input input = new TerminalInput();
    private final DisplaySink display = new TerminalDisplay(out, LiveLine.ofProcess(out), null);

    @Override
    public Integer call() throws IOException {
        Script script = read(file, Path.of(""));
        JavaInterpreter java = new JavaInterpreter(Sessions.settings());
        try (Interpreter interpreter = new Magics(java, java)) {
            interpreter.execute(declareArgs(), context(0));
            int status = run(script, interpreter);
            out.flush();
            return status;
        }
    }

    private int run(Script script, Interpreter interpreter) throws IOException {
        for (Script.Part part : script.parts(interpreter)) {
            switch (part.kind()) {
                case CODE -> {
                    Outcome outcome = interpreter.execute(part.text(), context(1));
                    if (outcome instanceof Outcome.Exit exit) return exit.status();
                    if (outcome instanceof Outcome.Failure failure) return report(script, failure);
                    if (outcome instanceof Outcome.Value value) display.display(value.bundle(), "");
                }
                case OPEN -> {
                    Path folder = script.file().toAbsolutePath().getParent();
                    int status = run(read(folder.resolve(part.text()).toString(), folder), interpreter);
                    if (status != 0) return status;
                }
                case EXIT -> {
                    return exitStatus(part.text(), interpreter);
                }
            }
        }
        return 0;
    }

    private int report(Script script, Outcome.Failure failure) {
        out.flush();
        CellEnd.Failed failed = new CellEnd.Failed(failure.name(), failure.message(), failure.traceback());
        String line = failed.line() > 0 ? ":" + failed.line() : "";
        err.println(failed.inWords(script.file() + line, System.console() != null));
        return 1;
    }

    private int exitStatus(String expression, Interpreter interpreter) {
        if (expression.isEmpty()) return 0;
        Outcome outcome = interpreter.evaluate(expression, context(1));
        String value = outcome instanceof Outcome.Value shown ? shown.bundle().plain() : "";
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new UserError("/exit " + expression + " is not a whole number.");
        }
    }

    private ExecutionContext context(int cell) {
        return new ExecutionContext(cell, out, err, display, input, false);
    }

    private String declareArgs() {
        return args.stream().map(ScriptCommand::literal).collect(Collectors.joining(", ", "String[] args = {", "};"));
    }

    private static String literal(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + "\"";
    }

    private static Script read(String name, Path folder) throws IOException {
        if (name.equals("-")) return new Script(folder.resolve("stdin"), new String(System.in.readAllBytes()));
        Path file = Path.of(name);
        try {
            return new Script(file, Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new UserError("there is no file " + name + ".");
        } catch (IOException e) {
            throw new UserError("cannot read " + name + ": " + e + ".");
        }
    }
}
