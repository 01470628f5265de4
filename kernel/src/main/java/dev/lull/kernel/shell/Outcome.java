package dev.lull.kernel.shell;

import dev.lull.kernel.display.MimeBundle;
import java.util.List;

/** How a cell ended. */
public sealed interface Outcome {
    /** It ended well and has nothing to show. */
    Outcome NOTHING = new Nothing();

    /** True for everything but {@link Failure} and {@link Exit}. */
    default boolean ok() {
        return true;
    }

    /** It ended well and its last expression has this value. */
    record Value(MimeBundle bundle) implements Outcome {}

    /** It ended well and has nothing to show. */
    record Nothing() implements Outcome {}

    /**
     * It did not end well.
     *
     * @param name      the exception's class, or {@code CompileError}, or {@code Interrupted}
     * @param message   one line or few
     * @param traceback what a person should read, a line each, with ANSI colours
     */
    record Failure(String name, String message, List<String> traceback) implements Outcome {
        public Failure {
            traceback = List.copyOf(traceback);
        }

        @Override
        public boolean ok() {
            return false;
        }
    }

    /**
     * It called System.exit. The session goes on unless the caller decides otherwise, as a script runner does.
     *
     * @param call the call as it was, as far as it is known
     */
    record Exit(int status, String call) implements Outcome {
        @Override
        public boolean ok() {
            return false;
        }
    }
}
