package dev.lull.kernel.cli;

import dev.lull.kernel.shell.Input;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;

/** Standard input, for scripts. */
enum TerminalInput implements Input {
    /** There is one standard input. */
    INSTANCE;

    private final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));

    @Override
    public String readLine(String prompt, boolean password) throws IOException {
        Console console = System.console();
        if (password && console != null) {
            char[] secret = console.readPassword("%s", prompt);
            return secret == null ? null : new String(secret);
        }
        if (console != null && !prompt.isEmpty()) console.printf("%s", prompt).flush();
        return lines.readLine();
    }
}
