package dev.lull.kernel.cli;

/** Something the user asked for cannot be done; the message says what was asked, what stands in the way, what would work. */
final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    UserError(String message) {
        super(message, null, false, false);
    }
}
