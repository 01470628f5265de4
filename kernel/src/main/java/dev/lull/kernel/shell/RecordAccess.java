package dev.lull.kernel.shell;

import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.Diag;

/**
 * JShell makes every record of a cell public, and then refuses a canonical constructor for not being so, though in the
 * cell both are written alike: {@code record Age(int years) { Age { ... } }}.
 */
final class RecordAccess {
    static final String REFUSED = "compiler.err.invalid.canonical.constructor.in.record";
    private static final String PUBLIC = "public ";

    private RecordAccess() {}

    /** The piece with its record's constructor made public, if that was what JShell had against it. */
    static Optional<Snippets.Piece> mended(Snippets.Piece piece, Stream<Diag> refused) {
        return piece.added() != null ? Optional.empty() : refused
                .filter(diag -> diag.getCode().equals(REFUSED) && diag.getMessage(java.util.Locale.ROOT).contains("was public"))
                .map(diag -> (int) diag.getStartPosition())
                .filter(at -> at >= 0 && at < piece.source().length() && !piece.source().startsWith("pr", at))      // private, protected
                .findFirst().map(at -> piece.with(at, PUBLIC));
    }
}
