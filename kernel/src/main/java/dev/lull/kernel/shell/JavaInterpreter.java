package dev.lull.kernel.shell;

import dev.lull.kernel.display.MimeBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;

/** Java, by way of the JShell API. */
public final class JavaInterpreter implements Interpreter, Session {
    private final JShell jshell;

    /** Starts a session. */
    public JavaInterpreter(JavaSettings settings) {
        jshell = JShell.builder().executionEngine("local").build();
        settings.imports().forEach(i -> jshell.eval("import " + i + ";"));
    }

    @Override
    public LanguageInfo info() {
        return new LanguageInfo("java", Runtime.version().toString(), "text/x-java", ".jshell", "text/x-java", "java",
                "Lull, Java " + Runtime.version());
    }

    @Override
    public Outcome execute(String code, ExecutionContext context) {
        Outcome outcome = Outcome.NOTHING;
        String rest = code;
        while (!rest.isBlank()) {
            var part = jshell.sourceCodeAnalysis().analyzeCompletion(rest);
            for (SnippetEvent event : jshell.eval(part.source() == null ? rest : part.source())) {
                if (event.exception() != null) {
                    return new Outcome.Failure(event.exception().getClass().getName(), String.valueOf(event.exception().getMessage()), List.of());
                }
                outcome = event.value() == null ? Outcome.NOTHING : new Outcome.Value(MimeBundle.text(event.value()));
            }
            rest = part.source() == null ? "" : part.remaining();
        }
        return outcome;
    }

    @Override
    public List<Path> classpath() {
        return List.of();
    }

    @Override
    public void addToClasspath(List<Path> more) {
        more.forEach(path -> jshell.addToClasspath(path.toString()));
    }

    @Override
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        jshell.variables().forEach(v -> variables.add(new Variable(v.typeName(), v.name(), jshell.varValue(v))));
        return variables;
    }

    @Override
    public void reset() {
        jshell.snippets().toList().forEach(jshell::drop);
    }

    @Override
    public void interrupt() {
        jshell.stop();
    }

    @Override
    public void close() {
        jshell.close();
    }
}
