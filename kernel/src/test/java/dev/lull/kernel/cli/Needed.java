package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a test needs beside Java. Where it is missing the test says so and is skipped; with LULL_REQUIRE_ALL=true, as in
 * CI, it fails instead.
 */
final class Needed {
    /** Debian's own Python, for which its packages are made. */
    static final String PYTHON = "/usr/bin/python3";

    private Needed() {
    }

    static void program(String program, String debianPackage) {
        if (!Doctor.isOnPath(program)) missing("the program " + program, debianPackage);
    }

    static void pythonModule(String module, String debianPackage) {
        if (!Path.of(PYTHON).toFile().canExecute()) missing(PYTHON, "python3");
        if (Lull.run(Path.of("."), Map.of(), List.of(PYTHON, "-c", "import " + module)).status() != 0) {
            missing("the Python module " + module, debianPackage);
        }
    }

    private static void missing(String what, String debianPackage) {
        String message = what + " is missing. Get it with: apt-get install " + debianPackage;
        if ("true".equals(System.getenv("LULL_REQUIRE_ALL"))) fail(message);
        abort(message);
    }
}
