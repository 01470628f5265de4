package dev.lull.kernel.shell;

import dev.lull.kernel.display.DisplaySink;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * What surrounds the run of one cell. It stays valid after the cell has ended, for the threads that the cell started.
 *
 * @param shell       whose cell it is: those of one shell run in one thread, one after the other, beside those of others
 * @param cell        the cell's number, shown in stack traces
 * @param out         where standard output goes; thread-safe
 * @param err         where standard error goes; thread-safe
 * @param display     where displayed things go; thread-safe
 * @param input       where standard input comes from
 * @param keep        whether the cell belongs to the history (In, Out)
 * @param interrupted whether somebody has asked this very cell to end before it began
 */
public record ExecutionContext(
        String shell, int cell, OutputStream out, OutputStream err, DisplaySink display, Input input, boolean keep, BooleanSupplier interrupted) {
    /** The shell of all who have only one. */
    public static final String MAIN = "";

    public ExecutionContext {
        Objects.requireNonNull(shell, "shell");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
        Objects.requireNonNull(display, "display");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(interrupted, "interrupted");
    }

    /** As above in the only shell there is, where nobody can ask too early. */
    public ExecutionContext(int cell, OutputStream out, OutputStream err, DisplaySink display, Input input, boolean keep) {
        this(MAIN, cell, out, err, display, input, keep, () -> false);
    }
}
