package dev.lull.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.display.DisplaySink;
import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.shell.Completeness;
import dev.lull.kernel.shell.Completion;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Input;
import dev.lull.kernel.shell.JavaInterpreter;
import dev.lull.kernel.shell.JavaSettings;
import dev.lull.kernel.shell.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Magics in front of a real Java session. */
class MagicsTest {
    @TempDir static Path folder;
    private static final List<String> SHOWN = new ArrayList<>();
    private static JavaInterpreter java;
    private static Magics magics;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll static void open() {
        java = new JavaInterpreter(JavaSettings.usual());
        magics = new Magics(java, java);
    }

    @AfterAll static void close() {
        magics.close();
    }

    private Outcome run(String code) {
        return magics.execute(code, new ExecutionContext(1, out, err, NOWHERE, Input.NOBODY, true));
    }

    private String value(String code) {
        Outcome outcome = run(code);
        assertThat(outcome).isInstanceOf(Outcome.Value.class);
        return ((Outcome.Value) outcome).bundle().plain();
    }

    private String refusal(String code) {
        Outcome outcome = run(code);
        assertThat(outcome).isInstanceOf(Outcome.Failure.class);
        return ((Outcome.Failure) outcome).message();
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test void a_magic_shows_its_value_wherever_it_stands() {
        run("int first = 1;");
        SHOWN.clear();

        assertThat(value("%who\nfirst + 1")).isEqualTo("2");
        assertThat(SHOWN).singleElement().asString().contains("first");
        assertThat(value("int indented = 2;\n    %who\n")).contains("indented");
    }

    @Test void what_needs_an_argument_says_so() {
        assertThat(refusal("%time")).contains("needs something to run");
        assertThat(refusal("%load")).contains("needs the path");
        assertThat(refusal("%jars")).contains("needs the path");
        assertThat(refusal("%%html")).contains("needs HTML in the lines below it");
        assertThat(refusal("%reset answer")).contains("Nothing was forgotten");
        assertThat(refusal("%maven --quick a:b:1")).contains("There is no option --quick").contains("--offline");
    }

    @Test void files_are_completed_after_the_magics_that_take_them() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("some.jsh"), "1");

        assertThat(texts("%load " + folder + "/s")).containsExactly(folder + "/some.jsh", folder + "/sub/");
        assertThat(texts("%maven org.apache")).isEmpty();
        assertThat(texts("%time \"a\".le")).containsExactly("length()");
        assertThat(texts("%%time\n\"a\".le")).containsExactly("length()");
        assertThat(texts("%%bash\nech")).isEmpty();
    }

    private static List<String> texts(String code) {
        return magics.complete(code, code.length()).matches().stream().map(Completion.Match::text).toList();
    }

    @Test void a_timed_expression_that_does_not_compile_is_told_in_the_users_words() {
        assertThat(refusal("%timeit nix")).isEqualTo("line 1: cannot find symbol: variable nix");
        assertThat(value("%%timeit\nint s = 0;\nfor (int i = 0; i < 100; i++) s += i;")).contains("rounds");
    }

    @Test void help_tells_of_every_magic() {
        assertThat(value("%help").lines().filter(line -> line.startsWith("%"))).hasSameSizeAs(value("%lsmagic").split("  "));
        assertThat(value("%help").lines()).allMatch(line -> line.length() <= 120);
        assertThat(value("%help time")).startsWith("%time CODE\n");
    }

    @Test void a_question_mark_behind_or_before_a_name_opens_the_pager() {
        List<String> pages = new ArrayList<>();
        DisplaySink pager = new DisplaySink() {
            @Override public void display(MimeBundle bundle, String id) { }

            @Override public void update(MimeBundle bundle, String id) { }

            @Override public void clear(boolean wait) { }

            @Override public void page(MimeBundle bundle) {
                pages.add(bundle.plain());
            }

            @Override public boolean live() {
                return false;
            }
        };
        ExecutionContext context = new ExecutionContext(1, out, err, pager, Input.NOBODY, true);

        for (String asked : List.of("String?", "?String", "Math.max??", "%timeit?")) {
            assertThat(magics.execute(asked, context)).as(asked).isEqualTo(Outcome.NOTHING);
            assertThat(magics.isComplete(asked).status()).isEqualTo(Completeness.Status.COMPLETE);
        }

        assertThat(pages).hasSize(4);
        assertThat(pages.get(2)).contains("double Math.max(double a, double b)");
        assertThat(pages.get(3)).startsWith("%timeit EXPRESSION");
        assertThat(refusal("nowhere?")).contains("Nothing is known about nowhere");
        assertThat(value("true ? 1 : 2")).isEqualTo("1");
    }

    @Test void an_unknown_magic_is_told_what_there_is() {
        assertThat(refusal("%tme 1")).contains("There is no %tme", "Did you mean", "%time", "%lsmagic");
        assertThat(refusal("%bash\nls")).contains("Did you mean %%bash");
    }

    @Test void magics_and_java_share_a_cell_and_lines_are_counted_right() {
        assertThat(value("%time int x = 20;\nint y = 22;\n%time x + y")).isEqualTo("42");
        assertThat(refusal("%time 1\nint ok = 1;\nint bad = nothing;")).startsWith("line 3: ");
    }

    @Test void a_percent_sign_in_the_middle_of_java_is_java() {
        assertThat(value("int seven = 7;\nseven\n%seven\n")).isEqualTo("0");
        assertThat(value("String s = \"\"\"\n%time\n\"\"\";\ns.strip()")).isEqualTo("%time");
    }

    @Test void time_is_told_beside_the_value() {
        assertThat(value("%%time\nint a = 6;\na * 7")).isEqualTo("42");
        assertThat(printed()).contains("Wall time").contains("CPU time");
    }

    @Test void an_expression_or_a_statement_is_timed_many_times() {
        assertThat(value("%timeit Math.sqrt(2)")).contains("±").contains("rounds of");
        assertThat(value("%timeit new int[8].clone();")).contains("best");
        assertThat(value("%timeit for (;;) break")).contains("under 0.01 ns").contains("Less than one cycle of a CPU");
        assertThat(value("int dev = 1;\nint n = 4;\nint half(int n) { return n / 2; }\n%timeit half(n) + dev")).contains("best");
    }

    @Test void markup_is_shown_as_such() {
        assertThat(run("%%html\n<b>bold</b>")).isEqualTo(new Outcome.Value(MimeBundle.text("<b>bold</b>").html("<b>bold</b>")));
    }

    @Test void bash_writes_to_the_cell_and_fails_with_its_status() {
        assertThat(run("%%bash\necho one; echo two >&2")).isEqualTo(Outcome.NOTHING);
        assertThat(printed()).isEqualTo("one\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("two\n");
        assertThat(refusal("%%bash\nexit 3")).contains("status 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo begun; sleep 1000", "trap '' INT TERM; echo begun; while true; do sleep 1000; done", "trap '' TERM; setsid bash -c 'trap \"\" TERM; sleep 1000' & echo begun; wait"})
    void an_interrupt_ends_bash_whatever_it_does_about_it(String script) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        OutputStream says = new OutputStream() {
            @Override
            public void write(int b) {
                begun.countDown();
            }
        };
        var cell = CompletableFuture.supplyAsync(() -> magics.execute("%%bash\n" + script, new ExecutionContext(1, says, err, NOWHERE, Input.NOBODY, true)));
        begun.await();

        assertThat(magics.interrupt()).isTrue();

        assertThat(cell.get(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(Outcome.Failure.class, failure -> assertThat(failure.name()).isEqualTo("Interrupted"));
        assertThat(value("1 + 1")).isEqualTo("2");
    }

    @Test void variables_are_named_shown_and_forgotten() {
        JavaInterpreter own = new JavaInterpreter(JavaSettings.usual());
        Magics session = new Magics(own, own);
        ExecutionContext context = new ExecutionContext(1, out, err, NOWHERE, Input.NOBODY, true);
        session.execute("int alpha = 1; String beta = \"b\";", context);

        assertThat(session.execute("%who", context)).isEqualTo(new Outcome.Value(MimeBundle.text("alpha  beta")));
        assertThat(((Outcome.Value) session.execute("%vars", context)).bundle().plain()).isEqualTo("int alpha = 1\nString beta = b");
        session.execute("%reset", context);
        assertThat(session.execute("alpha", context).ok()).isFalse();
        assertThat(session.execute("List.of(1)", context).ok()).isTrue();
        session.close();
    }

    @Test void a_jar_is_used_by_the_cells_that_follow() throws IOException {
        Files.writeString(folder.resolve("Greeter.java"), "package far; public class Greeter { public static String greet() { return \"hello from afar\"; } }");
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), folder.resolve("Greeter.java").toString());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("greeter.jar")))) {
            jar.putNextEntry(new ZipEntry("far/Greeter.class"));
            jar.write(Files.readAllBytes(folder.resolve("far/Greeter.class")));
        }

        assertThat(value("%jars " + folder + "/*.jar\nfar.Greeter.greet()")).isEqualTo("hello from afar");
        assertThat(value("%classpath")).contains("greeter.jar");
        assertThat(refusal("%jars /no/such/thing.jar")).contains("There is nothing at /no/such/thing.jar");
    }

    @Test void a_file_is_run_like_a_cell() throws IOException {
        Path file = Files.writeString(folder.resolve("cell.jsh"), "int loaded = 5;\nloaded * 2");

        assertThat(value("%load " + file)).isEqualTo("10");
        assertThat(refusal("%load /no/such/file")).contains("Cannot read /no/such/file");
    }

    @Test void what_a_magic_takes_is_completed_and_described() {
        assertThat(magics.complete("%help %%b", 9).matches()).extracting(Completion.Match::text).containsExactly("%%bash");
        assertThat(magics.complete("%load ~/", 8).matches()).hasSameSizeAs(magics.complete("%load " + System.getProperty("user.home") + "/", 7 + System.getProperty("user.home").length()).matches());
        assertThat(magics.inspect("%time Math.max(1, 2)", 14, 0).found().orElseThrow().plain()).contains("int Math.max(int a, int b)");
        assertThat(magics.inspect("%time nonsense", 14, 0).found().orElseThrow().plain()).contains("how long it took");
    }

    @Test void an_error_in_a_file_says_which() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.jsh"), "int bad = \"x\";");

        assertThat(((Outcome.Failure) run("%load " + file)).traceback()).first().isEqualTo("In " + file + ":");
        assertThat(refusal("%jars " + Files.writeString(folder.resolve("text.jar"), "no archive"))).contains("text.jar is no jar");
        assertThat(refusal("%jars /no/such/*.jar")).contains("There is nothing at /no/such/*.jar");
    }

    @Test void magics_complete_and_java_beside_them_does_too() {
        assertThat(magics.complete("%ti", 3).matches()).extracting(Completion.Match::text).containsExactly("%time", "%timeit");
        assertThat(magics.complete("%time 1\n\"abc\".len", 17).matches()).extracting(Completion.Match::text).containsExactly("length()");
        assertThat(magics.inspect("%time 1", 2, 0).found().orElseThrow().plain()).contains("how long it took");
        assertThat(magics.isComplete("%time 1\nint f() {").status()).isEqualTo(Completeness.Status.INCOMPLETE);
    }

    private static final DisplaySink NOWHERE = new DisplaySink() {
        @Override
        public void display(MimeBundle bundle, String id) {
            SHOWN.add(bundle.plain());
        }

        @Override
        public void update(MimeBundle bundle, String id) {}

        @Override
        public void clear(boolean wait) {}

        @Override
        public boolean live() {
            return false;
        }
    };
}
