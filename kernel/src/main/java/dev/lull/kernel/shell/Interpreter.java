package dev.lull.kernel.shell;

/**
 * Evaluates cells of some language. Each shell has a thread that executes its cells; completion, inspection and interruption
 * may come from other threads meanwhile. Positions count Unicode code points, as in Jupyter's protocol.
 */
public interface Interpreter extends AutoCloseable {
    /** Begins, in the background, what the first cell would otherwise have to wait for. */
    default void prepare() {
        // There may be nothing to prepare.
    }

    /** The language, for editors and for the banner. */
    LanguageInfo info();

    /** Runs a cell to its end. What goes wrong in the cell is an outcome, not an exception. */
    Outcome execute(String code, ExecutionContext context);

    /** Evaluates one expression beside the history, for user_expressions. */
    default Outcome evaluate(String expression, ExecutionContext context) {
        return execute(expression, context);
    }

    /** Calls back into the user's code, in the surroundings of a cell; what it throws is written to standard error. */
    default void call(Runnable callback, ExecutionContext context) {
        callback.run();
    }

    /** What could stand at the cursor. */
    default Completion complete(String code, int cursor) {
        return Completion.none(cursor);
    }

    /** What is known about the thing at the cursor; a detail level of 1 asks for more than 0. */
    default Inspection inspect(String code, int cursor, int detail) {
        return Inspection.NOTHING;
    }

    /** Whether Enter should run the cell or start a new line. */
    default Completeness isComplete(String code) {
        return Completeness.unknown();
    }

    /**
     * Asks the running cell to end, those of all shells if there are several, from any thread; returns at once. False when no cell runs: then who asked may have come
     * before the cell he means, which {@link ExecutionContext#interrupted} tells.
     */
    default boolean interrupt() {
        return false;
    }

    /** No more cells will come from this shell. */
    default void leave(String shell) {
        // One shell is all there is, if nobody says otherwise.
    }

    /**
     * A thread has called System.exit in a way that could not be prevented. It is held there for good; if it runs a
     * cell, that ends.
     */
    default void refuseExit(Thread caller) {
        // Nothing here runs cells in threads.
    }

    /** Ends the session. */
    @Override
    void close();
}
