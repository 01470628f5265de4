package dev.lull.kernel.shell;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import jdk.jshell.TypeDeclSnippet;

/**
 * Whether a declaration that would take the place of another one can be compiled at all. JShell gives up the old one first, with the
 * value of a variable and whatever uses the type; nobody wants to lose these to a slip of the pen.
 */
final class Redeclaration {
    /** Said of a var as well, when its value does not compile. */
    private static final String VAR_NOT_ALLOWED = "compiler.err.restricted.type.not.allowed";
    private static final Pattern MISSED = Pattern.compile("symbol: +\\w+ (\\w+)");
    private static final String CLASS = "REPL.$JShell$DOESNOTMATTER";

    private final JShell jshell;
    private final SharedCompiler compiler;
    private final SnippetsOfJShell snippets;

    Redeclaration(JShell jshell, SharedCompiler compiler, SnippetsOfJShell snippets) {
        this.jshell = jshell;
        this.compiler = compiler;
        this.snippets = snippets;
    }

    /**
     * What there is to say against a piece that declares anew what there is; nothing when it compiles, or is something else.
     *
     * @param rest what comes after it in its cell, and may declare what it misses
     */
    List<CompileErrors.Complaint> refusalsOf(Snippets.Piece piece, String rest) {
        Set<String> declared = Rehearsal.namesIn(piece.source());
        List<DeclarationSnippet> former = jshell.snippets().filter(DeclarationSnippet.class::isInstance).map(DeclarationSnippet.class::cast)
                .filter(snippet -> declared.contains(snippet.name()) && jshell.status(snippet).isActive()).toList();
        if (former.isEmpty() || former.stream().anyMatch(MethodSnippet.class::isInstance) && mayCallAnOverload(piece.source(), former)
                || former.get(0) instanceof TypeDeclSnippet type && isUsedByWhatItUses(type, piece.source())) {
            return List.of();
        }
        return snippets.about(piece.source(), () -> jshell.sourceCodeAnalysis().wrappers(piece.source())).stream()
                .filter(wrapped -> wrapped.kind() == Kind.VAR || wrapped.kind() == Kind.METHOD || wrapped.kind() == Kind.TYPE_DECL)
                .flatMap(wrapped -> refusals(piece, wrapped, rest).stream()).toList();
    }

    /** Which JShell finds in its own time ({@link SnippetsOfJShell#eval}). */
    private boolean mayCallAnOverload(String source, List<DeclarationSnippet> former) {
        return NamesInText.of(CellText.bodyOf(source)).contains(former.get(0).name())
                && !(former.size() == 1 && jshell.sourceCodeAnalysis().sourceToSnippets(source).stream().allMatch(s -> hasParametersOf(s, former.get(0))));
    }

    /** Then only what JShell makes of them all together tells; alone, the new type would meet those that know the old one. */
    private boolean isUsedByWhatItUses(TypeDeclSnippet type, String source) {
        return Concerned.namedBy(source, jshell.snippets().filter(snippet -> jshell.status(snippet).isActive()).toList()).stream()
                .anyMatch(other -> other != type && other instanceof DeclarationSnippet && NamesInText.of(other.source()).contains(type.name()));
    }

    private static boolean hasParametersOf(Snippet one, Snippet other) {
        return one instanceof MethodSnippet a && other instanceof MethodSnippet b && a.parameterTypes().equals(b.parameterTypes());
    }

    private List<CompileErrors.Complaint> refusals(Snippets.Piece piece, SnippetWrapper wrapped, String rest) {
        List<Diagnostic<? extends JavaFileObject>> errors = compiler.compile(CLASS, wrapped.wrapped(), Redeclaration::errors).orElse(List.of());
        if (errors.isEmpty()) {
            return List.of();
        }
        Set<String> toCome = NamesInText.of(rest);
        boolean mayWait = wrapped.kind() != Kind.VAR && errors.stream().allMatch(error -> toCome.contains(missedBy(error)));
        if (mayWait || errors.stream().anyMatch(error -> error.getCode().equals(RecordAccess.REFUSED))) {
            return List.of();
        }
        List<CompileErrors.Complaint> refusals = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> error : errors.size() > 1 ? errors.stream().filter(e -> !e.getCode().startsWith(VAR_NOT_ALLOWED)).toList() : errors) {
            refusals.add(new CompileErrors.Complaint(inCell(piece, wrapped, error.getStartPosition()), inCell(piece, wrapped, error.getEndPosition()),
                    CompileErrors.messageOf(error.getMessage(Locale.ROOT))));
        }
        return refusals;
    }

    private static int inCell(Snippets.Piece piece, SnippetWrapper wrapped, long position) {
        return piece.inCell(Math.max(0, wrapped.wrappedToSourcePosition((int) position)));
    }

    private static String missedBy(Diagnostic<?> error) {
        Matcher missed = MISSED.matcher(error.getMessage(Locale.ROOT));
        return missed.find() ? missed.group(1) : "";
    }

    private static List<Diagnostic<? extends JavaFileObject>> errors(JavacTask task, DiagnosticCollector<JavaFileObject> said) {
        try {
            task.parse();
            task.analyze();
            return said.getDiagnostics().stream().<Diagnostic<? extends JavaFileObject>>map(d -> d).filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
