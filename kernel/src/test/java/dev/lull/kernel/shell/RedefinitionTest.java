package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session makes of names that are given a second meaning. */
class RedefinitionTest {
    private Bench bench;

    @BeforeEach void open() {
        bench = new Bench();
    }

    @AfterEach void close() {
        bench.close();
    }

    @Test void an_import_takes_the_place_of_a_class_of_the_same_name() {
        bench.run("class Point { int x; }");

        assertThat(bench.value("import java.awt.Point;\nnew Point(1, 2).y")).isEqualTo("2");
        assertThat(bench.complained()).contains("Point is what this cell imports now");
        assertThat(bench.value("1 + 1")).isEqualTo("2");
    }

    @Test void a_class_takes_the_place_of_an_import_of_the_same_name() {
        bench.run("import java.awt.Point;");

        assertThat(bench.value("class Point { int z = 7; }\nnew Point().z")).isEqualTo("7");
        assertThat(bench.complained()).contains("no longer java.awt.Point");
        assertThat(bench.value("class Other {}\nint n = new Point().z;\nn")).isEqualTo("7");
    }

    @Test void variables_whose_type_was_changed_are_spoken_of() {
        bench.run("class P {}\nP typed = new P();\nvar inferred = new P();");

        bench.run("class P { int more; }");

        assertThat(bench.complained()).contains("typed is empty again").contains("inferred is gone");
        assertThat(bench.value("typed")).isEqualTo("null");
        assertThat(bench.failure("inferred").message()).contains("cannot find symbol: variable inferred");
    }

    @Test void a_record_may_check_its_components() {
        bench.run("record Age(int years) {\n    Age {\n        if (years < 0) throw new IllegalArgumentException(\"too young\");\n    }\n}");

        assertThat(bench.value("new Age(3)")).isEqualTo("Age[years=3]");
        assertThat(Bench.told(bench.failure("new Age(-1)"))).contains("IllegalArgumentException: too young").contains("line 3:  if (years < 0)");
        assertThat(bench.value("record Twice(int n) { Twice(int n) { this.n = 2 * n; } }\nnew Twice(2).n()")).isEqualTo("4");
    }

    @Test void a_record_that_has_been_used_may_have_other_components() {
        bench.run("record Pair(int a) {}\nvar pair = new Pair(1);");

        assertThat(bench.value("pair.a() + new Pair(2).a()")).isEqualTo("3");
        bench.run("record Pair(int a, int b) {}");
        assertThat(bench.value("new Pair(1, 2)")).isEqualTo("Pair[a=1, b=2]");
        assertThat(bench.complained()).doesNotContain("occurred in the compiler");
    }

    @Test void errors_in_such_a_record_are_marked_where_they_are() {
        assertThat(Bench.told(bench.failure("record Age(int years) { Age { nix(); } }"))).endsWith("record Age(int years) { Age { nix(); } }\n                                  ^^^");
        assertThat(bench.failure("int bad = \"\";\nrecord Age(int years) { Age { } }").message()).doesNotContain("more");
    }
}
