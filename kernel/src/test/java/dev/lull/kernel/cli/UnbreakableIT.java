package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.cli.notebook.Cell;
import dev.lull.kernel.cli.notebook.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel process, and cells that would end it. */
class UnbreakableIT {
    private static final long PATIENCE_MS = 60_000;

    @TempDir
    Path folder;

    @BeforeAll
    static void startWithTheLauncher() {
        System.setProperty("lull.home", Lull.home().toString());
    }

    @AfterAll
    static void startAsBefore() {
        System.clearProperty("lull.home");
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

    @Test
    void a_library_that_exits_ends_its_cell_and_not_the_kernel() throws Exception {
        List<CellEnd> ends = ends("int kept = 41;",
                "com.sun.tools.javac.Main.main(new String[] {\"-version\"});",
                "com.sun.tools.javac.Main.main(new String[] {\"-version\"});",
                "if (kept != 41) throw new Error();",
                "new Thread(() -> { try { com.sun.tools.javac.Main.main(new String[] {\"-version\"}); } catch (Exception e) { } }).start();",
                "if (kept != 41) throw new Error();");

        assertThat(ends).extracting(UnbreakableIT::name).containsExactly("Done", "SystemExit", "SystemExit", "Done", "Done", "Done");
    }

    @Test
    void a_signal_of_the_terminal_interrupts_the_cell() throws Exception {
        List<CellEnd> ends = ends("var kill = new ProcessBuilder(\"kill\", \"-INT\", \"\" + ProcessHandle.current().pid());",
                "kill.start().waitFor(); while (true) {}",
                "kill == null");

        assertThat(ends).extracting(UnbreakableIT::name).containsExactly("Done", "Interrupted", "Done");
    }

    @Test
    void no_security_manager_forbids_the_kernel_anything() throws Exception {
        List<CellEnd> ends = ends("System.setSecurityManager(new SecurityManager());", "1 + 1");

        assertThat(ends).extracting(UnbreakableIT::name).containsExactly("UnsupportedOperationException", "Done");
    }
}
