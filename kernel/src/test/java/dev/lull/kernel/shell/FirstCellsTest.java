package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a cell does not do when it need not: a first result, and a small cell for the hundredth time, are as quick as that. */
class FirstCellsTest {
    private final Bench bench = new Bench();
    private final JavaSession session = new JavaSession(JavaSettings.usual());      // which nobody prepares in the background

    @AfterEach void close() {
        session.close();
        bench.close();
    }

    private Outcome run(String code) {
        return session.compiler().holding(() -> {
            Cell cell = new Cell(bench.context());
            cell.begin();
            session.workFor(cell);
            try {
                return new CellRun(session, cell, code).run();
            } finally {
                session.workFor(null);
                cell.end();
            }
        });
    }

    private boolean jshellHasBegunToIndexTheClassPath() throws ReflectiveOperationException {
        return SharedCompiler.opened(JShell.class, "sourceCodeAnalysis").get(session.jshellAsItIs()) != null;
    }

    @Test void a_first_cell_that_declares_nothing_waits_for_no_import_and_for_no_index() throws ReflectiveOperationException {
        int imports = session.importsToCome();
        assertThat(imports).isGreaterThan(5);

        assertThat(run("1+1")).isInstanceOf(Outcome.Value.class);
        assertThat(run("List.of(1, 2).size()")).as("what an import to come names").isInstanceOf(Outcome.Value.class);

        assertThat(session.importsToCome()).isEqualTo(imports);
        assertThat(jshellHasBegunToIndexTheClassPath()).isFalse();
    }

    @Test void what_was_compiled_once_is_not_compiled_again_until_something_is_declared() {
        run("int x = 1;");
        List<String> cells = List.of("1+1", "x + 1", "for (int i = 0; i < 3; i++) x += i;");
        cells.forEach(this::run);
        int compiled = session.compilations();

        for (int again = 0; again < 3; again++) {
            cells.forEach(this::run);
        }
        assertThat(session.compilations()).isEqualTo(compiled);

        run("long x = 1;");
        int before = session.compilations();
        cells.forEach(this::run);
        assertThat(session.compilations()).isGreaterThanOrEqualTo(before + cells.size());
    }
}
