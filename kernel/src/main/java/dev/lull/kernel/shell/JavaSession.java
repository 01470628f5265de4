package dev.lull.kernel.shell;

import dev.lull.kernel.display.Renderers;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** One JShell with what belongs to it. Whoever touches the JShell holds {@link #compiler()}. */
final class JavaSession implements AutoCloseable {
    private static final Pattern OF_SNIPPET = Pattern.compile("REPL\\.\\$JShell\\$(\\d+).*");

    /** After so many pieces the compiler begins anew, since a few hundred bytes of each stay with it; on JDK 25, of a lambda ten thousand. */
    private static final int COMPILER_LASTS = 1000;
    private static final Pattern RECORD = Pattern.compile("\\brecord\\s+(\\w+)");

    private final CompilerLock compiler = new CompilerLock();
    private final Places places = new Places();
    private final List<Path> classpath = new ArrayList<>();
    private final Set<String> startSnippets = new HashSet<>();
    private final SessionLoader loader = new SessionLoader(JavaSession.class.getClassLoader());
    private final CellRunner runner = new CellRunner(loader);
    private final InProcessControl control = new InProcessControl(loader, this::run, this::loaded);
    private final JShell jshell;
    private final WrappedFrames frames;
    private final CompiledClasses compiled;
    private final SnippetsOfJShell snippets;
    private final EarlierAnswers answers = new EarlierAnswers();
    private volatile Cell cell;
    private final Optional<SharedCompiler> javac;
    private int renewed;
    private final Optional<Shortcut> shortcut;
    private final Optional<Redeclaration> redeclaration;
    private final StartImports imports;
    private Rehearsal rehearsal;
    private Members members;
    private int pieces;

    /** Starts a JShell; what takes time is left to {@link #warmUp} and {@link #catchUp}. */
    JavaSession(JavaSettings settings) {
        jshell = JShell.builder()
                .fileManager(ClassPathFiles::new)
                .compilerOptions(SharedCompiler.LINT)
                .executionEngine(new Ours(control), Map.of())
                .in(InputStream.nullInputStream())
                .out(new PrintStream(OutputStream.nullOutputStream()))
                .err(new PrintStream(OutputStream.nullOutputStream()))
                .build();
        frames = new WrappedFrames(jshell);
        compiled = new CompiledClasses(jshell);
        snippets = new SnippetsOfJShell(jshell, compiled);
        javac = SharedCompiler.of(jshell);
        shortcut = javac.map(compiler -> new Shortcut(jshell, compiler, compiled, loader));
        redeclaration = javac.map(compiler -> new Redeclaration(jshell, compiler, snippets));
        extendClasspath(settings.classpath());
        imports = new StartImports(jshell, settings.imports(), loader);
        declarationsChanged();
    }

    /** Starts the compiler, and all else that a first cell would have to wait for, by preparing one that nobody runs. */
    void warmUp() {
        compiler.holding(() -> shortcut(new Snippets.Piece(0, "0", true, false), "warm-up"));
    }

    private boolean importNext() {
        List<SnippetEvent> made = imports.makeNext();
        if (!made.isEmpty()) {
            made.forEach(event -> startSnippets.add(event.snippet().id()));
            declarationsChanged();
        }
        return !made.isEmpty();
    }

    private void declarationsChanged() {
        answers.forget();
        shortcut.ifPresent(way -> way.declarationsChanged(imports.toCome()));
        if (members != null) {
            members.forget();
        }
    }

    /** Evaluates the imports that are still to come, letting others at the compiler in between. */
    void catchUp() {
        boolean more = true;
        while (more) {
            more = compiler.holding(this::importNext);
        }
    }

    /** The JShell, with all that the session begins with. */
    JShell jshell() {
        boolean more = true;
        while (more) {
            more = importNext();
        }
        return jshell;
    }

    /** What knows how Java is written, whatever has been declared. With the first call JShell begins to index the class path: not in a first cell's way. */
    Grammar grammar() {
        return new Grammar(jshell.sourceCodeAnalysis());
    }

    /** For tests: the JShell without what has not been caught up with. */
    JShell jshellAsItIs() {
        return jshell;
    }

    /** For tests: how many of the imports that the session begins with JShell has not heard of yet. */
    int importsToCome() {
        return imports.toCome().size();
    }

    /** For tests: how often something was compiled in the quicker way. */
    int compilations() {
        return javac.map(SharedCompiler::compilations).orElse(0);
    }

    CompilerLock compiler() {
        return compiler;
    }

    InProcessControl control() {
        return control;
    }

    CompiledClasses classesOfJShell() {
        return compiled;
    }

    SnippetsOfJShell snippetsOfJShell() {
        return snippets;
    }

    EarlierAnswers answers() {
        return answers;
    }

    /** Evaluates a piece of a cell in JShell's way. */
    List<SnippetEvent> eval(String source) {
        jshell();       // catches up
        declarationsChanged();
        if (declaresAKnownRecord(source)) {
            forgetCompiler();       // javac 17 remembers a record's components when it reads another text of the same record, and falls over them
        }
        try {
            return snippets.eval(source);
        } finally {
            declarationsChanged();      // for whoever has asked while an initialiser ran
        }
    }

    /** Has JShell tell of a call that has ended for want of a declaration: with all of them in view, since it looks for the one. */
    List<SnippetEvent> evalEnded(CellRunner.End how) {
        control.hasEnded(how);
        return jshell().eval("throw null;");
    }

    /** What there is to say against a piece that would declare something anew ({@link Redeclaration}). */
    List<CompileErrors.Complaint> refusalsOf(Snippets.Piece piece, String rest) {
        jshell();
        if (declaresAKnownRecord(piece.source())) {
            forgetCompiler();
        }
        return redeclaration.map(check -> check.refusalsOf(piece, rest)).orElse(List.of());
    }

    /**
     * Declares a class anew whose initialiser was stopped: the JVM would never let it be used again. For what compiles to
     * the same JShell would do nothing; so it gets a member that nobody needs.
     */
    void renewClass(String name) {
        Matcher parts = OF_SNIPPET.matcher(name);
        if (parts.matches()) {
            jshell.snippets().filter(s -> s.id().equals(parts.group(1)) && jshell.status(s).isActive()).findFirst().ifPresent(stopped -> {
                String source = stopped.source();
                int end = source.lastIndexOf('}');
                Places.Place place = places.of(stopped.id());
                eval(source.substring(0, end) + ";interface $again" + ++renewed + " {}" + source.substring(end)).stream().filter(event -> event.causeSnippet() == null)
                        .forEach(event -> places.put(event.snippet().id(), place));
            });
        }
    }

    private boolean declaresAKnownRecord(String source) {
        Matcher record = RECORD.matcher(source);
        return record.find() && jshell.types().anyMatch(type -> type.name().equals(record.group(1)));
    }

    /** A piece made ready in a quicker way, if there is one; its frames are those of the named snippet. */
    Optional<Shortcut.Ready> shortcut(Snippets.Piece piece, String snippet) {
        if (++pieces % COMPILER_LASTS == 0) {
            forgetCompiler();
        }
        return shortcut.flatMap(way -> way.to(piece, snippet));
    }

    void forgetCompiler() {
        javac.ifPresent(SharedCompiler::forget);
    }

    /** What was thrown, in the user's terms. */
    Told told(Told thrown) {
        return thrown.in(this::translated);
    }

    /** Frames in the user's terms. */
    StackTraceElement[] translated(StackTraceElement[] raw) {
        return compiler.holding(() -> frames.translated(raw));
    }

    /** The same as text, for wherever no cell has failed. */
    String text(Throwable thrown) {
        return new RuntimeErrors(places).text(told(Told.byItself(thrown)));
    }

    Places places() {
        return places;
    }

    List<Path> classpath() {
        return List.copyOf(classpath);
    }

    /** The members of whatever stands before a dot. */
    Members.Of membersAfter(String text) {
        if (members == null && javac.isPresent()) {
            members = new Members(javac.get(), shortcut.get()::importsFor);
        }
        if (members != null && !members.know(text) && ++pieces % COMPILER_LASTS == 0) {
            forgetCompiler();
        }
        return members == null ? Members.NONE : members.after(text);
    }

    Rehearsal rehearsal() {
        if (rehearsal == null) {
            rehearsal = new Rehearsal(classpath);
        }
        return rehearsal;
    }

    /** Forgets a declaration, also where errors are looked for. */
    List<SnippetEvent> drop(Snippet declaration) {
        endRehearsal();
        List<SnippetEvent> events = jshell.drop(declaration);
        declarationsChanged();
        return events;
    }

    private void endRehearsal() {
        if (rehearsal != null) {
            rehearsal.close();
            rehearsal = null;
        }
    }

    CellRunner runner() {
        return runner;
    }

    /** Whether a snippet is the user's, not one that the session began with. */
    boolean isUsers(Snippet snippet) {
        return !startSnippets.contains(snippet.id());
    }

    /** Evaluates something for the session's own use, such as a declaration of ours. */
    void declare(String source) {
        eval(source).forEach(event -> startSnippets.add(event.snippet().id()));
    }

    /** One call, since each makes the next snippet slow. */
    void addToClasspath(List<Path> more) {
        List<Path> added = more.stream().filter(path -> !classpath.contains(path)).toList();
        if (!added.isEmpty()) {
            endRehearsal();
            extendClasspath(added);
            declarationsChanged();
        }
    }

    private void extendClasspath(List<Path> added) {
        if (!added.isEmpty()) {
            classpath.addAll(added);
            jshell.addToClasspath(added.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            Renderers.shared().addProvidersOf(loader);
        }
    }

    /** What loads the user's classes. */
    ClassLoader loader() {
        return loader;
    }

    private void loaded(String className) {
        if (cell != null) {
            cell.hasCode(className);
        }
    }

    /** The cell for which {@link #run} works from now on; null for none. */
    void workFor(Cell cell) {
        if (cell != null) {
            cell.tellBy(this::text);
        }
        this.cell = cell;
    }

    /** Whether no cell is at work. */
    boolean isIdle() {
        return cell == null;
    }

    /** Runs the user's code and lets others use the compiler meanwhile. */
    CellRunner.End run(Callable<Object> code) {
        Cell worksFor = cell;
        if (worksFor == null) {
            return runHere(code);       // a declaration of ours while the session starts
        }
        snippets.showAll();             // to those who use the compiler meanwhile
        try {
            return compiler.giving(() -> runner.run(worksFor, code));
        } finally {
            cell = worksFor;        // another shell's may have had its turn
        }
    }

    private static CellRunner.End runHere(Callable<Object> code) {
        try {
            return new CellRunner.Returned(code.call());
        } catch (Exception e) {
            return new CellRunner.Threw(e);
        }
    }

    @Override
    public void close() {
        endRehearsal();
        runner.close();
        jshell.close();
    }

    private record Ours(InProcessControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "lull";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }
}
