package dev.lull.kernel.shell;

import dev.lull.kernel.display.PlainText;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.spi.SPIResolutionException;

/**
 * What was thrown, ready to be told. An exception's methods may be the user's, and throw or never end; so it is asked
 * once, in the thread that threw it, where an interrupt reaches.
 *
 * @param type       the name of its class
 * @param frames     those in cells with the line of the cell
 * @param cause      null when there is none, or none that anybody would still read
 * @param unresolved what JShell calls the snippet that lacks something, if that is what it is about
 */
record Told(String type, String message, StackTraceElement[] frames, Told cause, OptionalInt unresolved) {
    private static final int CAUSES_MAX = 10;
    private static final Pattern WRAPPED_BY_JSHELL = Pattern.compile("REPL\\.\\$JShell\\$[1-9].*");

    /** As JShell has it, which knows where its snippets' lines come from. */
    static Told byJShell(EvalException thrown) {
        return byJShell(thrown, CAUSES_MAX);
    }

    private static Told byJShell(EvalException thrown, int causes) {
        Told cause = thrown.getCause() instanceof EvalException next && causes > 1 ? byJShell(next, causes - 1) : null;
        return new Told(thrown.getExceptionClassName(), thrown.getMessage(), thrown.getStackTrace(), cause, OptionalInt.empty());
    }

    /** As itself has it. */
    static Told byItself(Throwable thrown) {
        return byItself(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** The little that can be told without asking it. */
    static Told byName(Throwable thrown) {
        return new Told(thrown.getClass().getName(), null, new StackTraceElement[0], null, OptionalInt.empty());
    }

    private static Told byItself(Throwable thrown, Set<Throwable> seen) {
        seen.add(thrown);
        String message = asked("getMessage", () -> bounded(thrown.getLocalizedMessage()), failure -> failure);
        StackTraceElement[] frames = asked("getStackTrace", thrown::getStackTrace, failure -> new StackTraceElement[0]);
        Throwable next = seen.size() < CAUSES_MAX ? asked("getCause", thrown::getCause, failure -> null) : null;
        return new Told(thrown.getClass().getName(), message, frames == null ? new StackTraceElement[0] : frames,
                next == null || seen.contains(next) ? null : byItself(next, seen),
                thrown instanceof SPIResolutionException lacks ? OptionalInt.of(lacks.id()) : OptionalInt.empty());
    }

    private static String bounded(String message) {
        return message == null ? null : PlainText.of(message);
    }

    private static <T> T asked(String method, Supplier<T> question, Function<String, T> otherwise) {
        try {
            return question.get();
        } catch (Throwable e) {         // the user's code, which may throw anything
            return otherwise.apply("(its " + method + "() failed: " + e.getClass().getName() + ")");
        }
    }

    /** Whether it has been in code that JShell has wrapped, of which only JShell can tell. */
    boolean isForJShell() {
        return Stream.of(frames).anyMatch(frame -> WRAPPED_BY_JSHELL.matcher(frame.getClassName()).matches())
                || cause != null && cause.isForJShell();
    }

    /** Its class and what it says. */
    String inOneLine() {
        return type + (message == null ? "" : ": " + message);
    }
}
