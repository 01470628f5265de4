package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"class Object {}", "record Throwable(int depth) {}", "@interface SuppressWarnings {}", "enum dev { A }", "public final class java { int n; }"})
    void a_name_that_every_cell_needs_is_not_given_away(String declaration) {
        Outcome.Failure refusal = bench.failure("int before = 1;\n" + declaration);

        assertThat(refusal.message()).startsWith("line 2: no class of a cell can be called ").contains("any other name would do");
        assertThat(bench.value("int after = 3;\nafter + Out.size()")).isEqualTo("3");
        assertThat(bench.value("class Mine { static " + declaration.replaceFirst("^public final ", "") + "\n int n = 5; }\nnew Mine().n")).isEqualTo("5");
    }

    @Test void classes_may_have_the_names_of_those_that_everybody_uses() {
        bench.run("class String {}\nrecord Integer(int value) {}\nclass System {}\nclass Exception {}\nclass Math {}\nclass Class {}\nclass Error {}\nenum Thread { MAIN }");

        assertThat(bench.value("int x = 3;\nx + 1")).isEqualTo("4");
        assertThat(bench.value("new Integer(7)")).isEqualTo("Integer[value=7]");
        assertThat(bench.value("var text = \"a\" + x;\ntext")).isEqualTo("a3");
        assertThat(bench.value("In.get(2)")).isEqualTo("int x = 3;\nx + 1");
        assertThat(bench.value("Out.get(2)")).isEqualTo("4");
        assertThat(Bench.told(bench.failure("throw new IllegalStateException(\"no\")"))).contains("IllegalStateException: no").contains("cell 7, line 1");
    }

    @Test void a_variable_may_have_the_name_of_a_package() {
        bench.run("int dev = 1;\nint java = 2;\nint jdk = 3;\nint REPL = 4;");

        assertThat(bench.value("dev + java + jdk + REPL")).isEqualTo("10");
        assertThat(bench.value("int f() { return missing(); }\nint missing() { return Out.size(); }\nf()")).isEqualTo("1");
    }

    @Test void overloads_call_each_other_in_one_cell_in_any_order() {
        assertThat(bench.value("""
                int sum(int a, int b, int c) { return sum(a, b) + sum(c); }
                int sum(int a) { return a; }
                int sum(int a, int b) { return sum(a) + b; }
                sum(1, 2, 3)""")).isEqualTo("6");
        assertThat(bench.complained()).isEmpty();
    }

    @Test void an_overload_calls_one_of_an_earlier_cell() {
        bench.run("int sum(int a) { return a; }\nint kept = sum(40);\nList<Integer> list = new ArrayList<>(List.of(sum(1)));");

        assertThat(bench.value("int sum(int a, int b) { return sum(a) + b; }\nsum(1, 2)")).isEqualTo("3");
        assertThat(bench.value("String sum(String a) { return sum(2) + a; }\nsum(\"x\") + kept + list")).isEqualTo("2x40[1]");
        assertThat(bench.value("int sum(int a) { return a == 0 ? 0 : 10 * a + sum(0, 0); }\nsum(1, 2) + sum(\"y\")")).isEqualTo("1220y");
    }

    @Test void a_call_that_no_overload_fits_is_refused_as_java_would() {
        bench.run("int sum(int a) { return a; }");

        assertThat(bench.failure("int sum(int a, int b) { return sum(a, b, 1); }").message())
                .startsWith("line 1: ").doesNotContain("class  ").doesNotContain(";;").contains("differ in length");
        assertThat(bench.value("sum(3)")).isEqualTo("3");
    }
}
