package dev.lull.kernel.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Compiles what is left of a cell after its first error without running any of it, in a second JShell that knows the
 * same declarations, so that all errors of a cell are told at once. Made for the first cell that
 * needs it, and kept: a JShell is dear to start and slow to be forgotten.
 */
final class Rehearsal implements AutoCloseable {
    private static final Pattern DECLARED = Pattern.compile(
            "\\b(?:class|record|enum|interface)\\s+(\\w+)|\\b(\\w+)\\s*(?:[=;(]|$)");
    private static final Pattern UNKNOWN_SYMBOL = Pattern.compile("cannot find symbol: (?:variable|class|method) (\\w+).*");

    private final JShell stage;
    private final SnippetsOfJShell snippets;
    private final Set<String> known = new HashSet<>();

    Rehearsal(List<Path> classpath) {
        stage = JShell.builder().fileManager(ClassPathFiles::new).executionEngine(new NothingRuns(), Map.of()).build();
        snippets = new SnippetsOfJShell(stage, new CompiledClasses(stage));
        if (!classpath.isEmpty()) {
            stage.addToClasspath(classpath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        }
    }

    /**
     * The errors of these pieces of a cell; what the failed piece before them would have declared is not missed.
     *
     * @param session the JShell whose declarations they may use
     */
    CompileErrors of(JShell session, String code, List<Snippets.Piece> pieces, String failed) {
        List<Snippet> declared = session.snippets().filter(s -> s instanceof PersistentSnippet && session.status(s).isActive()).toList();
        Concerned.namedBy(code, declared).stream().map(Snippet::source).filter(known::add).toList().forEach(this::learn);
        CompileErrors errors = new CompileErrors(code);
        Set<String> failedNames = namesIn(failed);
        List<SnippetEvent> events = new ArrayList<>();
        for (Snippets.Piece piece : pieces) {
            events.addAll(rehearse(piece, errors, failedNames));
        }
        for (Snippets.Piece piece : pieces) {
            events.stream().map(SnippetEvent::snippet).filter(s -> s.source().equals(piece.source()) && isWaiting(s))
                    .flatMap(s -> stage.unresolvedDependencies((DeclarationSnippet) s))
                    .filter(name -> !failedNames.contains(simple(name)))
                    .forEach(name -> addMissing(errors, code, piece.start(), name));
        }
        strike(events);
        snippets.tidy(events.stream().map(SnippetEvent::snippet).toList());
        return errors;
    }

    private void learn(String source) {
        List<Snippet> toldOf = snippets.eval(source).stream().map(SnippetEvent::snippet).toList();
        toldOf.stream().filter(snippet -> !stage.status(snippet).isActive()).forEach(snippet -> known.remove(snippet.source()));
        snippets.tidy(toldOf);
    }

    private boolean isWaiting(Snippet snippet) {
        Status status = stage.status(snippet);
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    /** Forgets what was only rehearsed; where it took the place of something of the session, that is learnt anew. */
    private void strike(List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null && event.snippet() instanceof PersistentSnippet && stage.status(event.snippet()).isActive()) {
                stage.drop(event.snippet());
            }
            if (event.previousStatus().isActive()) {
                known.clear();
            }
        }
    }

    @Override
    public void close() {
        stage.close();
    }

    private List<SnippetEvent> rehearse(Snippets.Piece piece, CompileErrors errors, Set<String> failedNames) {
        List<SnippetEvent> events = snippets.eval(piece.source());
        Optional<Snippets.Piece> mended = RecordAccess.mended(piece, events.stream().flatMap(event -> stage.diagnostics(event.snippet())));
        if (mended.isPresent()) {
            return rehearse(mended.get(), errors, failedNames);
        }
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null && event.status() == Status.REJECTED) {
                stage.diagnostics(event.snippet()).filter(Diag::isError)
                        .filter(diag -> !isEcho(CompileErrors.messageOf(diag), failedNames))
                        .forEach(diag -> errors.add(piece, diag));
                failedNames.addAll(namesIn(piece.source()));
            }
        }
        return events;
    }

    /** Adds that a name, as JShell writes it ("class Foo", "method g()"), is unknown, at its first use from a position on. */
    static void addMissing(CompileErrors errors, String code, int from, String name) {
        Matcher use = Pattern.compile("\\b" + Pattern.quote(simple(name)) + "\\b").matcher(code);
        boolean found = use.find(from);
        errors.add(found ? use.start() : from, found ? use.end() : from + 1, "cannot find symbol: " + name);
    }

    private static String simple(String name) {
        String last = name.substring(name.indexOf(' ') + 1);
        return last.contains("(") ? last.substring(0, last.indexOf('(')) : last;
    }

    /** Whether an error only says that something is unknown whose declaration has failed already. */
    private static boolean isEcho(String message, Set<String> failedNames) {
        Matcher unknown = UNKNOWN_SYMBOL.matcher(message);
        return unknown.matches() && failedNames.contains(unknown.group(1));
    }

    /** The names that a text declares, as far as can be seen at a glance. */
    static Set<String> namesIn(String source) {
        Set<String> names = new HashSet<>();
        Matcher matcher = DECLARED.matcher(source);
        if (matcher.find()) {
            names.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return names;
    }

    /** An engine that accepts every class and runs none. */
    private static final class NothingRuns implements ExecutionControlProvider, ExecutionControl {
        @Override
        public String name() {
            return "rehearsal";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return this;
        }

        @Override
        public void load(ClassBytecodes[] classes) {
            // Compiling was all that was wanted.
        }

        @Override
        public void redefine(ClassBytecodes[] classes) {
            // Compiling was all that was wanted.
        }

        @Override
        public String invoke(String className, String methodName) {
            return "";
        }

        @Override
        public String varValue(String className, String varName) {
            return "";
        }

        @Override
        public void addToClasspath(String path) {
            // JShell tells its compiler itself.
        }

        @Override
        public void stop() {
            // Nothing runs.
        }

        @Override
        public Object extensionCommand(String command, Object arg) throws NotImplementedException {
            throw new NotImplementedException(command);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
