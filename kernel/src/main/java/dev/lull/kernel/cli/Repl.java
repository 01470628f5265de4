package dev.lull.kernel.cli;

import dev.lull.kernel.cli.page.Ansi;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Interpreter;
import dev.lull.kernel.shell.Outcome;
import dev.lull.kernel.shell.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.InfoCmp;

/** The loop behind {@code lull repl}. Ctrl-C drops the line being typed, or stops the one that runs; Ctrl-D leaves. */
final class Repl implements AutoCloseable {
    private static final String HELP = """
            Any Java; Tab completes; a line that is not complete goes on in the next.
            /vars    the variables        /reset   forget everything
            /help    this                 /exit    leave (or Ctrl-D)
            %help    the magics
            Pictures are written to files, whose names are shown; also inline where the terminal is known to show
            them. If yours can and does not, say how before you start: LULL_PICTURES=sixel (or kitty, iterm).""";

    private static final Pattern COMMAND = Pattern.compile("\\s*/[a-z]+\\b[^;(]*");

    private final Interpreter interpreter;
    private final Session session;
    private final Terminal terminal;
    private final LineReader reader;
    private final LineWatch watch;
    private final PrintStream out;
    private final PrintStream err;
    private final TerminalDisplay display;
    private final boolean isTyped;
    private final boolean isColoured;
    private int count;

    /** The streams are the terminal's own, from before the interpreter put others in their place. */
    Repl(Interpreter interpreter, Session session, PrintStream out, PrintStream err) throws IOException {
        watch = new LineWatch(out);
        this.out = new PrintStream(watch, true, StandardCharsets.UTF_8);
        this.err = err;
        this.interpreter = interpreter;
        this.session = session;
        // Asking the terminal whether it joins graphemes costs more than it gives: a late answer ends up in the first line typed.
        terminal = TerminalBuilder.builder().system(true).dumb(true).graphemeCluster(false).build();
        isTyped = !(terminal instanceof DumbTerminal);        // which stands for a file or a pipe
        isColoured = isColoured(terminal.getType(), System.getenv("NO_COLOR"));
        terminal.handle(Terminal.Signal.INT, signal -> interpreter.interrupt());
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("lull")
                .parser(new ReplParser(interpreter))
                .completer(new ReplCompleter())
                .variable(LineReader.HISTORY_FILE, historyFile())
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, isTyped ? "  ... " : "")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        Path figures = Path.of(System.getProperty("java.io.tmpdir"), "lull-" + ProcessHandle.current().pid());
        LiveLine line = new LiveLine(this.out, !terminal.getType().startsWith("dumb"), () -> Math.max(40, terminal.getWidth()));
        display = new TerminalDisplay(this.out, line, figures);
    }

    /** Reads and evaluates until the user leaves; returns the exit status. */
    int run() {
        if (isTyped) out.println(Version.inWords() + "\n/help tells what there is beside Java.");
        while (true) {
            String line;
            try {
                line = reader.readLine(isTyped ? "lull> " : "");
            } catch (UserInterruptException e) {
                clearBelow();                                // Ctrl-C drops what was being typed
                continue;
            } catch (EndOfFileException e) {
                return 0;
            }
            switch (line.strip()) {
                case ""               -> { }
                case "/exit", "/quit" -> {
                    return 0;
                }
                case "/help"          -> out.println(HELP);
                case "/vars"          -> showVariables();
                case "/reset"         -> {
                    session.reset();
                    out.println("All is forgotten.");
                }
                default               -> {
                    if (COMMAND.matcher(line).matches()) out.println("There is no " + line.strip() + ". /help tells what there is.");
                    else if (evaluate(line) instanceof Outcome.Exit exit) return exit.status();
                }
            }
            if (watch.isMidLine()) out.println();
            out.flush();
        }
    }

    /** A line that is dropped leaves its menu of completions standing. */
    private void clearBelow() {
        terminal.puts(InfoCmp.Capability.carriage_return);
        terminal.puts(InfoCmp.Capability.clr_eos);
        terminal.flush();
    }

    private void showVariables() {
        List<Session.Variable> variables = session.variables(context(false));
        if (variables.isEmpty()) out.println("There are no variables yet.");
        variables.forEach(v -> out.println(v.type() + " " + v.name() + " = " + v.value()));
    }

    private Outcome evaluate(String code) {
        count++;
        Outcome outcome = interpreter.execute(code, context(true));
        if (outcome instanceof Outcome.Value value) display.display(value.bundle(), "");
        if (outcome instanceof Outcome.Failure failure) {
            String traceback = String.join("\n", failure.traceback());
            out.println(isColoured ? traceback : Ansi.strip(traceback));
        }
        return outcome;
    }

    /** Colours are for terminals that have them and users who have not said NO_COLOR (no-color.org). */
    static boolean isColoured(String terminalType, String noColor) {
        return !terminalType.startsWith("dumb") && (noColor == null || noColor.isEmpty());
    }

    private ExecutionContext context(boolean keep) {
        return new ExecutionContext(count, out, err, display, this::readLine, keep);
    }

    private String readLine(String prompt, boolean password) {
        try {
            LineReader plain = LineReaderBuilder.builder().terminal(terminal).build();     // no Java, no history
            return password ? plain.readLine(prompt, '*') : plain.readLine(prompt);
        } catch (EndOfFileException | UserInterruptException e) {
            return null;
        }
    }

    private static Path historyFile() throws IOException {
        String state = System.getenv("XDG_STATE_HOME");
        Path states = state == null || state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local/state") : Path.of(state);
        Path folder = states.resolve("lull");
        Files.createDirectories(folder);
        return folder.resolve("history");
    }

    @Override
    public void close() throws IOException {
        interpreter.close();
        terminal.close();
    }
}
