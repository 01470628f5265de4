package dev.lull.kernel.jupyter;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The kernel's own complaints, on the process's real standard error: System.err belongs to the cells. */
final class Log {
    private static final PrintStream ERR = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private Log() {}

    static void write(String line) {
        ERR.println("lull: " + line);
    }

    static void write(String line, Throwable why) {
        write(line + ": " + why);
        why.printStackTrace(ERR);
    }
}
