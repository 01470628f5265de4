package dev.lull.kernel.cli;

import dev.lull.kernel.shell.Input;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;

/** Standard input and output, for scripts. Made before the interpreter puts its own in their place. */
final class TerminalInput implements Input {
    private final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    private final PrintStream out = System.out;
    private final Console console = System.console();

    @Override
    public String readLine(String prompt, boolean password) throws IOException {
        if (password && console != null) {
            char[] secret = console.readPassword("%s", prompt);
            return secret == null ? null : new String(secret);
        }
        if (console != null) out.print(prompt);
        out.flush();
        return lines.readLine();
    }
}
