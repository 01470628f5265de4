package dev.lull.kernel.cli;

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
}
