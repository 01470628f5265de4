package dev.lull.kernel.shell;

import dev.lull.kernel.display.PlainText;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jdk.jshell.spi.SPIResolutionException;

/**
 * What was thrown, ready to be told. An exception's methods may be the user's, and throw or never end; so it is asked
 * once, in the thread that threw it, where an interrupt reaches.
 *
 * @param type       the name of its class
 * @param frames     those in cells with the line of the cell
 * @param cause      null when there is none, or none that anybody would still read
 * @param suppressed what else was thrown on the way out
 * @param unresolved what JShell calls the snippet that lacks something, if that is what it is about
 */
record Told(String type, String message, StackTraceElement[] frames, Told cause, List<Told> suppressed, OptionalInt unresolved) {
    private static final int CAUSES_MAX = 10;
    private static final int SUPPRESSED_MAX = 3;

    /** As itself has it. */
    static Told byItself(Throwable thrown) {
        return byItself(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** The little that can be told without asking it. */
    static Told byName(Throwable thrown) {
        return new Told(thrown.getClass().getName(), null, new StackTraceElement[0], null, List.of(), OptionalInt.empty());
    }

    private static Told byItself(Throwable thrown, Set<Throwable> seen) {
        seen.add(thrown);
        String message = asked("getMessage", () -> bounded(thrown.getLocalizedMessage()), failure -> failure);
        StackTraceElement[] frames = asked("getStackTrace", thrown::getStackTrace, failure -> new StackTraceElement[0]);
        Throwable next = seen.size() < CAUSES_MAX ? asked("getCause", thrown::getCause, failure -> null) : null;
        return new Told(thrown.getClass().getName(), message, frames == null ? new StackTraceElement[0] : frames,
                next == null || seen.contains(next) ? null : byItself(next, seen),
                Stream.of(thrown.getSuppressed()).limit(SUPPRESSED_MAX).filter(other -> seen.size() < CAUSES_MAX && !seen.contains(other)).map(other -> byItself(other, seen)).toList(),
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

    /** The same with all its frames put in other terms. */
    Told in(UnaryOperator<StackTraceElement[]> terms) {
        return new Told(type, message, terms.apply(frames), cause == null ? null : cause.in(terms), suppressed.stream().map(other -> other.in(terms)).toList(), unresolved);
    }

    /** Its class and what it says. */
    String inOneLine() {
        return type + (message == null ? "" : ": " + message);
    }
}
