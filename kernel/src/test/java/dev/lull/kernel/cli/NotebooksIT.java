package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.io.TempDir;

/** The documentation runs: every notebook, as {@code lull run} runs it and as Jupyter does. */
class NotebooksIT {
    private static final Path NOTEBOOKS = Path.of("../notebooks").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private static Stream<DynamicTest> each(ThrowingConsumer<Path> check) throws Exception {
        try (Stream<Path> files = Files.list(NOTEBOOKS)) {
            List<Path> notebooks = files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
            return notebooks.stream().map(n -> dynamicTest(n.getFileName().toString(), () -> check.accept(n)));
        }
    }

    @TestFactory
    Stream<DynamicTest> every_notebook_runs_from_the_first_cell_to_the_last() throws Exception {
        return each(notebook -> {
            Lull.Ended ended = Lull.lull(folder, "run", notebook.toString());
            assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        });
    }

    @TestFactory
    Stream<DynamicTest> every_notebook_runs_in_jupyter() throws Exception {
        Needed.pythonModule("nbconvert", "python3-nbconvert");
        Lull.Ended installed = Lull.lull(folder, "install", "--prefix", folder.toString(), "--no-archive");
        assertThat(installed.status()).as(installed.err()).isZero();
        return each(notebook -> {
            List<String> command = List.of(Needed.PYTHON, "-m", "nbconvert", "--to", "notebook", "--execute",
                    "--output-dir", folder.toString(), notebook.toString());
            Lull.Ended ended = Lull.run(folder, JupyterIT.environment(folder, folder), command);
            assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        });
    }
}
