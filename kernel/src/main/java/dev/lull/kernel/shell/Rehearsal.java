package dev.lull.kernel.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Compiles what is left of a cell after its first error without running any of it, in a second JShell that knows the
 * same declarations, so that all errors of a cell are told at once. Costs nothing while cells compile.
 */
final class Rehearsal {
    private static final Pattern DECLARED = Pattern.compile(
            "\\b(?:class|record|enum|interface)\\s+(\\w+)|\\b(\\w+)\\s*(?:[=;(]|$)");
    private static final Pattern UNKNOWN_SYMBOL = Pattern.compile("cannot find symbol: (?:variable|class|method) (\\w+).*");

    private Rehearsal() {}

    /** The errors of these pieces of a cell; what the failed piece before them would have declared is not missed. */
    static CompileErrors of(JavaSession session, String code, List<Snippets.Piece> pieces, String failed) {
        CompileErrors errors = new CompileErrors(code);
        try (JShell stage = JShell.builder().executionEngine(new NothingRuns(), Map.of()).build()) {
            session.classpath().forEach(path -> stage.addToClasspath(path.toString()));
            session.jshell().snippets()
                    .filter(s -> s instanceof PersistentSnippet && session.jshell().status(s).isActive())
                    .forEach(s -> stage.eval(s.source()));
            Set<String> failedNames = namesIn(failed);
            for (Snippets.Piece piece : pieces) {
                rehearse(stage, piece, errors, failedNames);
            }
            stage.snippets().filter(s -> stage.status(s) == Status.RECOVERABLE_DEFINED || stage.status(s) == Status.RECOVERABLE_NOT_DEFINED)
                    .forEach(s -> pieces.stream().filter(p -> p.source().equals(s.source())).forEach(p ->
                            stage.unresolvedDependencies((DeclarationSnippet) s)
                                    .filter(name -> !failedNames.contains(simple(name)))
                                    .forEach(name -> addMissing(errors, code, p.start(), name))));
        }
        return errors;
    }

    private static void rehearse(JShell stage, Snippets.Piece piece, CompileErrors errors, Set<String> failedNames) {
        for (SnippetEvent event : stage.eval(piece.source())) {
            if (event.causeSnippet() == null && event.status() == Status.REJECTED) {
                stage.diagnostics(event.snippet()).filter(Diag::isError)
                        .filter(diag -> !isEcho(CompileErrors.messageOf(diag), failedNames))
                        .forEach(diag -> errors.add(piece, diag));
                failedNames.addAll(namesIn(piece.source()));
            }
        }
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

    private static Set<String> namesIn(String source) {
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
