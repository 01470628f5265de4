package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.cli.notebook.Cell;
import dev.lull.kernel.cli.notebook.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kernel process with little memory, and cells that fill it. */
class FullHeapIT {
    private static final long PATIENCE_MS = 120_000;

    @TempDir
    Path folder;

    @AfterEach
    void startAsBefore() {
        System.clearProperty("lull.home");
    }

    /** Spaces that no object gets into look free: with the first of these, more of it than the kernel keeps back for itself. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC -XX:NewRatio=1 -XX:SurvivorRatio=1", "-XX:+UseG1GC"})
    void what_fills_the_memory_fails_its_cell_and_the_next_one_works(String collector) throws Exception {
        startWith("-Xmx512m " + collector);

        List<CellEnd> ends = ends("int kept = 42;",
                "var blocks = new ArrayList<byte[]>();\nwhile (true) blocks.add(new byte[1 << 20]);",
                "if (kept != 42) throw new Error();",
                "System.out.println(blocks.size());",
                "int[] declared = {1, 2};\nint method() { return declared.length; }\nmethod() + kept",
                "blocks = null;",
                "var text = new StringBuilder();\nwhile (true) text.append(\"as long as there is room\");",
                "if (kept != 42 || text.length() == 0) throw new Error();",
                "new long[Integer.MAX_VALUE]",
                "kept");

        assertThat(ends).extracting(FullHeapIT::name).containsExactly("Done", "OutOfMemoryError", "Done", "Done", "Done", "Done",
                "OutOfMemoryError", "Done", "OutOfMemoryError", "Done");
    }

    private void startWith(String options) throws Exception {
        Path launcher = Files.createDirectories(folder.resolve("home/bin")).resolve("lull");
        Files.writeString(launcher, "#!/bin/sh\nLULL_JAVA_OPTS='" + options + "' exec '" + Lull.launcher() + "' \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        System.setProperty("lull.home", folder.resolve("home").toString());
    }

    private List<CellEnd> ends(String... sources) throws Exception {
        Notebook book = Notebook.parse(Files.readString(Lull.notebook(folder, "cells.ipynb", sources)), "cells.ipynb");
        try (NotebookRun run = new NotebookRun(folder)) {
            run.greet();
            return book.cells().stream().filter(Cell::isCode).map(cell -> run.run(cell, PATIENCE_MS)).toList();
        }
    }

    private static String name(CellEnd end) {
        return end instanceof CellEnd.Failed failed ? failed.name() : end.getClass().getSimpleName();
    }
}
