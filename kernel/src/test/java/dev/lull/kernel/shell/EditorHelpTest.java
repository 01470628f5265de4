package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tab, Shift-Tab and Enter. */
class EditorHelpTest {
    private static Bench bench;

    @BeforeAll static void open() {
        bench = new Bench();
        bench.run("int alphabet = 26;\nString alphaName = \"a\";\nvoid takes(String s, int n) {}");
    }

    @AfterAll static void close() {
        bench.close();
    }

    private static Completion complete(String codeWithBar) {
        int at = codeWithBar.indexOf('|');
        return bench.java.complete(codeWithBar.replace("|", ""), codeWithBar.codePointCount(0, at));
    }

    private static List<String> texts(Completion completion) {
        return completion.matches().stream().map(Completion.Match::text).toList();
    }

    private static String inspect(String codeWithBar) {
        int at = codeWithBar.indexOf('|');
        return bench.java.inspect(codeWithBar.replace("|", ""), codeWithBar.codePointCount(0, at), 0).found().map(b -> b.plain()).orElse("nothing");
    }

    @Test void members_variables_and_classes_are_completed() {
        assertThat(texts(complete("\"abc\".len|"))).containsExactly("length()");
        assertThat(texts(complete("alph|"))).containsExactlyInAnyOrder("alphabet", "alphaName");
        assertThat(texts(complete("new ArrayLi|"))).contains("ArrayList(");
    }

    @Test void what_fits_comes_first() {
        assertThat(texts(complete("int n = alph|"))).startsWith("alphabet");
        assertThat(texts(complete("String n = alph|"))).startsWith("alphaName");
    }

    @Test void earlier_lines_of_the_same_cell_are_known() {
        assertThat(texts(complete("import java.util.*;\nclass X {}\n\"abc\".len|"))).containsExactly("length()");
        assertThat(texts(complete("var word = \"abc\";\nword.len|"))).containsExactly("length()");
    }

    @Test void what_the_cell_itself_declares_is_completed_as_long_as_it_is_there() {
        for (String code : List.of("int answer = 42;\nans|", "void f(String answer) { ans|", "for (int answer : answers) { ans|", "Runnable r = () -> { var answer = 1; return ans|",
                "map.forEach((answer, y) -> ans|", "if (x instanceof String answer && ans|", "List<Map<String, int[]>> answer = null; foo(1, ans|", "/* ; */ int answer; ans|")) {
            assertThat(texts(complete(code))).as(code).contains("answer");
        }
        assertThat(texts(complete("int answers(int a) { return a; }\nans|"))).containsExactly("answers(");
        assertThat(texts(complete("record Answer(int a) {}\nAns|"))).containsExactly("Answer");
        for (String code : List.of("void f() { int answer; }\nans|", "void f(int answer) { }\nans|", "for (int answer : answers) a();\nans|", "// int answer;\nans|",
                "String s = \"int answer; \"; ans|", "int answer; String ans|", "int answer; foo.ans|")) {
            assertThat(texts(complete(code))).as(code).doesNotContain("answer");
        }
    }

    @Test void javas_own_words_are_completed_where_they_may_stand() {
        assertThat(complete("retu|").matches()).containsExactly(new Completion.Match("return", "keyword", ""));
        assertThat(texts(complete("int alphas = tru|"))).containsExactly("true");
        assertThat(texts(complete("foo(retu|"))).isEmpty();
    }

    @Test void packages_are_completed_from_the_first_moment() {
        assertThat(texts(complete("import java.ut|"))).containsExactly("util.");
        assertThat(texts(complete("import java.util.conc|"))).containsExactly("concurrent.");
        assertThat(texts(complete("import static jav|"))).contains("java.", "javax.");
        assertThat(complete("java.ni|").matches()).containsExactly(new Completion.Match("nio.", "module", ""));
    }

    @Test void ones_own_names_come_before_the_jdks_classes() {
        assertThat(texts(complete("|"))).contains("alphabet", "alphaName");
    }

    @Test void positions_are_code_points() {
        Completion completion = complete("String s = \"🐧🐧\"; s.le|ft");

        assertThat(completion.start()).isEqualTo("String s = \"PP\"; s.".length());
        assertThat(completion.end()).isEqualTo("String s = \"PP\"; s.le".length());
        assertThat(texts(completion)).containsExactly("length()");
    }

    @Test void within_text_and_comments_there_is_nothing_to_complete() {
        for (String code : List.of("takes(\"|", "takes(\"a \\\" |", "char c = '|", "// see |", "/* see |", "String s = \"\"\"\n  |")) {
            assertThat(complete(code).matches()).as(code).isEmpty();
        }
        assertThat(texts(complete("takes(\"a // b\", alph|"))).contains("alphabet");
    }

    @Test void names_of_jshells_own_are_not_offered() {
        assertThat(texts(complete("new |"))).noneMatch(text -> text.contains("$"));
    }

    @Test void nonsense_completes_to_nothing() {
        assertThat(complete("((((|").matches()).isNotNull();
        assertThat(complete("}}}|").matches()).isEmpty();
        assertThat(complete("|")).isNotNull();
    }

    @Test void a_method_is_described_at_its_name_in_its_brackets_and_at_the_end_of_the_cell() {
        for (String code : List.of("Math.max|", "Math.ma|x(1, 2)", "Math.max(|", "Math.max(1, |", "int q = 1;\nMath.max(q|")) {
            assertThat(inspect(code)).as(code).contains(code.contains("(q|") ? "q" : "int Math.max(int a, int b)");
        }
    }

    @Test void the_jdks_own_javadoc_is_told_where_its_sources_are() {
        boolean sources = Files.isReadable(Path.of(System.getProperty("java.home"), "lib", "src.zip"));

        assertThat(inspect("Math.max(1, |").contains("Returns the greater of two")).isEqualTo(sources);
        assertThat(inspect("\"a\".strip(|").contains("white space removed")).isEqualTo(sources);
    }

    @Test void types_variables_and_own_methods_are_described() {
        assertThat(inspect("Str|ing")).contains("java.lang.String");
        assertThat(inspect("alphabet|")).contains("int alphabet");
        assertThat(inspect("takes(|")).contains("void takes(String s, int n)");
        assertThat(inspect("nonsense|")).isEqualTo("nothing");
    }

    @Test void lulls_own_api_is_described_with_its_javadoc() {
        assertThat(inspect("display(|")).contains("DisplayHandle Display.display(Object value)").contains("Shows a value in whatever way fits it best.");
        assertThat(inspect("dev.lull.kernel.display.MimeBundle|")).contains("One thing to show, in several formats.");
        assertThat(inspect("dev.lull.kernel.display.MimeBundle.PLAIN|")).contains("The format every bundle has.");
        assertThat(inspect("dev.lull.engine.scenario.CallRcuLoad.callRcu().times(|")).startsWith("CallRcuLoad CallRcuLoad.times(int times)").contains("So many calls by each CPU");
        assertThat(inspect("new Outcome.Exit(|")).isEqualTo("nothing");
        assertThat(inspect("new dev.lull.kernel.shell.Outcome.Exit(|")).contains("It called System.exit.");
    }

    @Test void enter_runs_what_is_complete_and_goes_on_with_what_is_not() {
        assertThat(bench.java.isComplete("1 + 1")).isEqualTo(Completeness.complete());
        assertThat(bench.java.isComplete("int x = 1;\nx")).isEqualTo(Completeness.complete());
        assertThat(bench.java.isComplete("")).isEqualTo(Completeness.complete());
        assertThat(bench.java.isComplete("void f() {")).isEqualTo(Completeness.incomplete("    "));
        assertThat(bench.java.isComplete("  foo(1,")).isEqualTo(Completeness.incomplete("  "));
        assertThat(bench.java.isComplete("@Override")).isEqualTo(Completeness.incomplete(""));
        assertThat(bench.java.isComplete("int x = 1;\n@SuppressWarnings(\"unchecked\")\n")).isEqualTo(Completeness.incomplete(""));
        assertThat(bench.java.isComplete("@Deprecated\nvoid f() {}")).isEqualTo(Completeness.complete());
        assertThat(bench.java.isComplete("}")).isEqualTo(Completeness.invalid());
        assertThat(bench.java.isComplete("class 1 {}")).isEqualTo(Completeness.invalid());
    }

    @Test void enter_is_answered_soon_though_the_compiler_is_busy() {
        CompilerLock compiler = new CompilerLock();

        Optional<String> meanwhile = compiler.holding(() -> CompletableFuture.supplyAsync(() -> compiler.soonHolding(() -> "here")).join());

        assertThat(meanwhile).isEmpty();
        assertThat(compiler.soonHolding(() -> "here")).contains("here");
        assertThat(EditorHelp.isCompleteAtAGlance("x + 1")).isEqualTo(Completeness.complete());
        assertThat(EditorHelp.isCompleteAtAGlance("void f() {")).isEqualTo(Completeness.incomplete("    "));
        assertThat(EditorHelp.isCompleteAtAGlance("/* and")).isEqualTo(Completeness.incomplete(""));
        assertThat(EditorHelp.isCompleteAtAGlance("String s = \"{\"; // (")).isEqualTo(Completeness.complete());
    }

    @Test void prose_completes_to_nothing() {
        for (String code : List.of("\"alph|", "\"\"\"\n  alph|", "// alph|", "/* alph|", "'a|")) {
            assertThat(complete(code).matches()).as(code).isEmpty();
        }
        for (String code : List.of("\"a\" + alph|", "// it's\nalph|", "\"\"\"\n  a\"\"\" + alph|", "/* */ alph|")) {
            assertThat(texts(complete(code))).as(code).contains("alphabet");
        }
    }

    @Test void method_references_are_completed() {
        assertThat(texts(complete("Math::ma|"))).containsExactly("max");
        assertThat(texts(complete("List.of(\"a\").stream().map(String::le|"))).containsExactly("length");
        assertThat(texts(complete("Object::ne|"))).containsExactly("new");
        assertThat(texts(complete("alphaName::isE|"))).containsExactly("isEmpty");
    }

    @Test void conditions_are_completed() {
        assertThat(texts(complete("if (alphaName.isE|"))).containsExactly("isEmpty()");
        assertThat(texts(complete("while (alphabet > 3 && alphaName.isE|"))).containsExactly("isEmpty()");
    }

    @Test void what_a_match_is_can_be_seen() {
        assertThat(complete("Math.P|").matches()).containsExactly(new Completion.Match("PI", "instance", "double"));
        assertThat(complete("ArrayLi|").matches()).containsExactly(new Completion.Match("ArrayList", "class", ""));
        assertThat(complete("import static java.lang.Math.sqr|").matches()).containsExactly(new Completion.Match("sqrt", "function", ""));
        assertThat(texts(complete("new |"))).noneMatch(text -> text.contains("$"));
    }

    @Test void a_call_is_described_behind_its_last_bracket_too() {
        assertThat(inspect("Math.max(alphaName.length()|, 2)")).contains("int String.length()");
        assertThat(inspect("Math.max(1, Math.abs(-2))|")).contains("int Math.max(int a, int b)");
    }

    @Test void a_field_is_described_as_java_declares_it() {
        assertThat(inspect("System.out|")).startsWith("PrintStream System.out");
    }

    @Test void comments_and_texts_are_not_described_but_the_call_round_a_text_is() {
        assertThat(inspect("// Math.max|")).isEqualTo("nothing");
        assertThat(inspect("\"Math.max|\"")).isEqualTo("nothing");
        assertThat(inspect("System.out.println(\"Ma|th\")")).contains("println(int x)");
        assertThat(inspect("this|")).isEqualTo("nothing");
    }
}
