package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's own Jupyter with our kernel installed. */
class JupyterIT {
    @TempDir
    static Path prefix;
    @TempDir
    Path folder;

    @BeforeAll
    static void install() {
        Needed.program("jupyter", "jupyter-core");
        Lull.Ended ended = Lull.lull(prefix, "install", "--prefix", prefix.toString(), "--no-archive");
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    static Map<String, String> environment(Path prefix, Path home) {
        Map<String, String> environment = new HashMap<>();
        environment.put("JUPYTER_PATH", prefix.resolve("share/jupyter").toString());
        environment.put("HOME", home.toString());
        environment.put("JUPYTER_DATA_DIR", "");
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");      // Debian's Python, not another
        return environment;
    }

    private Lull.Ended run(String... command) {
        return Lull.run(folder, environment(prefix, folder), List.of(command));
    }

    @Test
    void jupyter_lists_the_kernel() {
        Needed.pythonModule("jupyter_client", "python3-jupyter-client");

        assertThat(run(Needed.PYTHON, "-m", "jupyter_client.kernelspecapp", "list").out()).contains("lull").contains(prefix.toString());
    }

    @Test
    void jupyter_run_runs_files_of_java() throws Exception {
        Needed.pythonModule("jupyter_client", "python3-jupyter-client");
        Files.writeString(folder.resolve("a.java"), "int a = 20;\nSystem.out.println(\"printed \" + (a + 22));\n");

        Lull.Ended ended = run(Needed.PYTHON, "-m", "jupyter_client.runapp", "--kernel=lull", "a.java");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("printed 42\n");
    }

    @Test
    void nbconvert_executes_a_notebook() {
        Needed.pythonModule("nbconvert", "python3-nbconvert");
        Lull.notebook(folder, "a.ipynb", "int a = 20;", "System.out.println(\"printed\");", "a + 22");

        Lull.Ended ended = run(Needed.PYTHON, "-m", "nbconvert", "--to", "notebook", "--execute", "a.ipynb", "--output", "b.ipynb");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(folder.resolve("b.ipynb")).content().contains("printed").contains("\"42\"");
    }

    @Test
    void nbconvert_reports_a_failing_cell() {
        Needed.pythonModule("nbconvert", "python3-nbconvert");
        Lull.notebook(folder, "a.ipynb", "int b = missing;", "1");

        Lull.Ended ended = run(Needed.PYTHON, "-m", "nbconvert", "--to", "notebook", "--execute", "a.ipynb", "--output", "b.ipynb");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.err()).contains("CellExecutionError").contains("missing").contains("^");
    }

    @Test
    void nbclient_runs_cells_and_ends_one_that_takes_too_long() throws Exception {
        Needed.pythonModule("nbclient", "python3-nbclient");
        Lull.notebook(folder, "a.ipynb", "int kept = 41;", "while (true) { }", "kept + 1");
        Files.writeString(folder.resolve("client.py"), """
                import nbformat
                from nbclient import NotebookClient
                notebook = nbformat.read("a.ipynb", as_version=4)
                client = NotebookClient(notebook, timeout_func=lambda cell: 3 if "while" in cell.source else 120,
                                        interrupt_on_timeout=True, allow_errors=True, kernel_name="lull")
                client.execute()
                for cell in notebook.cells:
                    print([output.output_type for output in cell.outputs])
                print(notebook.cells[2].outputs[0].data["text/plain"])
                """);

        Lull.Ended ended = run(Needed.PYTHON, "client.py");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("[]\n['error']\n['execute_result']\n42\n");
    }

    @Test
    void what_lull_run_writes_is_what_nbformat_would_write() throws Exception {
        Needed.pythonModule("nbformat", "python3-nbformat");
        Lull.notebook(folder, "a.ipynb", "System.out.println(\"ü \\\" \\t \\u0007\");", "throw new IllegalStateException(\"x\");");
        assertThat(Lull.lull(folder, "run", "a.ipynb", "-o", "ours.ipynb").status()).isEqualTo(1);
        Files.writeString(folder.resolve("check.py"), """
                import nbformat
                notebook = nbformat.read("ours.ipynb", as_version=nbformat.NO_CONVERT)
                nbformat.validate(notebook)
                nbformat.write(notebook, "theirs.ipynb", version=nbformat.NO_CONVERT)
                """);

        Lull.Ended ended = run(Needed.PYTHON, "check.py");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(folder.resolve("ours.ipynb")).hasSameTextualContentAs(folder.resolve("theirs.ipynb"));
    }

    @Test
    void jupyter_console_is_a_terminal_for_it() throws Exception {
        Needed.pythonModule("jupyter_console", "jupyter-console");
        Needed.pythonModule("pexpect", "python3-pexpect");
        Files.writeString(folder.resolve("console.py"), """
                import pexpect, sys
                console = pexpect.spawn(sys.executable, ["-m", "jupyter_console", "--kernel", "lull", "--simple-prompt"],
                                        encoding="utf-8", timeout=90, echo=False)
                console.logfile_read = sys.stdout
                console.expect(r"In \\[1\\]:")
                console.sendline("int a = 20;")
                console.expect(r"In \\[2\\]:")
                console.sendline("a + 22")
                console.expect(r"Out\\[2\\]:\\s+42")
                console.expect(r"In \\[3\\]:")
                console.sendline("int b = missing;")
                console.expect("missing")
                console.expect(r"In \\[4\\]:")
                console.sendeof()
                console.sendline("y")
                console.expect(pexpect.EOF)
                """);

        Lull.Ended ended = run(Needed.PYTHON, "console.py");

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    }
}
