package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Tab offers first, and what it says of it. */
public class WhatFitsTest {
    public static final CountDownLatch RUNS = new CountDownLatch(1);

    private static Bench bench;

    @BeforeAll static void open() {
        bench = new Bench();
        bench.run("""
                enum Colour { RED, GREEN, BLUE }
                record Paint(String name, Colour colour) {}
                var paint = new Paint("a", Colour.RED);
                var paints = List.of(paint);
                Colour tint = Colour.RED;
                int twice(int n) { return 2 * n; }""");
    }

    @AfterAll static void close() {
        bench.close();
    }

    private static List<Completion.Match> matches(String code) {
        return bench.java.complete(code, code.codePointCount(0, code.length())).matches();
    }

    private static List<String> texts(String code) {
        return matches(code).stream().map(Completion.Match::text).toList();
    }

    private static String signature(String code) {
        return matches(code).get(0).signature();
    }

    @Test void a_switch_over_an_enum_offers_the_labels_that_it_does_not_have_yet() {
        assertThat(texts("switch (tint) { case ")).containsExactly("BLUE", "GREEN", "RED");
        assertThat(texts("int n = switch (paint.colour()) { case RED, GREEN -> 1; case ")).containsExactly("BLUE");
        assertThat(texts("for (var p : paints) { switch (p.colour()) { case RED: break; case G")).containsExactly("GREEN");
        assertThat(texts("int f(Colour it) { return switch (it) { case RED, B")).containsExactly("BLUE");
        assertThat(matches("switch (tint) { case R")).containsExactly(new Completion.Match("RED", "instance", ""));
    }

    @Test void behind_an_at_sign_there_are_types_and_the_languages_own_first() {
        assertThat(texts("@")).startsWith("Deprecated", "FunctionalInterface", "Override").doesNotContain("boolean", "tint");
    }

    @Test void a_new_object_is_of_a_class_that_can_be_made_and_fits_its_variable() {
        assertThat(texts("List<String> all = new ")).startsWith("ArrayList(", "CopyOnWriteArrayList(", "LinkedList(");
    }

    @Test void what_is_caught_is_thrown_and_what_stands_between_angle_brackets_is_a_type() {
        assertThat(texts("try { } catch (")).first().asString().endsWith("Error");
        assertThat(texts("try { } catch (IOException | Interr")).startsWith("InterruptedException");
        assertThat(texts("Map<String, I")).allMatch(text -> Character.isUpperCase(text.charAt(0)));
        assertThat(texts("var all = new ArrayList<")).allMatch(text -> Character.isUpperCase(text.charAt(0)));
    }

    @Test void where_nothing_is_known_what_is_near_comes_first() {
        assertThat(texts("int f(int alpha, String beta) { return ")).startsWith("alpha", "beta").containsSubsequence("beta", "paint", "twice(", "display(");
        assertThat(texts("for (Paint p : ")).containsSubsequence("paints", "display(", "AbstractCollection");
    }

    @Test void what_every_object_has_comes_last_unless_it_fits() {
        assertThat(texts("paint.")).startsWith("colour()", "name()").endsWith("wait(");
        assertThat(texts("String s = paint.")).startsWith("name()", "toString()", "colour()");
    }

    @Test void members_say_what_they_take_and_give() {
        assertThat(signature("\"a\".subst")).isEqualTo("(int beginIndex): String | (int beginIndex, int endIndex): String");
        assertThat(signature("paints.get(0).na")).isEqualTo("(): String");
        assertThat(signature("paints.stream().map(p -> p.col")).isEqualTo("(): Colour");
        assertThat(signature("if (paint.name().isE")).isEqualTo("(): boolean");
        assertThat(signature("Math.P")).isEqualTo("double");
        assertThat(signature("String f(Paint p) { return p.na")).isEqualTo("(): String");
        assertThat(signature("var word = \"a\";\nword.len")).isEqualTo("(): int");
        assertThat(signature("int[] all = {1}; all.len")).isEqualTo("int");
        assertThat(signature("String.form")).startsWith("(String format, Object... args): String");
    }

    @Test void ones_own_names_and_those_of_static_imports_say_how_they_are_declared() {
        assertThat(signature("tin")).isEqualTo("Colour");
        assertThat(signature("twi")).isEqualTo("(int n): int");
        assertThat(signature("markdo")).isEqualTo("(String markdown): MimeBundle");
    }

    @Test void a_declaration_anew_is_seen_in_what_is_said_of_it() {
        bench.run("record Point(int x) {} var point = new Point(1);");
        assertThat(signature("point.x")).isEqualTo("(): int");

        bench.run("record Point(long x) {} var point = new Point(1);");

        assertThat(signature("point.x")).isEqualTo("(): long");
    }

    @Test void former_cells_are_completed_and_described_before_any_cell_has_named_them() {
        try (Bench fresh = new Bench()) {
            assertThat(fresh.java.complete("Out.containsK", 13).matches()).extracting(Completion.Match::text).containsExactly("containsKey(");
            assertThat(fresh.java.inspect("In", 2, 0).found().orElseThrow().plain()).isEqualTo("Map<Integer,String> In");
        }
    }

    @Test void help_with_former_cells_does_not_wait_for_a_cell_that_runs() throws Exception {
        try (Bench fresh = new Bench()) {
            CompletableFuture<Outcome> running = CompletableFuture.supplyAsync(() -> fresh.run("dev.lull.kernel.shell.WhatFitsTest.RUNS.countDown(); while (true) { }"));
            assertThat(RUNS.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(fresh.java.complete("Out.g", 5).matches()).isNotNull();

            fresh.java.interrupt();
            running.get(20, TimeUnit.SECONDS);
        }
    }

    @Test void a_type_is_described_wherever_it_stands() {
        for (String code : List.of("@Over|ride int x;", "try { } catch (IOExc|eption e) { }", "List<Str|ing> x", "class Own extends Arr|ayList")) {
            int at = code.indexOf('|');
            assertThat(bench.java.inspect(code.replace("|", ""), at, 0).found()).as(code).isPresent();
        }
    }

    @Test void ones_own_type_is_described_as_it_was_declared() {
        assertThat(bench.java.inspect("Paint", 5, 0).found().orElseThrow().plain()).contains("record Paint(String name, Colour colour)");
    }
}
