package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far long work has come, as somebody at a terminal sees it, played by Debian's pexpect. */
class ProgressIT {
    /** Goes on until the test has seen enough of it. */
    private static final String WORK = """
            try (var progress = progress("counting", 0).of("sheep")) {
                for (int n = 1; !Files.exists(Path.of("seen")); n++) {
                    progress.at(n, "white ones");
                    Thread.sleep(5);
                }
                progress.at(7);
            }""";

    @TempDir
    Path folder;

    private Lull.Ended play(String script) throws Exception {
        Needed.pythonModule("pexpect", "python3-pexpect");
        Files.writeString(folder.resolve("play.py"), """
                import pexpect, sys
                def start(*command):
                    global lull
                    lull = pexpect.spawn("env", ["--default-signal=INT", "%s", *command], encoding="utf-8", timeout=90, dimensions=(40, 120))
                    lull.logfile_read = sys.stdout
                def seen(): open("seen", "w").close()
                """.formatted(Lull.launcher()) + script);
        return Lull.run(folder, Map.of("XDG_STATE_HOME", folder.toString(), "TERM", "xterm-256color"), List.of(Needed.PYTHON, "play.py"));
    }

    @Test
    void a_run_shows_the_cells_progress_in_the_cells_line_and_then_the_line_again() throws Exception {
        Lull.notebook(folder, "work.ipynb", "int before = 1;", WORK);

        Lull.Ended ended = play("""
                start("run", "work.ipynb")
                lull.expect(r"\\r\\[2/2\\] counting [0-9,]+ sheep \\([0-9,]+/s\\) .*white ones")
                seen()
                lull.expect(r"\\r\\x1b\\[K\\[2/2\\] try .* s\\r\\n")
                lull.expect("wrote work.executed.ipynb")
                lull.expect(pexpect.EOF)
                """);

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        assertThat(folder.resolve("work.executed.ipynb")).content().contains("counting: ended (7 sheep), ").doesNotContain(", white ones");
    }

    @Test
    void a_script_and_the_repl_write_one_line_over_and_over() throws Exception {
        Files.writeString(folder.resolve("work.jsh"), WORK + "\n");

        Lull.Ended ended = play("""
                import os
                start("script", "work.jsh")
                lull.expect(r"\\rcounting [0-9,]+ sheep")
                seen()
                lull.expect(r"\\r\\x1b\\[Kcounting: ended \\(7 sheep\\), ")
                lull.expect(pexpect.EOF)
                os.remove("seen")
                start("repl")
                lull.expect("lull> ")
                lull.send(open("work.jsh").read().replace("\\n", " ") + "\\r")
                lull.expect(r"\\rcounting [0-9,]+ sheep .*white ones")
                seen()
                lull.expect(r"\\r\\x1b\\[Kcounting: ended \\(7 sheep\\), ")
                lull.expect("lull> ")
                lull.sendeof()
                lull.expect(pexpect.EOF)
                """);

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    }

    @Test
    void where_nobody_watches_only_the_end_is_written() throws Exception {
        Files.writeString(folder.resolve("work.jsh"), WORK + "\n");
        Files.createFile(folder.resolve("seen"));

        assertThat(Lull.lull(folder, "script", "work.jsh").out()).startsWith("counting: ended (7 sheep), ").doesNotContain("\r");
    }
}
