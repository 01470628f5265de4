package dev.lull.kernel.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that no class of a session can have. Every class of a session is imported into whatever is compiled later, and JShell's
 * wrapping, like some of ours, says {@code Object}, {@code Throwable}, {@code java.lang} and {@code dev.lull} there: such a class
 * would have every cell after it refused. Which of them JShell needs differs between JDKs; what is refused does not.
 */
final class ReservedNames {
    private static final List<String> NAMES = List.of("Object", "Throwable", "SuppressWarnings", "java", "dev");
    private static final Pattern PERHAPS = Pattern.compile("\\b(?:class|interface|enum|record|import\\b[\\w\\s.]*\\.)\\s*\\b(" + String.join("|", NAMES) + ")\\b");

    private ReservedNames() {}

    /**
     * What there is to say against a piece that would give such a name a meaning of its own; empty when it does not. The grammar is
     * asked for only then: with it JShell begins to index the class path.
     */
    static Optional<CompileErrors.Complaint> against(Snippets.Piece piece, Supplier<Grammar> grammar) {
        Matcher perhaps = PERHAPS.matcher(piece.source());
        if (!perhaps.find()) {
            return Optional.empty();
        }
        List<String> given = grammar.get().analysis().sourceToSnippets(piece.source()).stream().flatMap(snippet -> Namesakes.simpleName(snippet).stream()).toList();
        return perhaps.reset().results().filter(found -> given.contains(found.group(1))).findFirst().map(found -> new CompileErrors.Complaint(
                piece.inCell(found.start(1)), piece.inCell(found.end(1)),
                "no class of a cell can be called " + found.group(1) + ", since whatever is compiled after it needs that name for its own wrapping;"
                        + " any other name would do, and within a class of yours this one as well"));
    }
}
