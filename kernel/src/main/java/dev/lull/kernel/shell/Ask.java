package dev.lull.kernel.shell;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Asks the person at the keyboard, from a cell: {@code var name = input("Your name? ")}. */
public final class Ask {
    private Ask() {}

    /** Asks for one line. */
    public static String input(String prompt) throws IOException {
        return ask(prompt, false);
    }

    /** Asks for one line that is not shown while it is typed. */
    public static String password(String prompt) throws IOException {
        return ask(prompt, true);
    }

    private static String ask(String prompt, boolean password) throws IOException {
        Cell cell = Cell.current();
        try {
            return (cell == null ? Input.NOBODY : cell.context.input()).readLine(prompt, password);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The cell was interrupted while it waited for input.");
        }
    }
}
