package dev.lull.kernel.shell;

import dev.lull.kernel.display.PlainText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.VarSnippet;

/** Java, by way of the JShell API. The session is prepared in the background, so that it is usually ready when the first cell comes. */
public final class JavaInterpreter implements Interpreter, Session {
    private static final Pattern RECALLS = Pattern.compile("\\b(In|Out)\\b");

    private final JavaSettings settings;
    private final Library library = new Library();
    private final Recall recall = new Recall();
    private final Interruption interruption = new Interruption();
    private volatile Preparation preparation;
    private final Set<Cell> running = ConcurrentHashMap.newKeySet();
    private boolean declaresRecall;

    /** A session that begins when it is prepared or needed. */
    public JavaInterpreter(JavaSettings settings) {
        this.settings = settings;
        StandardStreams.capture();
        preparation = new Preparation(settings, this::isUsed);
    }

    @Override
    public void prepare() {
        preparation.begin();
    }

    private JavaSession session() {
        return preparation.session();
    }

    private boolean isUsed() {
        return !running.isEmpty();
    }

    @Override
    public LanguageInfo info() {
        Runtime.Version java = Runtime.version();
        String version = java.feature() + "." + java.interim() + "." + java.update();
        return new LanguageInfo("java", version, "text/x-java", ".jshell", "text/x-java", "java",
                "Lull, a laboratory notebook for the Linux kernel's quiet moments\nJava " + java
                        + " (" + System.getProperty("java.vm.name") + "); %help lists what a cell can do besides Java");
    }

    @Override
    public Outcome execute(String code, ExecutionContext context) {
        return executed(code, context, context.keep());
    }

    @Override
    public Outcome evaluate(String expression, ExecutionContext context) {
        return executed(expression, context, false);
    }

    private Outcome executed(String code, ExecutionContext context, boolean keep) {
        return inCell(context, (session, cell) -> {
            declareRecall(session, code);
            session.workFor(cell);
            CellRun run = new CellRun(session, cell, code);
            Ballast.ofTheProcess().rearm();
            try {
                Outcome outcome = run.run();
                if (keep) {
                    remember(context.cell(), code, outcome, run.value());
                }
                return outcome;
            } catch (Error e) {
                Ballast.ofTheProcess().release();       // first of all: everything below allocates
                return TooMuch.of(e).orElseThrow(() -> e).asFailure();
            }
        });
    }

    @Override
    public void call(Runnable callback, ExecutionContext context) {
        CellRunner.End end = inCell(context, (session, cell) -> {
            session.workFor(cell);
            return session.run(Executors.callable(callback, null));
        });
        if (end instanceof CellRunner.Threw threw) {
            new Cell(context).note("A callback failed: " + threw.told().inOneLine() + "\n");
        }
    }

    /** Does something as a cell: one at a time of each shell, stoppable, with the streams of this context. */
    private <T> T inCell(ExecutionContext context, BiFunction<JavaSession, Cell, T> work) {
        Cell cell = new Cell(context);
        running.add(cell);              // an interrupt while the session starts is for this cell, which waits for it
        try {
            return inCell(session(), cell, work);
        } finally {
            running.remove(cell);
            preparation.cellEnded();
        }
    }

    private static <T> T inCell(JavaSession session, Cell cell, BiFunction<JavaSession, Cell, T> work) {
        return session.compiler().holding(() -> {
            cell.begin();
            if (cell.context.interrupted().getAsBoolean()) {
                cell.stop();
            }
            try {
                return work.apply(session, cell);
            } finally {
                if (cell.isStopping()) {
                    Interruption.awaitPoolWorkers();
                }
                session.workFor(null);
                cell.end();
            }
        });
    }

    private void declareRecall(JavaSession session, String code) {
        if (!declaresRecall && RECALLS.matcher(code).find()) {
            declaresRecall = true;
            session.declare(recall.declarationOf("In"));
            session.declare(recall.declarationOf("Out"));
        }
    }

    /** For somebody who only asks: while a cell runs its declarations would have to wait for the cell's end. */
    private void declareRecallIfIdle(JavaSession session, String code) {
        if (session.isIdle()) {
            declareRecall(session, code);
        }
    }

    private void remember(int cell, String code, Outcome outcome, Object value) {
        recall.in().put(cell, code);
        if (outcome instanceof Outcome.Value) {
            recall.out().put(cell, value);
        }
    }

    @Override
    public boolean interrupt() {
        boolean found = false;
        for (Cell cell : running) {     // one that does not run yet will find itself stopped as soon as it does
            found = true;
            cell.stop();
            CellRunner.Task call = cell.call();
            if (call != null) {
                interruption.of(call);
            }
        }
        return found;
    }

    @Override
    public void leave(String shell) {
        if (preparation.isThere()) {
            session().runner().leave(shell);
        }
    }

    @Override
    public void refuseExit(Thread caller) {
        for (Cell cell : running) {
            CellRunner.Task call = cell.call();
            if (call != null && call.worker == caller) {
                call.worker.retire();
                call.endWith(new CellRunner.Threw(new ExitRequested()));
                return;
            }
        }
        System.err.println("System.exit was called in " + caller.getName() + "; that thread waits for ever, the session goes on.");
    }

    @Override
    public Completion complete(String code, int cursor) {
        return withCompiler(session -> {
            declareRecallIfIdle(session, code);
            return new EditorHelp(session).complete(code, cursor);
        });
    }

    @Override
    public Inspection inspect(String code, int cursor, int detail) {
        List<String> imports = new ArrayList<>();
        Map<String, String> heads = new HashMap<>();
        List<Documentation> found = withCompiler(session -> {
            declareRecallIfIdle(session, code);
            EditorHelp help = new EditorHelp(session);
            imports.addAll(help.imports());
            List<Documentation> there = help.at(code, cursor);
            there.forEach(thing -> help.headOf(thing.signature()).ifPresent(head -> heads.put(thing.signature(), head)));
            return there;
        });
        // Without the compiler: a comment may have to be downloaded first.
        AtomicBoolean said = new AtomicBoolean(detail == 0);
        return EditorHelp.told(found, detail, signature -> Optional.ofNullable(heads.get(signature))
                .or(() -> library.commentOn(signature, imports, session().loader()))
                .or(() -> library.whyTheJdkIsSilentOn(signature, imports, session().loader()).filter(why -> !said.getAndSet(true))));
    }

    @Override
    public Completeness isComplete(String code) {
        JavaSession session = session();
        return session.compiler().soonHolding(() -> new EditorHelp(session).isComplete(code)).orElseGet(() -> EditorHelp.isCompleteAtAGlance(code));
    }

    private <T> T withCompiler(Function<JavaSession, T> work) {
        JavaSession session = session();
        return session.compiler().holding(() -> work.apply(session));
    }

    @Override
    public List<Path> classpath() {
        return session().classpath();
    }

    @Override
    public void addToClasspath(List<Path> more) {
        withCompiler(session -> {
            session.addToClasspath(more);
            return null;
        });
    }

    @Override
    public void document(Path jar, Supplier<Optional<Path>> documentation) {
        library.add(jar, documentation);
    }

    @Override
    public List<Variable> variables(ExecutionContext context) {
        return inCell(context, (session, cell) -> {
            session.workFor(cell);
            List<VarSnippet> all = session.jshell().variables().filter(session::isUsers).toList();
            // One after the other: while the text of one is made, another shell's cell may declare the next anew.
            return all.stream().filter(v -> session.jshell().status(v) == Snippet.Status.VALID).map(v -> variable(session, v)).toList();
        });
    }

    private static Variable variable(JavaSession session, VarSnippet snippet) {
        session.control().forgetLast();
        session.jshell().varValue(snippet);
        Object value = session.control().lastVariable();
        session.control().forgetLast();
        CellRunner.End end = session.run(() -> PlainText.of(value));
        String text = end instanceof CellRunner.Returned returned ? (String) returned.value()
                : end instanceof CellRunner.Threw threw ? "(cannot be shown: " + threw.told().inOneLine() + ")" : "(cannot be shown)";
        return new Variable(JShellNames.unwrapped(snippet.typeName()), snippet.name(), text);
    }

    /** For tests: see {@link CompiledClasses}. */
    int classesKnownToTheCompiler() {
        return withCompiler(session -> session.classesOfJShell().size());
    }

    /** For tests: see {@link SnippetsOfJShell}. */
    int snippetsKnownToJShell() {
        return withCompiler(session -> session.snippetsOfJShell().size());
    }

    /** For tests: what else happens after thousands of cells. */
    void forgetCompiler() {
        withCompiler(session -> {
            session.forgetCompiler();
            return null;
        });
    }

    /** For tests: see {@link CompiledClasses}. */
    int textsKnownToJShell() {
        return withCompiler(session -> session.classesOfJShell().texts());
    }

    @Override
    public void reset() {
        JavaSession old = session();
        List<Path> classpath = old.classpath();
        recall.forget();
        declaresRecall = false;
        preparation = new Preparation(new JavaSettings(settings.imports(), classpath), this::isUsed);
        preparation.begin();
        old.close();
    }

    @Override
    public void close() {
        recall.close();
        if (preparation.isThere()) {
            session().close();
        }
    }
}
