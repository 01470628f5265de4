package dev.lull.kernel.shell;

/** Takes the place of System.exit in a cell. */
final class ExitRequested extends Error {
    private static final long serialVersionUID = 1;

    final int status;

    ExitRequested(int status) {
        super("System.exit(" + status + ")");
        this.status = status;
    }
}
