package dev.lull.kernel.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The sources of the JDK, from which its Javadoc is told; many a JDK comes without. */
public final class JdkSources {
    /** What there is to say of a JDK without. */
    public static final String NONE = "this JDK has no sources, lib/src.zip, and so no Javadoc to show";
    /** What brings them. */
    public static final String REMEDY = "apt install openjdk-" + Runtime.version().feature() + "-source";

    private JdkSources() {}

    /** The file, if it is there. */
    public static Optional<Path> file() {
        return Optional.of(Path.of(System.getProperty("java.home"), "lib", "src.zip")).filter(Files::isReadable);
    }
}
