package dev.lull.kernel.shell;

import dev.lull.kernel.display.MimeBundle;
import java.util.Optional;

/** What is known about a thing in a cell. */
public record Inspection(Optional<MimeBundle> found) {
    /** Nothing is known. */
    public static final Inspection NOTHING = new Inspection(Optional.empty());

    /** This is known. */
    public static Inspection of(MimeBundle bundle) {
        return new Inspection(Optional.of(bundle));
    }
}
