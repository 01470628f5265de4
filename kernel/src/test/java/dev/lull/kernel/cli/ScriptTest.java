package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.kernel.shell.Interpreter;
import dev.lull.kernel.shell.JavaInterpreter;
import dev.lull.kernel.shell.JavaSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static Interpreter java;

    @BeforeAll
    static void start() {
        java = new JavaInterpreter(new JavaSettings(List.of(), List.of()));
    }

    @AfterAll
    static void stop() {
        java.close();
    }

    private static List<Script.Part> parts(String text) {
        return new Script(Path.of("s.jsh"), text).parts(java);
    }

    @Test
    void code_after_a_command_keeps_its_line() {
        List<Script.Part> parts = parts("int a = 1;\n/open more.jsh\nint b = 2;\n");

        assertThat(parts).extracting(Script.Part::kind).containsExactly(Script.Kind.CODE, Script.Kind.OPEN, Script.Kind.CODE);
        assertThat(parts.get(1).text()).isEqualTo("more.jsh");
        assertThat(parts.get(2).text()).isEqualTo("\n\nint b = 2;\n\n");
    }

    @Test
    void a_first_line_for_the_system_is_no_code() {
        assertThat(parts("#!/usr/bin/env lull\nint a;")).containsExactly(new Script.Part(Script.Kind.CODE, "\nint a;\n"));
    }

    @Test
    void a_division_that_begins_a_line_is_no_command() {
        assertThat(parts("int exit = 2;\nint a = (4\n/exit);")).extracting(Script.Part::kind).containsExactly(Script.Kind.CODE);
    }

    @Test
    void comments_are_no_commands() {
        assertThat(parts("// one\n/* two */\n/** three */ int a;")).extracting(Script.Part::kind).containsExactly(Script.Kind.CODE);
    }

    @Test
    void a_command_of_the_interactive_tool_is_refused_with_its_line() {
        assertThatThrownBy(() -> parts("int a;\n/vars\n")).isInstanceOf(UserError.class).hasMessageContaining("s.jsh:2: /vars");
    }
}
