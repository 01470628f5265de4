package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The documentation runs: every notebook, as {@code lull run} runs it. */
class NotebooksIT {
    private static final Path NOTEBOOKS = Path.of("../notebooks").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> every_notebook_runs_from_the_first_cell_to_the_last() throws Exception {
        if (!Files.isDirectory(NOTEBOOKS)) return Stream.empty();
        List<Path> notebooks;
        try (Stream<Path> files = Files.list(NOTEBOOKS)) {
            notebooks = files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
        }
        return notebooks.stream().map(notebook -> dynamicTest(notebook.getFileName().toString(), () -> {
            Lull.Ended ended = Lull.lull(folder, "run", notebook.toString());
            assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        }));
    }
}
