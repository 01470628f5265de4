package dev.lull.kernel.jupyter;

import dev.lull.kernel.shell.Interpreter;
import java.io.IOException;
import java.nio.file.Path;

/** A Jupyter kernel round an interpreter. */
public final class KernelServer {
    private KernelServer() {}

    /** Serves the connection that the file describes until a front end asks for shutdown. */
    public static void run(Path connectionFile, Interpreter interpreter) throws IOException {
        ConnectionInfo connection = ConnectionInfo.read(connectionFile);
        interpreter.close();
        throw new IOException("not served yet: " + connection);
    }
}
