package dev.lull.kernel.cli;

import dev.lull.kernel.shell.JavaSettings;
import java.util.List;

/** How every session begins, be it notebook, script or terminal. */
final class Sessions {
    private static final List<String> LAB = List.of("static dev.lull.kernel.lab.Lab.*");

    private Sessions() {
    }

    static JavaSettings settings() {
        return JavaSettings.usual().importing(LAB);
    }
}
