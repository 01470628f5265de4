package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a terminal, played by Debian's pexpect. */
class ReplIT {
    @TempDir
    Path folder;

    private Lull.Ended play(String script) throws Exception {
        Needed.pythonModule("pexpect", "python3-pexpect");
        Files.writeString(folder.resolve("play.py"), """
                import pexpect, sys
                # a CI that runs in the background hands its children an ignored SIGINT; at a terminal it is not
                repl = pexpect.spawn("env", ["--default-signal=INT", "%s", "repl"],
                                     encoding="utf-8", timeout=90, dimensions=(40, 120))
                repl.logfile_read = sys.stdout
                def prompt(): repl.expect("lull> ")
                def enter(text): prompt(); repl.send(text + "\\r")
                """.formatted(Lull.launcher()) + script);
        return Lull.run(folder, Map.of("XDG_STATE_HOME", folder.toString(), "TERM", "xterm-256color"),
                List.of(Needed.PYTHON, "play.py"));
    }

    @Test
    void it_evaluates_goes_on_over_lines_completes_and_shows_errors() throws Exception {
        Lull.Ended ended = play("""
                enter("int a = 20;")
                enter("a + 22")
                repl.expect("42")
                enter("int twice(int n) {")
                repl.expect(r"\\.\\.\\. ")
                repl.send("return 2 * n; }\\r")
                enter("twice(21)")
                repl.expect("42")
                prompt()
                repl.send("\\"lull\\".toUpp\\t")
                repl.expect("toUpperCase")
                repl.send(")\\r")
                repl.expect("LULL")
                enter("int b = missing;")
                repl.expect(r"\\^")
                enter("/vars")
                repl.expect("int a = 20")
                enter("/nonsense")
                repl.expect("There is no /nonsense. /help")
                enter("System.out.print(\\"open \\" + \\"end\\")")
                repl.expect("open end\\r\\n")
                enter("/exit")
                repl.expect(pexpect.EOF)
                """);

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    }

    @Test
    void its_own_commands_answer_also_when_there_is_nothing() throws Exception {
        Lull.Ended ended = play("""
                enter("/vars")
                repl.expect("There are no variables yet")
                enter("int a = 20;")
                enter("/reset")
                repl.expect("All is forgotten")
                enter("a")
                repl.expect("cannot find symbol")
                enter("String?")
                repl.expect("java.lang.String")
                enter("/exit")
                repl.expect(pexpect.EOF)
                """);

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    }

    @Test
    void what_is_piped_into_it_is_run_without_prompts() throws Exception {
        Path input = Files.writeString(folder.resolve("input"), "int a = 20\nint twice(int n) {\nreturn 2 * n; }\ntwice(a) + 2\n");

        Lull.Ended ended = Lull.run(folder, Map.of("XDG_STATE_HOME", folder.toString()),
                List.of("sh", "-c", Lull.launcher() + " repl < " + input));

        assertThat(ended.out()).isEqualTo("42\n");
    }

    @Test
    void colours_are_for_terminals_that_have_them_and_users_who_want_them() {
        assertThat(Repl.isColoured("xterm-256color", null)).isTrue();
        assertThat(Repl.isColoured("xterm-256color", "1")).isFalse();
        assertThat(Repl.isColoured("dumb", null)).isFalse();
    }

    @Test
    void it_asks_the_terminal_nothing_whose_late_answer_would_land_in_a_line() throws Exception {
        Lull.Ended ended = play("""
                enter("int a = 20;")
                prompt()
                repl.sendeof()
                repl.expect(pexpect.EOF)
                """);

        assertThat(ended.out()).doesNotContain("\u001b[c").doesNotContain("\u001b[?2027$p");
    }

    @Test
    void ctrl_c_stops_an_endless_loop_and_the_session_goes_on() throws Exception {
        Lull.Ended ended = play("""
                enter("int kept = 41;")
                enter("System.out.println(\\"spin\\" + \\"ning\\"); while (true) { }")
                repl.expect("spinning")
                repl.sendintr()
                repl.expect("(?i)interrupt")
                enter("kept + 1")
                repl.expect("42")
                prompt()
                repl.sendeof()
                repl.expect(pexpect.EOF)
                """);

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    }

    @Test
    void ctrl_c_takes_the_menu_of_completions_away() throws Exception {
        Lull.Ended ended = play("""
                prompt()
                repl.send("\\"lull\\".sub\\t")
                repl.expect("string")
                repl.send("\\t")
                repl.expect("Sequence")
                repl.sendintr()
                repl.expect(r"\\r\\x1b\\[J.*lull> ")
                repl.send("/exit\\r")
                repl.expect(pexpect.EOF)
                """);

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    }

    @Test
    void what_was_typed_is_remembered_in_the_next_session() throws Exception {
        play("enter(\"int remembered = 1;\")\nenter(\"/exit\")\nrepl.expect(pexpect.EOF)\n");

        assertThat(folder.resolve("lull/history")).content().contains("int remembered = 1;");
    }
}
