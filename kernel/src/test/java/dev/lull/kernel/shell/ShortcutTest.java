package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The quicker way to run what declares nothing: nobody can tell it from JShell's, but by the clock. */
class ShortcutTest {
    private static final List<String> DECLARED = List.of(
            "int x = 5;", "long[] longs = {1, 2};", "String s = null;", "var list = new java.util.ArrayList<Integer>();",
            "class Box { int inside = 7; protected int hidden() { return inside++; } class Lid { int weight = 3; } static int made; }",
            "record P(int a, String b) { public P { made++; } static int made; }", "enum Light { RED, GREEN }",
            "<T> T same(T t) { return t; }", "int twice(int n) { return 2 * n; }", "void nothing() {}",
            "Box box = new Box();", "var anonymous = new Object() { int field = 9; };", "interface Named { default String name() { return \"n\"; } }");
    private static final List<String> PIECES = List.of(
            "1+1", "x", "x + 1L", "x++", "x += 3", "'a' + 1", "(char) ('a' + 1)", "1 / 2.0f", "x > 3 ? 1 : 2.5", "x > 3 ? (Integer) 1 : (Double) 2.5",
            "(switch (x) { case 1 -> 1; default -> 2.5; })", "(int) (true ? 1 : 'a')", "longs[1]", "longs.length", "\"a\" + null", "s == null", "(s)",
            "box.inside", "box.hidden()", "box.inside + box.hidden()", "box.new Lid().weight", "Box.made", "new Box() { int more() { return inside + 1; } }.more()",
            "new P(1, \"b\")", "new P(1, \"b\").a()", "P.made", "Light.GREEN.ordinal()", "Light.valueOf(\"RED\")", "same(3)", "same(null)", "this.toString()",
            "twice(twice(x))", "anonymous.field", "new Named() {}.name()", "list.add(x)", "list.size() < 10", "list instanceof java.util.List<?> l && l.size() > 0",
            "((java.util.function.IntUnaryOperator) n -> n + x).applyAsInt(1)", "java.util.stream.IntStream.range(0, 5).map(n -> n * x).sum()",
            "List.of(1, 2).getClass() == null", "new int[] {1, 2}[1]", "int.class", "-x", "!true", "~x", "(x)", "\"\"\"\n  text\n  block\"\"\".length()", "x /* why */ + 1 // so\n",
            "nothing()", "for (int i = 0; i < 3; i++) x += i;", "if (x > 0) { x--; } else x++;", "while (x > 100) x--;", "do x++; while (x < 3);",
            "try { throw new Exception(); } catch (Exception e) { x = 1; } finally { x++; }", "{ int local = 3; x = local; }", "synchronized (list) { x++; }",
            "x", "x = 7", "list.forEach(n -> { })", "list.size();", "box.inside", "s = \"set\"", "s.length()", "Integer.MAX_VALUE + 1", "0x7f + 0b11 + 1_000");
    private static Bench bench;

    @BeforeAll static void open() {
        bench = new Bench();
        bench.run("1");
    }

    @AfterAll static void close() {
        bench.close();
    }

    @Test void expressions_and_statements_have_the_values_that_jshell_gives_them() {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (JShell jshell = JShell.builder().executionEngine("local").build()) {
            List.of("import java.util.*;").forEach(jshell::eval);
            DECLARED.forEach(jshell::eval);
            PIECES.forEach(piece -> expected.add(piece + " is " + shownBy(jshell, piece)));
        }
        DECLARED.forEach(bench::run);
        PIECES.forEach(piece -> found.add(piece + " is " + shownByUs(piece)));

        assertThat(found).isEqualTo(expected);
    }

    /** JShell gives the value of an assignment as well; a cell shows none. */
    private static String shownBy(JShell jshell, String piece) {
        SnippetEvent event = jshell.eval(jshell.sourceCodeAnalysis().analyzeCompletion(piece).source()).get(0);
        boolean shows = event.value() != null && !event.value().isEmpty() && !piece.endsWith(";") && !piece.matches("\\w+ \\+?= .*");
        return event.status() == jdk.jshell.Snippet.Status.REJECTED ? "refused" : shows ? event.value().replaceAll("^[\"']|[\"']$", "") : "nothing";
    }

    private static String shownByUs(String piece) {
        Outcome outcome = bench.run(piece);
        return outcome instanceof Outcome.Value value ? value.bundle().plain() : outcome.ok() ? "nothing" : "refused";
    }

    @Test void errors_are_told_with_the_users_frames_and_lines() {
        bench.run("int thrower(int n) {\n    if (n > 2) throw new IllegalStateException(\"too much\");\n    return n;\n}");

        Outcome.Failure failure = bench.failure("// first\nint before = 1;\n\nthrower(1)\n    + thrower(3)");

        String told = Bench.told(failure);
        assertThat(failure.name()).isEqualTo("IllegalStateException");
        assertThat(told).contains("at thrower, cell ").contains("line 2:  if (n > 2)").contains("line 5:  + thrower(3)").doesNotContain("do_it", "$JShell", "piece-");
    }

    @Test void an_expression_leaves_nothing_behind() {
        bench.run("var kept = new ArrayList<java.lang.ref.WeakReference<Class<?>>>();");
        bench.run("kept.add(new java.lang.ref.WeakReference<Class<?>>(new Object() {}.getClass()))");

        bench.run("for (int i = 0; i < 20 && kept.get(0).get() != null; i++) System.gc();");

        assertThat(bench.value("kept.get(0).get() == null")).isEqualTo("true");
    }

    @Test void a_piece_run_again_begins_anew() {
        String counts = "new Object() { static int runs; int run() { return ++runs; } }.run()";

        assertThat(List.of(bench.value(counts), bench.value(counts))).containsExactly("1", "1");
        bench.run("int ran = 0;");
        assertThat(List.of(bench.value("++ran"), bench.value("++ran"))).containsExactly("1", "2");
    }

    @Test void a_piece_run_again_means_what_has_been_declared_since() {
        bench.run("int shape = 7;");
        bench.run("int half(int n) { return n / 2; }");
        assertThat(List.of(bench.value("shape / 2"), bench.value("half(shape)"))).containsExactly("3", "3");

        bench.run("double shape = 7;");
        bench.run("double half(double n) { return n / 2; }");

        assertThat(List.of(bench.value("shape / 2"), bench.value("half(shape)"))).containsExactly("3.5", "3.5");
    }

    @Test void a_piece_run_again_fails_in_its_own_cell() {
        String fails = "thrown(3)";
        bench.run("int thrown(int n) { throw new IllegalStateException(); }");
        bench.failure(fails);
        int cell = bench.context().cell() + 1;

        assertThat(Bench.told(bench.failure(fails))).contains("at cell " + cell);
    }

    @Test void names_that_the_shortcut_uses_itself_are_the_users_too() {
        bench.run("int value$ = 8;");

        assertThat(bench.value("value$")).isEqualTo("8");
        assertThat(bench.value("value$ + 1")).isEqualTo("9");
    }

    @Test void the_same_text_may_be_a_value_or_none() {
        bench.run("Math.max(1, 2);");

        assertThat(bench.value("Math.max(3, 4); Math.max(1, 2)")).isEqualTo("2");
    }

    @Test void assignments_of_every_kind_show_nothing() {
        bench.run("int left = 1, right = 2;\nint[] many = {1};\nclass Held { int in; }\nHeld held = new Held();");

        for (String assignment : List.of("left = 3", "left += 3", "left >>= 1", "left = right = 4", "many[0] = 9", "held.in = 5", "left <<= 2")) {
            assertThat(bench.run(assignment)).as(assignment).isEqualTo(Outcome.NOTHING);
        }
        for (String other : List.of("left >= 3", "left <= 3", "left != 3", "left == 3", "(left = 3)", "Math.abs(left = 3)", "left > 3 ? 1 : (left = 2)",
                "((java.util.function.IntUnaryOperator) n -> left = n).applyAsInt(3)", "\"a = b\"", "'='")) {
            assertThat(bench.run(other)).as(other).isInstanceOf(Outcome.Value.class);
        }
    }
}
