package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever asks, types on and asks again gets what he would have got by asking only now. */
class EarlierAnswersTest {
    private static final String DECLARED = "import java.util.*;\nString word = \"w\"; int number = 1; List<String> words = List.of();\n"
            + "class Some { int one; String other() { return \"\"; } static int COUNT; static class Inner {} }\nSome some = new Some();\nvoid takes(String s, int n) {}";

    private static Bench asked;
    private static Bench fresh;

    @BeforeAll static void open() {
        asked = new Bench();
        fresh = new Bench();
        asked.run(DECLARED);
        fresh.run(DECLARED);
    }

    @AfterAll static void close() {
        asked.close();
        fresh.close();
    }

    private static Completion complete(Bench bench, String code) {
        return bench.java.complete(code, code.codePointCount(0, code.length()));
    }

    private static Completion afresh(String code) {
        fresh.run("int number = 1;");       // forgets the answers so far
        return complete(fresh, code);
    }

    @Test void narrowed_by_letters_an_answer_is_what_it_would_be_without_the_one_before() {
        for (String stem : List.of("word.", "int n = word.", "String s = word.", "some.", "Some.", "new Some.", "words.stream().", "takes(word.", "takes(word, word.", "if (word.",
                "Math.", "System.out.", "\"🐧\".", "Map.Entry.", "List.<String>of().", "var q = words; q.", "java.util.List.", "return some.", "this.", "word::", "import java.util.", "(some).")) {
            for (String letters : List.of("", "s", "o", "e", "equals", "le", "C", "In", "length", "zzz")) {
                assertThat(complete(asked, stem + letters)).as(stem + letters).isEqualTo(afresh(stem + letters));
            }
        }
    }

    @Test void fewer_letters_bring_back_what_more_had_left_out() {
        assertThat(complete(asked, "word.lastInd").matches()).isNotEmpty();

        assertThat(complete(asked, "word.la")).isEqualTo(afresh("word.la"));
        assertThat(complete(asked, "word.")).isEqualTo(afresh("word."));
    }

    @Test void a_declaration_ends_what_was_known() {
        try (Bench bench = new Bench()) {
            bench.run("String it = \"\";");
            assertThat(complete(bench, "it.le").matches()).extracting(Completion.Match::text).containsExactly("length()");
            assertThat(inspected(bench)).contains("String");

            bench.run("StringBuilder it = new StringBuilder();");

            assertThat(complete(bench, "it.rev").matches()).extracting(Completion.Match::text).containsExactly("reverse()");
            assertThat(inspected(bench)).contains("StringBuilder");
        }
    }

    private static String inspected(Bench bench) {
        return bench.java.inspect("it", 2, 0).found().orElseThrow().plain();
    }
}
