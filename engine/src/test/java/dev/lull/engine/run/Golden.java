package dev.lull.engine.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Golden traces: texts in src/test/resources that a run must write to the letter. */
final class Golden {
    private Golden() {
    }

    /** Compares; a text that differs is left under target/golden, to be reviewed and copied over the old one. */
    static void assertWrites(String name, String text) {
        try (InputStream stored = Golden.class.getResourceAsStream(name)) {
            String golden = stored == null ? "" : new String(stored.readAllBytes(), StandardCharsets.UTF_8);
            if (golden.equals(text)) return;
            Path actual = Files.createDirectories(Path.of("target", "golden")).resolve(name);
            Files.writeString(actual, text);
            assertThat(text).as("%s has changed; if it should have, copy %s to src/test/resources/dev/lull/engine/run", name, actual).isEqualTo(golden);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
