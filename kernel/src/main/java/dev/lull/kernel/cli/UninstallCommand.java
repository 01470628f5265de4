package dev.lull.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lull uninstall}: undoes {@code lull install}. */
@Command(name = "uninstall", description = "Remove the Jupyter kernel and the class-data archive.")
final class UninstallCommand implements Callable<Integer> {
    @Mixin
    KernelspecPlace place;

    @Override
    public Integer call() throws IOException {
        Kernelspec spec = place.kernelspec();
        if (!Files.exists(spec.folder())) {
            throw new UserError("there is no kernel in " + spec.folder()
                    + ". Say where it is as you did to lull install (--user, --sys-prefix, --prefix DIR, --name NAME).");
        }
        if (spec.launcher().isEmpty()) {
            throw new UserError(spec.folder() + " was not made by lull install; it stays.");
        }
        spec.remove();
        System.out.println("removed " + spec.folder());
        for (Path archive : Distribution.archives()) {
            if (Files.deleteIfExists(archive)) System.out.println("removed " + archive);
        }
        return 0;
    }
}
