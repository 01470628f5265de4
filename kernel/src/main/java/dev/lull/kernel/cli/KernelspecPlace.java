package dev.lull.kernel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the kernelspec goes: the options that install and uninstall share, with jupyter's own words and meanings. */
final class KernelspecPlace {
    @ArgGroup
    Where where;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "lull",
            description = "The kernelspec's name. Default: ${DEFAULT-VALUE}.")
    String name;

    /** One of them, or none, which means --user. */
    static final class Where {
        @Option(names = "--user", description = "For this user (the default).")
        boolean user;

        @Option(names = "--sys-prefix", description = "For the active virtual or conda environment, or the Python on the PATH.")
        boolean sysPrefix;

        @Option(names = "--prefix", paramLabel = "DIR", description = "Below DIR/share/jupyter.")
        Path prefix;
    }

    Kernelspec kernelspec() throws IOException {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new UserError("Jupyter does not take \"" + name + "\" as a kernel's name. Use letters, digits, - . and _.");
        }
        return new Kernelspec(data().resolve("kernels").resolve(name.toLowerCase(Locale.ROOT)));
    }

    private Path data() throws IOException {
        if (where != null && where.prefix != null) return where.prefix.toAbsolutePath().normalize().resolve("share/jupyter");
        if (where != null && where.sysPrefix) return sysPrefix().resolve("share/jupyter");
        return userData();
    }

    static Path userData() {
        String asked = System.getenv("JUPYTER_DATA_DIR");
        if (asked != null && !asked.isEmpty()) return Path.of(asked);
        Path home = Path.of(System.getProperty("user.home"));
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) return home.resolve("Library/Jupyter");
        String shared = System.getenv("XDG_DATA_HOME");
        return (shared == null || shared.isEmpty() ? home.resolve(".local/share") : Path.of(shared)).resolve("jupyter");
    }

    static Path sysPrefix() throws IOException {
        for (String variable : new String[] {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
            String prefix = System.getenv(variable);
            if (prefix != null && !prefix.isEmpty()) return Path.of(prefix);
        }
        try {
            Process python = new ProcessBuilder("python3", "-c", "import sys; print(sys.prefix)").start();
            String prefix = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!prefix.isEmpty()) return Path.of(prefix);
        } catch (IOException e) {
            // said below
        }
        throw new UserError("--sys-prefix needs an active environment (VIRTUAL_ENV, CONDA_PREFIX) or python3 on the PATH; "
                + "there is neither. Use --user or --prefix DIR.");
    }
}
