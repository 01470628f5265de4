package dev.lull.kernel.shell;

import java.util.List;
import java.util.Optional;

/** A cell that is too much for the compiler, which tells so in its own ways: by an Error, and JShell wraps that in others. */
enum TooMuch {
    MEMORY("OutOfMemoryError", "OutOfMemoryError", "Java heap space, while the cell was compiled"),
    DEPTH("StackOverflowError", "CompileError", "the cell is too long or too deeply nested an expression for Java's compiler;"
            + " parts of it in variables or methods of their own would do, and data in a file");

    private static final int CAUSES_MAX = 10;

    private final String thrown;
    private final String told;
    private final String message;

    TooMuch(String thrown, String told, String message) {
        this.thrown = thrown;
        this.told = told;
        this.message = message;
    }

    /** What was too much, if that is what this Error is about. */
    static Optional<TooMuch> of(Error error) {
        Throwable cause = error;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
            for (TooMuch kind : values()) {
                if (cause instanceof VirtualMachineError && (cause.getClass().getSimpleName().equals(kind.thrown) || String.valueOf(cause.getMessage()).contains(kind.thrown))) {
                    return Optional.of(kind);
                }
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    Outcome.Failure asFailure() {
        return new Outcome.Failure(told, message, List.of(told + ": " + message));
    }
}
