package dev.lull.kernel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lull install}: makes Jupyter know us, and makes us start fast. */
@Command(name = "install", description = "Install the Jupyter kernel, and the class-data archive that makes it start fast.")
final class InstallCommand implements Callable<Integer> {
    @Mixin
    KernelspecPlace place;

    @Option(names = "--no-archive", description = "Leave the class-data archive out.")
    boolean noArchive;

    @Override
    public Integer call() throws IOException {
        Path home = Distribution.home().orElseThrow(() -> new UserError(
                "this is not a built distribution. Build it (mvn -DskipTests package),"
                + " then run kernel/target/lull/bin/lull install."));
        Kernelspec spec = place.kernelspec();
        try {
            spec.write(home.resolve("bin/lull"));
        } catch (IOException e) {
            throw new UserError("cannot write " + spec.folder() + ": " + e + ". Use --user, or --prefix with a folder of yours.");
        }
        System.out.println("installed the kernel \"" + Kernelspec.DISPLAY_NAME + "\" in " + spec.folder());
        if (!noArchive) makeArchive();
        if (!Doctor.isOnPath("jupyter")) {
            System.out.println("Jupyter itself is not on the PATH. On Debian or Ubuntu: apt install jupyter-notebook. "
                    + "Without it there are lull run, lull script and lull repl.");
        }
        return 0;
    }

    private static void makeArchive() {
        long startNs = System.nanoTime();
        System.out.println("making the class-data archive, which takes some seconds ...");
        try {
            Path archive = Archive.make();
            System.out.printf("made the class-data archive %s in %.1f s%n", archive, (System.nanoTime() - startNs) / 1e9);
        } catch (IOException e) {
            // everything works without it, only slower
            System.out.println("no class-data archive: " + e.getMessage() + ". Lull works without it; it starts slower.");
        }
    }
}
