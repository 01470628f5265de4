package dev.lull.kernel.cli;

import dev.lull.kernel.magic.Magics;
import dev.lull.kernel.shell.JavaInterpreter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code lull repl}: Java in the terminal. */
@Command(name = "repl", description = "Java in the terminal, with history, completion and the lab's imports.")
final class ReplCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        JavaInterpreter java = new JavaInterpreter(Sessions.settings());
        java.prepare();
        try (Repl repl = new Repl(new Magics(java, java), java, out, err)) {
            return repl.run();
        }
    }
}
