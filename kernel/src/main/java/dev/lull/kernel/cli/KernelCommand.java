package dev.lull.kernel.cli;

import dev.lull.kernel.jupyter.KernelServer;
import dev.lull.kernel.magic.Magics;
import dev.lull.kernel.shell.JavaInterpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sun.misc.Signal;

/** {@code lull kernel}: what Jupyter starts. */
@Command(name = "kernel", description = "Serve a Jupyter connection; this is what the kernelspec starts.")
final class KernelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONNECTION_FILE", description = "The connection file, written by the front end.")
    Path connectionFile;

    @Override
    public Integer call() {
        return serve(connectionFile);
    }

    static int serve(Path connectionFile) {
        JdkProviders.suffice();
        Owner.leaveWithIt();
        if (System.getenv(Archive.TRAIN) != null) Archive.rehearseTheRest();
        try {
            JavaInterpreter java = new JavaInterpreter(Sessions.settings());
            Magics interpreter = new Magics(java, java);
            // From a terminal, or a front end that sends no interrupt messages. JLine's Signals would open every jar, looking for a logger.
            Signal.handle(new Signal("INT"), signal -> interpreter.interrupt());
            KernelServer.run(connectionFile, interpreter);
            return 0;
        } catch (IOException e) {
            System.err.println("lull kernel: " + e.getMessage());
            return 1;
        }
    }
}
