package dev.lull.kernel.shell;

import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;

/** What the declarations of a cell, or of earlier ones that it calls, lack before they can be used. */
final class StillMissing {
    private final JavaSession session;
    private final String code;
    private final CompileErrors errors;

    /** To be told among the errors of the cell with this code. */
    StillMissing(JavaSession session, String code, CompileErrors errors) {
        this.session = session;
        this.code = code;
        this.errors = errors;
    }

    /** Tells of those among these that wait for something. */
    void of(List<DeclarationSnippet> declared) {
        for (DeclarationSnippet snippet : declared) {
            Status status = session.jshell().status(snippet);
            if (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED) {
                of(snippet);
            }
        }
    }

    /** Tells what this one waits for. */
    void of(DeclarationSnippet snippet) {
        Places.Place place = session.places().of(snippet.id());
        boolean isOfThisCell = place != null && place.text().equals(code);
        List<String> unresolved = session.jshell().unresolvedDependencies(snippet).toList();
        List<Diag> wrong = session.jshell().diagnostics(snippet).filter(Diag::isError).toList();
        if (unresolved.isEmpty() && !wrong.isEmpty()) {     // all it needs is there, and does not fit
            if (isOfThisCell) {
                wrong.forEach(diag -> errors.add(place.start(), diag));
            } else {
                errors.add(0, 1, firstLineOf(snippet) + " no longer compiles: " + CompileErrors.messageOf(wrong.get(0)));
            }
        } else if (isOfThisCell) {
            unresolved.forEach(name -> Rehearsal.addMissing(errors, code, place.start(), name));
        } else {
            errors.add(0, 1, firstLineOf(snippet) + " still needs: " + String.join(", ", unresolved));
        }
    }

    private static String firstLineOf(Snippet snippet) {
        return snippet.source().lines().findFirst().orElse("");
    }
}
