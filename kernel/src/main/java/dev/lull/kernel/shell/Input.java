package dev.lull.kernel.shell;

import java.io.IOException;

/** Asks the person at the keyboard. */
@FunctionalInterface
public interface Input {
    /** For cells that nobody can answer. */
    Input NOBODY = (prompt, password) -> {
        throw new IOException("This cell asked for input, but nobody can answer: the front end did not allow it.");
    };

    /**
     * Asks for one line and waits for it; null at the end of input.
     *
     * @throws InterruptedException when the cell is interrupted while it waits
     */
    String readLine(String prompt, boolean password) throws IOException, InterruptedException;
}
