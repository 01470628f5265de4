package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.cli.notebook.Cell;
import dev.lull.kernel.cli.notebook.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIT {
    @TempDir
    Path folder;

    private Lull.Ended run(Path notebook, String... options) {
        List<String> command = new java.util.ArrayList<>(Lull.command("run", notebook.toString()));
        command.addAll(List.of(options));
        return Lull.run(folder, Map.of(), command);
    }

    private static String outputs(Notebook notebook, int cell) {
        return notebook.cells().get(cell).outputs().toString();
    }

    @Test
    void a_notebook_is_executed_and_becomes_a_page() {
        Path notebook = Lull.notebook(folder, "quiet.ipynb",
                "int a = 20;", "System.out.println(\"printed\"); System.err.println(\"warned\");", "a + 22");

        Lull.Ended ended = run(notebook);

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("[1/3] int a = 20;").contains("[3/3] a + 22").contains("wrote quiet.executed.ipynb and quiet.html");
        Notebook executed = Notebook.read(folder.resolve("quiet.executed.ipynb"));
        assertThat(outputs(executed, 0)).isEqualTo("[]");
        assertThat(outputs(executed, 1)).contains("printed").contains("warned");
        assertThat(outputs(executed, 2)).contains("execute_result").contains("42");
        assertThat(executed.cells()).extracting(Cell::executionCount).containsExactly(1, 2, 3);
        assertThat(folder.resolve("quiet.html")).content().contains("<title>quiet</title>").contains("42");
    }

    @Test
    void both_files_go_where_they_are_told() throws Exception {
        Path notebook = Lull.notebook(folder, "a.ipynb", "1");

        Lull.Ended ended = run(notebook, "-o", "out/b.ipynb", "--html", "c.html");

        assertThat(ended.out()).endsWith("wrote out/b.ipynb and c.html\n");
        assertThat(folder.resolve("out/b.ipynb")).exists();
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("a.ipynb", "out", "c.html");
        }
    }

    @Test
    void a_cell_that_throws_ends_the_run_with_its_number_and_line() {
        Path notebook = Lull.notebook(folder, "bad.ipynb", "int a = 1;",
                "int b = 0;\nSystem.out.println(\"so far\");\nint c = a / b;", "System.out.println(\"never\");");

        Lull.Ended ended = run(notebook);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("bad.ipynb, cell 2 of 3, In [2], line 3").contains("ArithmeticException").contains("/ by zero");
        Notebook executed = Notebook.read(folder.resolve("bad.executed.ipynb"));
        assertThat(outputs(executed, 1)).contains("so far").contains("error");
        assertThat(outputs(executed, 2)).isEqualTo("[]");
        assertThat(folder.resolve("bad.html")).content().contains("ArithmeticException");
    }

    @Test
    void a_cell_that_does_not_compile_is_shown_with_a_caret() {
        Path notebook = Lull.notebook(folder, "bad.ipynb", "int a = 1;\nint b = missing;");

        Lull.Ended ended = run(notebook);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("cell 1 of 1").contains("line 2").contains("missing").contains("^");
    }

    @Test
    void a_cell_tagged_so_may_fail_and_another_be_left_alone() throws Exception {
        Path notebook = Lull.notebook(folder, "tags.ipynb", "throw new IllegalStateException(\"shown\");", "while (true) { }", "6 * 7");
        String text = Files.readString(notebook);
        text = text.replaceFirst("\"metadata\":\\{\\}", "\"metadata\":{\"tags\":[\"raises-exception\"]}");
        text = text.replaceFirst("\"metadata\":\\{\\}", "\"metadata\":{\"tags\":[\"skip-execution\"]}");
        Files.writeString(notebook, text);

        Lull.Ended ended = run(notebook);

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(outputs(Notebook.read(folder.resolve("tags.executed.ipynb")), 2)).contains("42");
    }

    @Test
    void an_endless_cell_is_interrupted_after_its_time() {
        Path notebook = Lull.notebook(folder, "endless.ipynb", "System.out.println(\"begun\");\nwhile (true) { }");

        Lull.Ended ended = run(notebook, "--timeout", "1");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("cell 1 of 1").contains("took longer than 1.0 s and was interrupted");
        assertThat(outputs(Notebook.read(folder.resolve("endless.executed.ipynb")), 0)).contains("Interrupted");
    }

    @Test
    void a_kernel_that_dies_ends_the_run() {
        Path notebook = Lull.notebook(folder, "dead.ipynb", "new ProcessBuilder(\"kill\", \"-9\", \"\" + ProcessHandle.current().pid()).start().waitFor();", "1");

        Lull.Ended ended = run(notebook);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("cell 1 of 2").contains("the kernel ended with status 137");
        assertThat(folder.resolve("dead.executed.ipynb")).exists();
    }

    @Test
    void ctrl_c_writes_what_there_is_and_leaves_no_process_behind() throws Exception {
        Path notebook = Lull.notebook(folder, "long.ipynb", "System.out.println(\"first\");",
                "java.nio.file.Files.writeString(java.nio.file.Path.of(\"running\"), \"\" + ProcessHandle.current().pid());\nThread.sleep(600_000);");
        Path out = folder.resolve("out");
        // a CI that runs in the background hands its children an ignored SIGINT; at a terminal it is not
        List<String> command = List.of("env", "--default-signal=INT", Lull.launcher().toString(), "run", "long.ipynb");
        Process process = Lull.start(folder, Map.of(), command, out, folder.resolve("err"));
        long kernel = Long.parseLong(Await.content(folder.resolve("running")));
        assertThat(ProcessHandle.of(kernel)).isPresent();

        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(folder.resolve("err")).content().contains("interrupted in long.ipynb, cell 2 of 2");
        assertThat(outputs(Notebook.read(folder.resolve("long.executed.ipynb")), 0)).contains("first");
        Await.end(kernel);
    }

    @Test
    void a_killed_run_takes_its_kernel_along() throws Exception {
        Lull.notebook(folder, "long.ipynb",
                "java.nio.file.Files.writeString(java.nio.file.Path.of(\"running\"), \"\" + ProcessHandle.current().pid());\nwhile (true) { }");
        Process process = Lull.start(folder, Map.of(), Lull.command("run", "long.ipynb"), folder.resolve("out"), folder.resolve("err"));
        long kernel = Long.parseLong(Await.content(folder.resolve("running")));

        process.destroyForcibly().waitFor();

        Await.end(kernel);
    }

    @Test
    void a_notebook_in_another_language_is_refused() throws Exception {
        Path notebook = Lull.notebook(folder, "py.ipynb", "1");
        Files.writeString(notebook, Files.readString(notebook).replace("\"java\"", "\"python\""));

        Lull.Ended ended = run(notebook);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("is written in python, and Lull runs Java");
    }

    @Test
    void a_flood_of_output_arrives_whole_and_in_order() {
        Path notebook = Lull.notebook(folder, "flood.ipynb", "for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i);");

        Lull.Ended ended = run(notebook, "-o", "flood.out.ipynb");

        assertThat(ended.status()).as(ended.err()).isZero();
        List<Object> lines = List.copyOf((java.util.Collection<?>) Notebook.read(folder.resolve("flood.out.ipynb"))
                .cells().get(0).outputs().getObject(0).getArray("text"));
        assertThat(lines).hasSize(100_000).startsWith("line 0\n").endsWith("line 99999\n");
    }
}
