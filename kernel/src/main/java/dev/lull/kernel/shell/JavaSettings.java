package dev.lull.kernel.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a Java session begins.
 *
 * @param imports   what is imported from the start, written as in a cell: {@code java.util.*},
 *                  {@code static dev.lull.kernel.lab.Lab.*}; what the class path lacks is left out
 * @param classpath what cells can use besides this process's own class path
 */
public record JavaSettings(List<String> imports, List<Path> classpath) {
    private static final List<String> USUAL = List.of(
            "java.util.*", "java.util.function.*", "java.util.stream.*", "java.util.concurrent.*", "java.util.regex.*",
            "java.io.*", "java.nio.file.*", "java.net.*", "java.math.*", "java.time.*", "dev.lull.kernel.display.MimeBundle",
            "static dev.lull.kernel.display.Display.*", "static dev.lull.kernel.shell.Ask.*");

    public JavaSettings {
        imports = List.copyOf(imports);
        classpath = List.copyOf(classpath);
    }

    /** The usual imports and no more class path than the process has. */
    public static JavaSettings usual() {
        return new JavaSettings(USUAL, List.of());
    }

    /** These settings with more imports, for instance {@code "static dev.lull.kernel.lab.Lab.*"}. */
    public JavaSettings importing(List<String> more) {
        List<String> all = new ArrayList<>(imports);
        all.addAll(more);
        return new JavaSettings(all, classpath);
    }
}
