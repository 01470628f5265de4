package dev.lull.kernel.shell;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.EvalException;

/**
 * What was thrown, ready to be told.
 *
 * @param type   the name of its class
 * @param frames those in cells with the line of the cell
 * @param cause  null when there is none, or none that anybody would still read
 */
record Told(String type, String message, StackTraceElement[] frames, Told cause) {
    private static final int CAUSES_MAX = 10;
    private static final Pattern WRAPPED_BY_JSHELL = Pattern.compile("REPL\\.\\$JShell\\$[1-9].*");

    /** As JShell has it, which knows where its snippets' lines come from. */
    static Told byJShell(EvalException thrown) {
        return byJShell(thrown, CAUSES_MAX);
    }

    private static Told byJShell(EvalException thrown, int causes) {
        Told cause = thrown.getCause() instanceof EvalException next && causes > 1 ? byJShell(next, causes - 1) : null;
        return new Told(thrown.getExceptionClassName(), thrown.getMessage(), thrown.getStackTrace(), cause);
    }

    /** By itself; empty when it has been in code that JShell has wrapped, of which only JShell can tell. */
    static Optional<Told> byItself(Throwable thrown) {
        try {
            return Optional.ofNullable(byItself(thrown, CAUSES_MAX));
        } catch (RuntimeException | Error itsOwnMethodsFail) {
            return Optional.empty();
        }
    }

    private static Told byItself(Throwable thrown, int causes) {
        StackTraceElement[] frames = thrown.getStackTrace();
        if (Stream.of(frames).anyMatch(frame -> WRAPPED_BY_JSHELL.matcher(frame.getClassName()).matches())) {
            return null;
        }
        Throwable next = causes > 1 ? thrown.getCause() : null;
        Told cause = next == null ? null : byItself(next, causes - 1);
        return next != null && cause == null ? null : new Told(thrown.getClass().getName(), thrown.getLocalizedMessage(), frames, cause);
    }
}
