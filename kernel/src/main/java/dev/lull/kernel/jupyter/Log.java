package dev.lull.kernel.jupyter;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The kernel's own complaints, on the process's real standard error: System.err belongs to the cells. */
final class Log {
    private static final PrintStream ERR = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private Log() {}

    /** Called at the start, so that nothing has to be loaded when memory has run out. */
    static void prepare() {
        ERR.flush();
    }

    static void write(String line) {
        try {
            ERR.println("lull: " + line);
        } catch (OutOfMemoryError e) {
            // Whoever complains must live on; there is no memory for saying it.
        }
    }

    static void write(String line, Throwable why) {
        try {
            ERR.println("lull: " + line + ": " + why);
            why.printStackTrace(ERR);
        } catch (OutOfMemoryError e) {
            // See above.
        }
    }
}
