package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptIT {
    @TempDir
    Path folder;

    private Lull.Ended script(String text, String... args) {
        try {
            Files.writeString(folder.resolve("s.jsh"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String[] command = new String[args.length + 2];
        command[0] = "script";
        command[1] = "s.jsh";
        System.arraycopy(args, 0, command, 2, args.length);
        return Lull.lull(folder, command);
    }

    @Test
    void a_script_runs_and_prints_only_what_it_prints() {
        Lull.Ended ended = script("""
                #!/usr/bin/env -S lull script
                // methods, multi-line statements and comments as in jshell
                int twice(int n) {
                    return 2 * n;      /* doubled */
                }
                var numbers = List.of(1, 2, 3);
                for (int n : numbers) {
                    System.out.println(twice(n));
                }
                """);

        assertThat(ended.out()).isEqualTo("2\n4\n6\n");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isZero();
    }

    @Test
    void it_sees_its_arguments_even_those_that_look_like_options() {
        Lull.Ended ended = script("System.out.println(String.join(\"|\", args));", "one", "--help", "a \"quoted\\\" word");

        assertThat(ended.out()).isEqualTo("one|--help|a \"quoted\\\" word\n");
    }

    @Test
    void the_value_of_the_last_expression_is_shown() {
        assertThat(script("int a = 20;\na + 22").out()).isEqualTo("42\n");
        assertThat(script("int a = 20;\na + 22;").out()).isEmpty();
    }

    @Test
    void a_snippet_that_does_not_compile_is_named_with_line_and_caret() {
        Lull.Ended ended = script("int a = 1;\n\nint b = missing + 1;\n");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("s.jsh:3:").contains("missing").contains("^");
    }

    @Test
    void a_snippet_that_throws_is_named_with_its_line() {
        Lull.Ended ended = script("System.out.println(\"before\");\nint[] none = {};\nSystem.out.println(none[1]);\nSystem.out.println(\"after\");\n");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).isEqualTo("before\n");
        assertThat(ended.err()).contains("s.jsh:3:").contains("ArrayIndexOutOfBoundsException");
    }

    @Test
    void exit_says_with_which_status() {
        assertThat(script("int a = 1;\n/exit a + 2\nSystem.out.println(\"never\");").status()).isEqualTo(3);
        assertThat(script("/exit").status()).isZero();
        assertThat(script("System.exit(5);").status()).isEqualTo(5);
    }

    @Test
    void standard_input_belongs_to_the_script() {
        assertThat(script("System.out.println(System.in.read());").out()).isEqualTo("-1\n");
    }

    @Test
    void a_missing_file_is_named() {
        Lull.Ended ended = Lull.lull(folder, "script", "nowhere.jsh");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("lull script: there is no file nowhere.jsh.\n");
    }

    @Test
    void another_script_can_be_opened() throws Exception {
        Files.writeString(folder.resolve("lib.jsh"), "int shared = 7;\n");

        assertThat(script("/open lib.jsh\nSystem.out.println(shared);").out()).isEqualTo("7\n");
    }
}
