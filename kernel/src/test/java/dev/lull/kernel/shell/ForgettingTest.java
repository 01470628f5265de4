package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A long session costs what is declared in it, not what has ever been run in it. */
class ForgettingTest {
    private Bench bench;

    @BeforeEach void open() {
        bench = new Bench();
    }

    @AfterEach void close() {
        bench.close();
    }

    @Test void the_texts_of_what_was_replaced_refused_or_run_once_are_not_kept_for_good() {
        for (int i = 0; i < 60; i++) {
            bench.run("int again = " + i + ";\nint twice() { return 2 * again + " + i + "; }");
            bench.run("switch (" + i + ") { default -> \"\"; }");
            bench.failure("int wrong = missing;");
        }

        assertThat(bench.java.textsKnownToJShell()).isLessThan(150);
        assertThat(bench.value("twice()")).isEqualTo("177");
    }

    @Test void a_name_whose_declaration_failed_often_is_compiled_but_once_when_it_is_declared_again() {
        for (int i = 0; i < 4; i++) {
            bench.failure("java.util.function.Supplier<Integer> often = " + (i % 2 == 0 ? "List.<java.util.function.Supplier<Integer>>of().get(" + i + ");" : "\"" + i + "\";"));
        }
        bench.run("java.util.function.Supplier<Integer> often = () -> 7;");

        assertThat(bench.value("often.getClass().getName()")).matches("REPL\\.\\$JShell\\$\\d+\\$\\$Lambda.*");
        assertThat(bench.value("often.get()")).isEqualTo("7");
    }

    @Test void a_change_reaches_those_who_use_what_was_changed_through_others_that_the_cell_does_not_name() {
        bench.run("int base = 1;\nint other = 5;\nint first() { return base + other; }\nint second() { return first() * 10; }");
        bench.run("class Shape { int sides() { return 3; } }\nclass Square extends Shape { }\nint sidesOf(Square s) { return s.sides() + other; }");

        bench.run("long base = 2;\nint first() { return (int) base + other; }");
        bench.run("class Shape { int sides() { return 4; } }");

        assertThat(bench.value("second()")).isEqualTo("70");
        assertThat(bench.value("sidesOf(new Square())")).isEqualTo("9");
    }

    @Test void a_compiler_that_begins_anew_knows_what_was_declared() {
        bench.run("int before = 20;\nclass Known { int half() { return before / 2; } }");
        bench.java.forgetCompiler();

        assertThat(bench.value("new Known().half()")).isEqualTo("10");
        bench.java.forgetCompiler();
        bench.run("int after = new Known().half();");

        assertThat(bench.value("after + before")).isEqualTo("30");
    }

    @Test void a_type_without_a_name_may_be_meant_without_its_variable() {
        bench.run("var nameless = new Object() { int held = 4; };");
        bench.run("var in = List.of(nameless);");
        bench.run("var out = in.get(0);");

        assertThat(bench.value("out.held")).isEqualTo("4");
    }

    @Test void a_declaration_that_came_back_counts_after_an_error_too() {
        bench.run("int changed = 1;");
        bench.failure("int a = missing;\nint b = changed;");
        bench.run("String changed = \"\";");
        bench.failure("int a = missing;\nString b = changed;");
        bench.run("int changed = 1;");

        assertThat(bench.failure("int a = missing;\nint b = changed;").traceback()).noneMatch(line -> line.contains("incompatible"));
    }

    @Test void after_an_error_the_rest_of_a_cell_is_compiled_with_those_declarations_alone_that_it_can_mean() {
        try (JShell jshell = JShell.builder().executionEngine("local").build()) {
            List<Snippet> all = declared(jshell, "int a = 1;", "int b = 2;", "int useA() { return a; }", "class C {}", "int useUseA() { return useA(); }");

            assertThat(Concerned.namedBy("int x = useA();", all)).extracting(Snippet::source).containsExactly("int a = 1;", "int useA() { return a; }");
        }
    }

    @Test void a_text_has_nothing_to_do_with_variables_and_methods_that_neither_it_nor_those_it_affects_name() {
        try (JShell jshell = JShell.builder().executionEngine("local").build()) {
            List<Snippet> all = declared(jshell, "int a = 1;", "int b = 2;", "int useA() { return a + b; }", "int c = 3;", "class T {}", "int d = 4;");
            Map<String, Set<Integer>> users = new HashMap<>(Map.of("a", Set.of(2), "b", new HashSet<>(Set.of(2))));
            Concerned concerned = new Concerned(all, users);

            assertThat(namesOf(concerned.notBy("long a = 5;"))).containsExactlyInAnyOrder("c", "d");
            assertThat(namesOf(concerned.notBy("c + x.d"))).containsExactlyInAnyOrder("a", "b", "useA", "d");
            assertThat(namesOf(concerned.notByBeginning("b.toStr"))).containsExactlyInAnyOrder("c", "d");
            assertThat(namesOf(concerned.notByBeginning("1 + u"))).containsExactlyInAnyOrder("a", "b", "c", "d");
            assertThat(namesOf(concerned.notByBeginning("1 + "))).isEmpty();
            assertThat(namesOf(concerned.notBy("import java.io.*;"))).isEmpty();
            assertThat(namesOf(concerned.notBy("\\u0061 + 1"))).isEmpty();
        }
    }

    private static List<Snippet> declared(JShell jshell, String... sources) {
        List<Snippet> all = new ArrayList<>();
        for (String source : sources) {
            all.add(jshell.eval(source).get(0).snippet());
        }
        return all;
    }

    private static List<String> namesOf(Map<Integer, Snippet> snippets) {
        return snippets.values().stream().map(snippet -> ((DeclarationSnippet) snippet).name()).toList();
    }
}
