package dev.lull.kernel.shell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * Compiles a piece of a cell that declares nothing in one go of the compiler, where JShell takes four and keeps what it
 * made for good. JShell's way has the last word: whatever the compiler has the slightest remark about, and whatever is
 * not plainly an expression or a statement, is left to it.
 */
final class Shortcut {
    static final String NAME = "$JShell$0";      // JShell counts from 1
    static final String METHOD = "do_it$";
    private static final String VARIABLE = "value$";
    /** So many pieces are kept as the compiler made them, since people run the same cell again and again. */
    private static final int MADE_MAX = 200;
    private static final Set<Tree.Kind> STATEMENTS = Set.of(
            Tree.Kind.BLOCK, Tree.Kind.DO_WHILE_LOOP, Tree.Kind.ENHANCED_FOR_LOOP, Tree.Kind.FOR_LOOP, Tree.Kind.IF,
            Tree.Kind.SYNCHRONIZED, Tree.Kind.THROW, Tree.Kind.TRY, Tree.Kind.WHILE_LOOP);
    private static final Set<String> BEGIN_STATEMENTS = Set.of("do", "for", "if", "synchronized", "throw", "try", "while", "{");
    private static final Set<String> LEFT_TO_JSHELL = Set.of("switch", "this", "super", "yield", "import", "@");
    private static final Pattern DECLARATION = Pattern.compile("[\\w$.]+(\\s*<[^=();]*>)?(\\s*\\[\\s*\\])*\\s+(?!instanceof\\b)[\\w$<]");

    private final JShell jshell;
    private final SharedCompiler compiler;
    private final CompiledClasses compiled;
    private final SessionLoader loader;
    private final Map<String, Made> madeBefore = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Made> eldest) {
            return size() > MADE_MAX;
        }
    };
    private Collection<String> importsToCome = List.of();
    private Surroundings surroundings;
    private int count;

    Shortcut(JShell jshell, SharedCompiler compiler, CompiledClasses compiled, SessionLoader loader) {
        this.jshell = jshell;
        this.compiler = compiler;
        this.compiled = compiled;
        this.loader = loader;
    }

    /**
     * A piece, ready to run.
     *
     * @param code     runs it, and returns its value
     * @param hasValue whether it has one that is to be shown
     */
    record Ready(Callable<Object> code, boolean hasValue) {}

    /**
     * JShell may know of other declarations now, or its compiler of other classes: the same piece may mean another thing.
     *
     * @param toCome imports that it does not know yet, but which count already
     */
    void declarationsChanged(Collection<String> toCome) {
        surroundings = null;
        madeBefore.clear();
        importsToCome = List.copyOf(toCome);
    }

    /** The piece made ready, its frames under this name of a snippet; empty when it is for JShell. */
    Optional<Ready> to(Snippets.Piece piece, String snippet) {
        String first = firstWord(piece.source());
        boolean statement = BEGIN_STATEMENTS.contains(first);
        boolean declares = !statement && !first.equals("new") && DECLARATION.matcher(piece.source()).lookingAt();
        if (declares || LEFT_TO_JSHELL.contains(first) || piece.source().contains(VARIABLE)) {
            return Optional.empty();
        }
        Shape shape = statement ? Shape.STATEMENT : piece.quiet() ? Shape.EXPRESSION : Shape.VALUE;
        Made known = madeBefore.get(shape + piece.source());
        Made made = known != null ? known : made(piece.source(), shape);
        return Optional.ofNullable(made).flatMap(classes -> ready(classes, snippet));
    }

    private Made made(String source, Shape shape) {
        Attempt attempt = attempt(source, shape);
        Made made = attempt.why() == Why.IS_VOID ? attempt(source, Shape.EXPRESSION).made() : attempt.made();
        if (made != null && made.apart()) {
            madeBefore.put(shape + source, made);
        }
        return made;
    }

    private static String firstWord(String source) {
        int end = 0;
        while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
            end++;
        }
        return source.substring(0, Math.max(end, Math.min(1, source.length())));
    }

    /** What JShell would import; what it knows and cannot compile is not among it, and whoever names that is for JShell. */
    private Surroundings surroundings() {
        if (surroundings == null) {
            surroundings = surroundedBy(jshell.snippets().filter(snippet -> jshell.status(snippet).isDefined()).toList());
        }
        return surroundings;
    }

    /** The import declarations for a text. */
    String importsFor(String text) {
        return surroundings().importsFor(text);
    }

    private Surroundings surroundedBy(List<Snippet> known) {
        Surroundings all = new Surroundings();
        for (Snippet snippet : known) {
            if (snippet instanceof ImportSnippet imported) {
                all.addImport((imported.isStatic() ? "static " : "") + imported.fullname());
            } else if (snippet instanceof DeclarationSnippet named) {
                all.addNamed(named.name(), "static " + jshell.sourceCodeAnalysis().wrapper(snippet).fullClassName() + "." + named.name());
            }
        }
        importsToCome.forEach(all::addImport);
        return all;
    }

    /** How a piece is wrapped. All on its first line, so that lines keep their numbers. */
    private enum Shape {
        VALUE("Object", "var " + VARIABLE + " = ", "\n; return " + VARIABLE + ";"),
        EXPRESSION("void", "", "\n;"),
        STATEMENT("void", "", "\n");

        private final String type;
        private final String before;
        private final String after;

        Shape(String type, String before, String after) {
            this.type = type;
            this.before = before;
            this.after = after;
        }

        String wrap(String header, String name, String source) {
            String bare = this == STATEMENT ? source : withoutSemicolon(source);
            return header + "public class " + name + " { public static " + type + " " + METHOD + "() throws Throwable { " + before + bare + after + " } }";
        }

        private static String withoutSemicolon(String source) {
            String stripped = source.stripTrailing();
            return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : source;
        }

        /** Whether the compiler has understood the wrapped piece as what it was wrapped as, and no more. */
        boolean fits(List<? extends StatementTree> body) {
            List<? extends StatementTree> all = body.stream().filter(s -> s.getKind() != Tree.Kind.EMPTY_STATEMENT).toList();
            return switch (this) {
                case VALUE -> all.size() == 2 && all.get(0) instanceof VariableTree && all.get(1).getKind() == Tree.Kind.RETURN;
                case EXPRESSION -> all.size() == 1 && all.get(0).getKind() == Tree.Kind.EXPRESSION_STATEMENT;
                case STATEMENT -> all.size() == 1 && STATEMENTS.contains(all.get(0).getKind());
            };
        }
    }

    /** What the compiler has made of a piece. */
    private record Made(String name, Map<String, byte[]> classes, boolean hasValue) {
        /** Whether it can be defined again and again, each time in a loader of its own. */
        boolean apart() {
            return name.equals(NAME);
        }
    }

    /** Why a go came to nothing. */
    private enum Why { FOR_JSHELL, IS_VOID, NEEDS_NEIGHBOURS }

    /** What came of one go: classes, or the reason why there are none. */
    private record Attempt(Made made, Why why) {
        static Attempt failed(Why why) {
            return new Attempt(null, why);
        }
    }

    private Attempt attempt(String source, Shape shape) {
        Attempt apart = attempt(source, shape, NAME);
        return apart.why() == Why.NEEDS_NEIGHBOURS ? attempt(source, shape, NAME + "_" + ++count) : apart;
    }

    private Attempt attempt(String source, Shape shape, String name) {
        return compiler.compile("REPL." + name, shape.wrap("package REPL;" + surroundings().importsFor(source), name, source), (task, said) -> {
            try {
                MethodTree method = methodIn(task.parse().iterator().next());
                if (!said.getDiagnostics().isEmpty() || method == null || !shape.fits(method.getBody().getStatements())) {
                    return Attempt.failed(Why.FOR_JSHELL);
                }
                task.analyze();
                if (!said.getDiagnostics().isEmpty()) {
                    return Attempt.failed(isVoid(said) ? Why.IS_VOID : Why.FOR_JSHELL);
                }
                task.generate().forEach(file -> { });       // into JShell's memory, whence they are taken
                Made made = new Made(name, compiled.take("REPL." + name), shape == Shape.VALUE);
                return made.apart() && made.classes().values().stream().anyMatch(loader::mentionsWhatIsNotPublic)
                        ? Attempt.failed(Why.NEEDS_NEIGHBOURS) : new Attempt(made, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).orElse(Attempt.failed(Why.FOR_JSHELL));
    }

    private static MethodTree methodIn(CompilationUnitTree unit) {
        List<? extends Tree> types = unit.getTypeDecls();
        return types.size() == 1 && types.get(0) instanceof ClassTree type && type.getMembers().size() == 1
                && type.getMembers().get(0) instanceof MethodTree method ? method : null;
    }

    private static boolean isVoid(DiagnosticCollector<JavaFileObject> said) {
        List<Diagnostic<? extends JavaFileObject>> all = said.getDiagnostics();
        return all.size() == 1 && all.get(0).getCode().equals("compiler.err.cant.infer.local.var.type");
    }

    private Optional<Ready> ready(Made made, String snippet) {
        try {
            Class<?> type = loader.define("REPL." + made.name(), made.classes(), "#" + snippet, made.apart());
            Method method = type.getDeclaredMethod(METHOD);
            return Optional.of(new Ready(() -> method.invoke(null), made.hasValue()));
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }
}
