package dev.lull.kernel.shell;

/** Takes the place of System.exit in a cell. */
final class ExitRequested extends Error {
    private static final long serialVersionUID = 1;
    private static final int UNKNOWN = 1;
    private static final int CAUSES_MAX = 10;

    final int status;

    ExitRequested(int status) {
        super("System.exit(" + status + ")");
        this.status = status;
    }

    /** By a library, and nobody could see with which status. */
    ExitRequested() {
        super("System.exit");
        status = UNKNOWN;
    }

    /** The one that this is, or wraps as a pool's or reflection's exceptions do; null if it does not. */
    static ExitRequested in(Throwable thrown) {
        try {
            Throwable cause = thrown;
            for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
                if (cause instanceof ExitRequested exit) {
                    return exit;
                }
                cause = cause.getCause();
            }
            return null;
        } catch (RuntimeException | Error itsOwnMethodFails) {
            return null;
        }
    }

    Outcome.Exit outcome() {
        return new Outcome.Exit(status, getMessage());
    }
}
