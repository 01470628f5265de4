package dev.lull.kernel.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;

/**
 * Types that are {@code non-sealed}, and that JDK 17's JShell refuses where their sealed type is not whole yet: it would wait for one
 * that is missing, but takes this for another error. So such a type is declared as a final one first, and anew when that is there.
 */
final class NonSealed {
    private static final String REFUSED = "compiler.err.non.sealed.with.no.sealed.supertype";
    private static final String MODIFIER = "non-sealed";
    private static final String FOR_NOW = "final     ";

    private final Map<Snippet, Snippets.Piece> closed = new LinkedHashMap<>();

    /** What to declare for now in the place of a piece with these errors; empty when they are of other kinds. */
    static Optional<String> forNow(Snippets.Piece piece, Stream<Diag> errors) {
        return errors.anyMatch(error -> error.getCode().equals(REFUSED)) ? Optional.of(piece.source().replaceFirst(MODIFIER, FOR_NOW)) : Optional.empty();
    }

    /** This snippet stands for the piece until it can be declared as it is. */
    void standsFor(Snippet snippet, Snippets.Piece piece) {
        closed.put(snippet, piece);
    }

    /** The pieces that can be declared as they are by now. */
    List<Snippets.Piece> due(JShell jshell) {
        List<Snippet> due = closed.keySet().stream().filter(snippet -> jshell.status(snippet) == Status.VALID).toList();
        return due.stream().map(closed::remove).toList();
    }
}
