package dev.lull.kernel.cli.notebook;

/** A notebook file cannot be read or written; the message says which, why, and what would work. */
public final class BadNotebook extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadNotebook(String message) {
        super(message, null, false, false);
    }
}
