package dev.lull.kernel.shell;

/** Ends the code of a cell that was asked to stop. An Error, so that few catch it by accident. */
public final class CellInterrupted extends Error {
    private static final long serialVersionUID = 1;

    /** Made by the woven check; public so that a fork-join pool can pass it on from its workers. */
    public CellInterrupted() {
        super("interrupted");
    }
}
