package dev.lull.kernel.cli;

import dev.lull.kernel.cli.notebook.Notebook;
import dev.lull.kernel.shell.JdkSources;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code lull doctor} looks at, and what would mend each thing. */
final class Doctor {
    /** How one thing is. */
    enum State { OK, WANTING, BROKEN }

    /** One thing looked at; a remedy is a command, or empty. */
    record Finding(State state, String what, String remedy) { }

    private Doctor() {
    }

    static List<Finding> examine() throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(distribution());
        findings.add(sources());
        findings.add(fonts());
        findings.add(archive());
        findings.add(jupyter());
        findings.add(kernelspec());
        findings.add(kernel());
        return findings;
    }

    private static Finding java() {
        String name = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
        return ModuleLayer.boot().findModule("jdk.jshell").isPresent()
                ? ok(name)
                : broken(name + " lacks the module jdk.jshell", "apt install openjdk-17-jdk-headless");
    }

    private static Finding distribution() {
        Optional<Path> home = Distribution.home();
        return home.map(path -> ok("distribution " + path))
                .orElseGet(() -> wanting("not started from a built distribution", "mvn -q -DskipTests package"));
    }

    private static Finding sources() {
        return JdkSources.file().map(path -> ok("Javadoc of the JDK, from " + path))
                .orElseGet(() -> wanting(JdkSources.NONE, JdkSources.REMEDY));
    }

    private static Finding fonts() {
        try {
            Graphics2D graphics = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB).createGraphics();
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            graphics.getFontMetrics().stringWidth("lull");
            return ok("fonts for charts");
        } catch (Error | RuntimeException e) {        // the JDK throws a plain Error when the system has no font at all
            return broken("charts cannot be drawn: " + e.getMessage(), "apt install fonts-dejavu-core fontconfig");
        }
    }

    private static Finding archive() throws IOException {
        return Distribution.archiveInUse().map(path -> ok("class-data archive " + path))
                .orElseGet(() -> wanting("no class-data archive for this Java and these jars: starts are slower", "lull install"));
    }

    private static Finding jupyter() {
        return isOnPath("jupyter") ? ok("jupyter on the PATH")
                : wanting("no jupyter on the PATH (lull run, script and repl work without it)", "apt install jupyter-notebook");
    }

    private static Finding kernelspec() {
        List<Path> places = new ArrayList<>();
        String path = System.getenv("JUPYTER_PATH");
        if (path != null) for (String place : path.split(File.pathSeparator)) if (!place.isEmpty()) places.add(Path.of(place));
        places.add(KernelspecPlace.userData());
        try {
            places.add(KernelspecPlace.sysPrefix().resolve("share/jupyter"));
        } catch (UserError | IOException e) {
            // no Python, no such place
        }
        places.add(Path.of("/usr/local/share/jupyter"));
        places.add(Path.of("/usr/share/jupyter"));
        for (Path place : places) {
            Kernelspec spec = new Kernelspec(place.resolve("kernels/lull"));
            if (!Files.exists(spec.folder().resolve("kernel.json"))) continue;
            Optional<Path> launcher = spec.launcher();
            return launcher.isPresent() && Files.isExecutable(launcher.get())
                    ? ok("kernelspec " + spec.folder() + ", which starts " + launcher.get())
                    : broken("kernelspec " + spec.folder() + " starts " + launcher.map(Path::toString).orElse("something else")
                            + ", which is not there", "lull install");
        }
        return wanting("no kernelspec: Jupyter does not know Lull", "lull install");
    }

    private static Finding kernel() {
        long startNs = System.nanoTime();
        try (NotebookRun run = new NotebookRun(Path.of("").toAbsolutePath())) {
            if (run.greet() == null) return broken("the kernel does not start", "mvn -q -DskipTests package");
            Notebook book = Notebook.parse("{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\":"
                    + " [{\"cell_type\": \"code\", \"metadata\": {}, \"source\": \"1 + 1\", \"outputs\": []}]}", "doctor");
            CellEnd end = run.run(book.cells().get(0), 60_000);
            long ms = (System.nanoTime() - startNs) / 1_000_000;
            return end instanceof CellEnd.Done ? ok("the kernel answers: 1 + 1 after " + ms + " ms")
                    : broken("the kernel cannot add 1 + 1: " + end, "mvn -q -DskipTests package");
        } catch (IOException e) {
            return broken("the kernel cannot be started: " + e.getMessage(), "mvn -q -DskipTests package");
        }
    }

    static boolean isOnPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) return true;
        }
        return false;
    }

    private static Finding ok(String what) {
        return new Finding(State.OK, what, "");
    }

    private static Finding wanting(String what, String remedy) {
        return new Finding(State.WANTING, what, remedy);
    }

    private static Finding broken(String what, String remedy) {
        return new Finding(State.BROKEN, what, remedy);
    }
}
