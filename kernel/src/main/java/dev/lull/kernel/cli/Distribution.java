package dev.lull.kernel.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where this Lull lives: the folder with {@code bin/lull} and {@code lib/}, as its launcher says. */
final class Distribution {
    private Distribution() {
    }

    /** The distribution we were started from; empty when run from an IDE or a test. */
    static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("lull.home")).map(Path::of).filter(Files::isDirectory);
    }

    /** How to start {@code lull} again. */
    static List<String> command() {
        return home().map(home -> List.of(home.resolve("bin/lull").toString()))
                .orElseGet(() -> List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
    }

    /** Where the launcher looks for the class-data archive of this Java: beside itself, else in the user's cache. */
    static List<Path> archives() {
        String name = System.getProperty("lull.archive");
        if (home().isEmpty() || name == null) return List.of();
        String cache = System.getenv("XDG_CACHE_HOME");
        Path caches = cache == null || cache.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return List.of(home().get().resolve("archive").resolve(name), caches.resolve("lull").resolve(name));
    }

    /** The archive that the launcher will use, if it is there and no jar is newer. */
    static Optional<Path> archiveInUse() throws IOException {
        for (Path archive : archives()) {
            if (Files.isRegularFile(archive) && !anyJarNewerThan(archive)) return Optional.of(archive);
        }
        return Optional.empty();
    }

    private static boolean anyJarNewerThan(Path archive) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(home().orElseThrow().resolve("lib"), "*.jar")) {
            for (Path jar : jars) {
                if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(archive)) > 0) return true;
            }
        }
        return false;
    }
}
