package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cells that are too much for the compiler, nearly so, or not all there yet: none spoils what comes after it. */
class LargeCellsTest {
    private Bench bench;

    @BeforeEach void open() {
        bench = new Bench();
    }

    @AfterEach void close() {
        bench.close();
    }

    @Test void what_is_nested_too_deeply_for_the_compiler_is_an_error_of_the_cell() {
        Outcome.Failure failure = bench.failure("var deep = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + ";");

        assertThat(failure.name()).isEqualTo("CompileError");
        assertThat(failure.message()).contains("too deeply nested").contains("variables or methods of their own would do");
        assertThat(bench.complained()).isEmpty();
        assertThat(bench.value("1 + 1")).isEqualTo("2");
    }

    @Test void what_is_too_large_for_a_class_file_spoils_nothing_else() {
        String numbers = IntStream.range(0, 20_000).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(bench.failure("int[] data = {" + numbers + "};").message()).contains("code too large");
        assertThat(bench.failure("var text = \"" + "x".repeat(70_000) + "\";").message()).contains("constant string too long");

        assertThat(bench.value("int small = 3;\nint twice() { return 2 * small; }\ntwice()")).isEqualTo("6");
    }

    @Test void pieces_are_found_however_long_they_are() {
        String blank = " ".repeat(500);
        String code = "int n = 0;" + "\n" + "if (n > 0) {\n n = 1;\n}\n" + "// a comment\n".repeat(60) + "else {\n n = 2;\n}\n"
                + "String text = \"\"\"\n" + "line; int n = 5;\n".repeat(60) + "\"\"\";\n"
                + "int tenfold(int a) {\n" + "a += 0; \n".repeat(100) + "return 10 * a;\n}" + blank + "\n" + "/* " + blank + "\n" + blank + " */\n"
                + "tenfold(n) + text.length()";

        assertThat(bench.value(code)).isEqualTo(String.valueOf(20 + 60 * "line; int n = 5;\n".length()));
    }

    @Test void a_class_that_is_not_complete_yet_is_in_nobodys_way() {
        bench.failure("class Half { int m() { return nowhere(); } int whole() { return 3; } }");
        bench.failure("class Lost extends Missing {}");

        assertThat(bench.failure("new Half().whole()").message()).contains("still needs: method nowhere()");
        assertThat(bench.failure("new Lost()").message()).contains("cannot find symbol: class Lost");
        int before = bench.java.snippetsKnownToJShell();
        assertThat(bench.value("for (int i = 0; i < 2; i++) System.out.print(i);\n1 + 1")).isEqualTo("2");
        assertThat(bench.java.snippetsKnownToJShell()).isEqualTo(before);
        assertThat(bench.value("int nowhere() { return 8; }\nnew Half().m()")).isEqualTo("8");
    }
}
