package dev.lull.kernel.cli;

import java.nio.file.Path;

/**
 * Where {@code bin/lull} hands over. The two calls that must be quick, {@code lull kernel FILE} and
 * {@code lull --version}, are answered here without loading the command line parser.
 * What Jupyter says behind the file is not for the kernel: {@code jupyter run} hands it the scripts that it is about to run.
 */
public final class Main {
    private Main() {
    }

    /** The command line as described by {@code lull help}. */
    public static void main(String[] args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            System.out.println(Version.inWords());
            return;
        }
        if (args.length >= 2 && args[0].equals("kernel") && !args[1].startsWith("-")) {
            System.exit(KernelCommand.serve(Path.of(args[1])));
        }
        System.exit(LullCommand.execute(args));
    }
}
