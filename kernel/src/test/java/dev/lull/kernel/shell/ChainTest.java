package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What stands before a dot by itself is asked for in a quicker way; nobody can tell from what is found. */
class ChainTest {
    private static final List<String> DECLARED = List.of("import java.util.*;", "String word = \"w\";", "List<String> words = List.of();", "int[] numbers = {};", "int number;",
            "class Some { int one; private int hidden; protected int kept; String other() { return null; } static int COUNT; static class Inner {} class Lid {} int over() { return 1; } int over(int n) { return n; } }",
            "Some some = new Some();", "enum Light { RED, GREEN { } }", "Light light = Light.RED;", "record Pair(int a, int b) { static Pair of() { return null; } }",
            "Pair pair() { return null; }", "interface Named { String name(); default int length() { return 1; } }", "Named named;", "<T extends Comparable<T>> T same(T t) { return t; }");

    @Test void a_chain_is_told_from_what_only_ends_in_one() {
        assertThat(List.of("a.", "a.b.", "a().b[1].", "\"x(\".", "(a + b).", "a(x -> { return 1; }).b.", "  a\n  .b(1)\n  .", "A.", "a(\")\").", "new_.")).allMatch(Chain::is);
        assertThat(List.of("x = a.", "new A.", "new A().", "return a.", "a + b.", "(A) b.", "a(", "a(b.", "", ".", "a", "1.", "List.<String>of().", "int a.", "if (a) b.", "a; b.", "import a.", "x -> x.",
                "this.", "case A.", "@A.", "{ a.")).noneMatch(Chain::is);
    }

    @Test void members_are_those_that_jshell_suggests() {
        try (Bench bench = new Bench(); JShell jshell = JShell.builder().executionEngine("local").build()) {
            DECLARED.forEach(jshell::eval);
            bench.run(String.join("\n", DECLARED));
            SoftAssertions softly = new SoftAssertions();
            for (String stem : List.of("word.", "words.", "words.stream().", "some.", "Some.", "light.", "Light.", "Light.RED.", "pair().", "Pair.", "named.", "same(\"\").", "\"text\".", "(word + 1).",
                    "Math.", "String.", "Integer.", "List.", "Map.", "Map.Entry.", "System.", "System.out.", "Optional.of(word).", "word.chars().", "word.getClass().", "java.util.List.", "Thread.State.",
                    "numbers.", "number.", "numbers[0].", "unknown.", "java.util.", "java.")) {
                Set<String> found = bench.java.complete(stem, stem.length()).matches().stream().map(Completion.Match::text).collect(Collectors.toCollection(TreeSet::new));
                Set<String> expected = jshell.sourceCodeAnalysis().completionSuggestions(stem, stem.length(), new int[1]).stream().map(s -> s.continuation())
                        .filter(name -> stem.equals("numbers.") || !name.equals("clone()") && !name.equals("finalize()"))        // JDK 25's forgets that they are protected
                        .collect(Collectors.toCollection(TreeSet::new));
                if (!stem.startsWith("java.u") && !stem.equals("java.")) {
                    softly.assertThat(found).as(stem).isEqualTo(expected);
                } else {
                    softly.assertThat(found).as(stem).isNotEmpty();
                }
            }
            softly.assertAll();
        }
    }
}
