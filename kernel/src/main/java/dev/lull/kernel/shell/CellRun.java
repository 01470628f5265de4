package dev.lull.kernel.shell;

import dev.lull.kernel.display.DisplayHandle;
import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.display.Renderers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;

/** One run of one cell: its pieces in their order, until the last or until one fails. */
final class CellRun {
    private static final Pattern INFERRED = Pattern.compile("(final\\s+)?var\\b");
    private static final Pattern RETURN = Pattern.compile("return\\b(?!\\$)");
    private static final String BEYOND_LIMITS = "compiler.err.limit";

    private final JavaSession session;
    private final Cell cell;
    private final String code;
    private final Endings endings;
    private final CompileErrors errors;
    private final CompileErrors warnings;
    private final List<DeclarationSnippet> declared = new ArrayList<>();
    private final Set<Snippet> toldOf = new HashSet<>();
    private final NonSealed nonSealed = new NonSealed();

    private Optional<Shortcut.Ready> prepared = Optional.empty();
    private String preparedAs;
    private Object value;
    private boolean hasValue;

    CellRun(JavaSession session, Cell cell, String code) {
        this.session = session;
        this.cell = cell;
        this.code = code;
        this.endings = new Endings(session, cell);
        this.errors = new CompileErrors(code);
        this.warnings = new CompileErrors(code);
    }

    /** Runs it. */
    Outcome run() {
        try {
            return runPieces();
        } finally {
            session.snippetsOfJShell().tidy(toldOf);
        }
    }

    private Outcome runPieces() {
        List<Snippets.Piece> pieces = pieces();
        if (pieces.size() > 1 && !pieces.get(pieces.size() - 1).whole()) {
            errors.addAll(session.rehearsal().of(session.jshell(), code, pieces, ""));     // what can never be Java is not begun
            if (errors.isEmpty()) {
                int start = pieces.get(pieces.size() - 1).start();
                errors.add(start, start + 1, "JShell cannot tell what this is, nor where it ends");
            }
            return errors.asFailure();
        }
        if (CellText.atTheEndOf(code) == CellText.Within.COMMENT) {
            errors.add(code.lastIndexOf("/*"), code.length(), "this comment does not end");
            return errors.asFailure();
        }
        pieces.forEach(piece -> ReservedNames.against(piece, session::grammar).ifPresent(errors::add));
        pieces.stream().filter(piece -> RETURN.matcher(piece.source()).lookingAt()).forEach(piece -> errors.add(piece.start(), piece.start() + "return".length(),
                "a cell has nobody to return to: what its last line says without return is its value"));
        if (!errors.isEmpty()) {
            return errors.asFailure();
        }
        for (int i = 0; i < pieces.size(); i++) {
            if (i > 0 && cell.isStopping()) {           // while something was compiled that does not run
                return stoppedBefore(pieces.get(i));
            }
            Outcome end = runPiece(pieces.get(i));
            if (!errors.isEmpty()) {
                missing().of(declared);     // it may be why
                if (i + 1 < pieces.size()) {
                    errors.addAll(session.rehearsal().of(session.jshell(), code, pieces.subList(i + 1, pieces.size()), pieces.get(i).source()));
                }
                return errors.asFailure(i == 0 ? 0 : pieces.get(i).start());
            }
            if (end != null) {
                return end;
            }
            if (cell.isStopping() && cell.codeWasStopped()) {
                value = null;       // whatever it is, it came about without the code that was stopped
                return endings.stopped();
            }
            if (cell.isStopping() && cell.wasAskedToStop()) {
                cell.stopNoMore();
                if (i + 1 < pieces.size()) {
                    return stoppedBefore(pieces.get(i + 1));
                }
            }
        }
        missing().of(declared);
        return errors.isEmpty() ? result() : errors.asFailure();
    }

    /** A cell of one line is mostly one piece: if the compiler takes it as such, nobody need be asked how to divide it. */
    private List<Snippets.Piece> pieces() {
        Optional<Snippets.Piece> line = Snippets.ofOneLine(code);
        line.ifPresent(this::prepare);
        return prepared.isPresent() ? List.of(line.get()) : SealedTypes.mended(Snippets.of(code, session.grammar(), cell::isStopping));
    }

    private void prepare(Snippets.Piece piece) {
        StandardStreams.replaceMissing();       // the compiler, too, wants a System.err
        preparedAs = session.places().newName();
        prepared = session.shortcut(piece, preparedAs);
    }

    /** The value that the last piece left behind, for {@code Out}; null as well when there is none. */
    Object value() {
        return value;
    }

    private Outcome runPiece(Snippets.Piece piece) {
        hasValue = false;
        value = null;
        session.control().forgetLast();
        if (prepared.isEmpty()) {
            prepare(piece);
        }
        Optional<Shortcut.Ready> ready = prepared;
        prepared = Optional.empty();
        Outcome failure = ready.isPresent() ? runReady(piece, ready.get(), preparedAs) : runInJShell(piece, piece.source());
        CellRunner.End end = session.control().lastEnd();
        session.control().forgetLast();
        if (end != null) {
            renewWhatCannotBegin(end);
        }
        writeWarnings();
        return failure;
    }

    private void renewWhatCannotBegin(CellRunner.End end) {
        if (cell.isStopping()) {
            end.within("<clinit>").forEach(session::renewClass);
        }
    }

    private Outcome runInJShell(Snippets.Piece piece, String source) {
        session.refusalsOf(piece, code.substring(Math.min(code.length(), piece.inCell(piece.source().length())))).forEach(errors::add);
        if (!errors.isEmpty()) {
            return null;
        }
        List<SnippetEvent> events = session.eval(source);
        Optional<Snippets.Piece> mended = RecordAccess.mended(piece, events.stream().flatMap(event -> session.jshell().diagnostics(event.snippet())));
        if (mended.isPresent()) {
            events.forEach(event -> toldOf.add(event.snippet()));
            return runInJShell(mended.get(), mended.get().source());
        }
        Optional<String> forNow = NonSealed.forNow(piece, events.stream().flatMap(event -> session.jshell().diagnostics(event.snippet())));
        if (forNow.isPresent()) {
            events.forEach(event -> toldOf.add(event.snippet()));
            events = session.eval(forNow.get());
            nonSealed.standsFor(events.get(0).snippet(), piece);
        }
        Outcome failure = took(piece, events);
        for (Snippets.Piece due : nonSealed.due(session.jshell())) {
            Outcome end = took(due, session.eval(due.source()));
            failure = failure == null ? end : failure;
        }
        return failure;
    }

    private Outcome took(Snippets.Piece piece, List<SnippetEvent> events) {
        Outcome failure = null;
        for (SnippetEvent event : events) {
            toldOf.add(event.snippet());
            Outcome end = event.causeSnippet() == null ? ownEvent(piece, event) : sideEffect(event);
            failure = failure == null ? end : failure;
        }
        return failure;
    }

    /** Runs what needs no JShell; if it fails for want of a declaration, JShell tells of which. */
    private Outcome runReady(Snippets.Piece piece, Shortcut.Ready ready, String name) {
        session.places().put(name, new Places.Place(cell.context.cell(), code, piece.start()));
        cell.hasCode("#" + name);
        CellRunner.End end = session.run(ready.code());
        if (end instanceof CellRunner.Returned returned) {
            hasValue = ready.hasValue() && !piece.quiet();
            value = hasValue ? returned.value() : null;
            return null;
        }
        if (end instanceof CellRunner.Threw threw && threw.told().unresolved().isEmpty()) {
            renewWhatCannotBegin(end);
            return endings.of(threw);
        }
        return took(piece, session.evalEnded(end));
    }

    private Outcome ownEvent(Snippets.Piece piece, SnippetEvent event) {
        Snippet snippet = event.snippet();
        boolean tooLarge = session.jshell().diagnostics(snippet).anyMatch(diag -> diag.getCode().startsWith(BEYOND_LIMITS));
        boolean mayBecomeRight = !tooLarge && (event.status() == Status.RECOVERABLE_DEFINED || event.status() == Status.RECOVERABLE_NOT_DEFINED);     // an overload may yet come
        session.jshell().diagnostics(snippet).filter(diag -> !diag.isError() || !mayBecomeRight).forEach(diag -> (diag.isError() ? errors : warnings).add(piece, diag));
        if (tooLarge) {
            session.forgetCompiler();       // it goes on to find every class too large
            session.drop(snippet);          // and would go on to try
        }
        if (event.status() == Status.REJECTED) {
            if (errors.isEmpty()) {
                errors.add(piece.start(), piece.start() + 1, "JShell refuses this without saying why");
            }
            return null;
        }
        session.places().put(snippet.id(), new Places.Place(cell.context.cell(), code, piece.start()));
        if (snippet instanceof DeclarationSnippet declaration) {
            declared.add(declaration);
        }
        Namesakes.of(snippet, session.jshell()).ifPresent(this::giveWay);
        Outcome failure = failureOf(event);
        if (failure == null && session.control().lastEnd() instanceof CellRunner.Returned returned) {
            hasValue = showsItsValue(snippet) && !piece.quiet() && !session.control().lastWasVoid();
            value = hasValue ? returned.value() : null;
        }
        boolean temporary = snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
        boolean neverAssigned = failure != null && snippet.kind() == Kind.VAR;
        if (temporary || neverAssigned) {
            session.jshell().drop(snippet);       // each one kept would be imported into every snippet to come
        }
        return failure;
    }

    private void giveWay(PersistentSnippet older) {
        cell.note(Namesakes.note(older));
        toldOf.add(older);
        session.drop(older).stream().filter(event -> event.causeSnippet() != null).forEach(this::sideEffect);
    }

    private static boolean showsItsValue(Snippet snippet) {
        return switch (snippet.subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    /** What this cell did to snippets of earlier cells, or to its own earlier ones. */
    private Outcome sideEffect(SnippetEvent event) {
        boolean wasReset = event.snippet() instanceof VarSnippet && event.previousStatus() == Status.VALID && event.status() == Status.VALID;
        if (wasReset) {
            cell.note("Note: " + ((VarSnippet) event.snippet()).name() + " is empty again, since a type that it uses was changed.\n");
        }
        if (event.status() == Status.RECOVERABLE_NOT_DEFINED && event.snippet() instanceof VarSnippet variable && INFERRED.matcher(variable.source()).lookingAt()) {
            session.drop(variable);         // JShell would look for the former type for ever, and in vain
            cell.note("Note: " + variable.name() + " is gone, since its type was changed. Declared as " + variable.typeName() + " instead of var it would only be empty.\n");
        }
        return event.exception() == null ? null : failureOf(event);
    }

    private Outcome failureOf(SnippetEvent event) {
        CellRunner.End end = session.control().lastEnd();
        if (end instanceof CellRunner.Stuck stuck) {
            return endings.of(stuck);
        }
        if (event.exception() instanceof UnresolvedReferenceException unresolved && !cell.isStopping()) {
            missing().of(unresolved.getSnippet());
            return null;
        }
        return end instanceof CellRunner.Threw threw ? endings.of(threw) : null;
    }

    private Outcome stoppedBefore(Snippets.Piece next) {
        if (hasValue && result() instanceof Outcome.Value shown) {
            cell.context.display().display(shown.bundle(), UUID.randomUUID().toString());
        }
        value = null;
        int line = Places.lineOf(code, next.start());
        return endings.stopped("The cell was interrupted; what follows from line " + line + " on was not run.");
    }

    /** Renders in the cell's own thread: a toString() is the user's code and may loop, print or throw. */
    private Outcome result() {
        if (!hasValue || value instanceof DisplayHandle) {      // what display() has shown has been shown
            return Outcome.NOTHING;
        }
        Object shown = value;
        CellRunner.End end = session.run(() -> Renderers.shared().render(shown));
        return end instanceof CellRunner.Returned returned ? new Outcome.Value((MimeBundle) returned.value()) : endings.couldNotShow(shown, end);
    }

    private StillMissing missing() {
        return new StillMissing(session, code, errors);
    }

    private void writeWarnings() {
        if (!warnings.isEmpty()) {
            cell.note("Warning: " + warnings.asWarnings());
            warnings.clear();
        }
    }
}
