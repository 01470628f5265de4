package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Java in cells can do, and what a cell shows. */
class CellsTest {
    private static Bench bench;

    @BeforeAll static void open() {
        bench = new Bench();
    }

    @AfterAll static void close() {
        bench.close();
    }

    @Test void the_value_of_the_last_expression_is_shown() {
        assertThat(bench.value("1+1")).isEqualTo("2");
        assertThat(bench.value("int a = 20;\nint b = 22;\na + b // the answer\n")).isEqualTo("42");
        assertThat(bench.value("var list = List.of(1, 2, 3);\nlist")).isEqualTo("[1, 2, 3]");
        assertThat(bench.value("(String) null")).isEqualTo("null");
        assertThat(bench.value("\"a;\"")).isEqualTo("a;");
    }

    @Test void nothing_is_shown_for_statements_assignments_and_declarations() {
        assertThat(bench.run("int quiet = 5")).isEqualTo(Outcome.NOTHING);
        assertThat(bench.run("quiet = 6")).isEqualTo(Outcome.NOTHING);
        assertThat(bench.run("quiet + 1;")).isEqualTo(Outcome.NOTHING);
        assertThat(bench.run("quiet + 1; // really")).isEqualTo(Outcome.NOTHING);
        assertThat(bench.run("System.out.print(\"\")")).isEqualTo(Outcome.NOTHING);
        assertThat(bench.run("")).isEqualTo(Outcome.NOTHING);
        assertThat(bench.run("// nothing but a comment\n")).isEqualTo(Outcome.NOTHING);
        assertThat(bench.run("class Silent {}")).isEqualTo(Outcome.NOTHING);
    }

    @Test void what_was_refused_or_replaced_is_forgotten() {
        bench.run("int again = 0;");
        bench.failure("int wrong = missing;");
        int before = bench.java.snippetsKnownToJShell();

        for (int i = 0; i < 10; i++) {
            bench.run("int again = " + i + ";");
            bench.failure("int wrong = missing;");
        }

        assertThat(bench.java.snippetsKnownToJShell()).isEqualTo(before);
        assertThat(bench.value("again")).isEqualTo("9");
    }

    @Test void every_jar_of_the_process_can_be_used() {
        assertThat(bench.value("tech.tablesaw.api.IntColumn.create(\"n\", 1, 2, 3).sum()")).isEqualTo("6.0");
        assertThat(bench.value("import tech.tablesaw.api.*;\nvar column = DoubleColumn.create(\"n\", 1.5, 2);\ncolumn.max()")).isEqualTo("2.0");
        assertThat(bench.value("new org.objectweb.asm.Label().toString().charAt(0)")).isEqualTo("L");
    }

    @Test void a_method_whose_forward_reference_turns_out_not_to_fit_is_refused() {
        Outcome.Failure failure = bench.failure("String unfit(int x) { return later(x) + 1; }\nint later(int x) { return 2 * x; }\nunfit(3)");

        assertThat(failure.name()).isEqualTo("CompileError");
        assertThat(failure.message()).startsWith("line 1: incompatible types: int cannot be converted to String");
    }

    @Test void a_long_chain_of_causes_is_told_as_far_as_anybody_reads() {
        Outcome.Failure failure = bench.failure("Throwable chain = null;\nfor (int i = 0; i < 20_000; i++) chain = new RuntimeException(\"x\", chain);\nthrow chain;");

        assertThat(failure.name()).isEqualTo("RuntimeException");
        assertThat(failure.traceback()).hasSizeLessThan(100);
    }

    @Test void the_fiftieth_expression_costs_the_compiler_no_more_than_the_first() {
        bench.run("int counted = 0;\nclass Counter { int next() { return counted++; } }");
        bench.run("new Counter().next()");
        int before = bench.java.classesKnownToTheCompiler();
        for (int i = 0; i < 10; i++) {
            bench.run("new Counter().next()");
            bench.run("for (int j = 0; j < 2; j++) counted++;");
            bench.run("int redefined = counted;\nint method() { return redefined; }");
            bench.run("class Redefined { class Inner {} }\nnew Redefined() {}.toString();\nundefined");
        }

        assertThat(before).isPositive();
        assertThat(bench.java.classesKnownToTheCompiler()).isLessThan(before + 10);
        assertThat(bench.value("method() + new Counter().next() - redefined - counted")).isEqualTo("-1");
    }

    @Test void a_cell_that_takes_the_streams_away_silences_only_itself() {
        bench.run("System.setOut(null); System.setErr(null); System.setIn(null);");
        bench.run("System.out.print(\"heard again\");");

        assertThat(bench.printed()).contains("heard again");
    }

    @Test void definitions_of_one_cell_may_refer_to_each_other_in_any_order() {
        assertThat(bench.value("""
                int twice(int n) { return half(n) * 4; }
                int half(int n) { return n / 2; }
                class Owner { Pet pet = new Pet(this); }
                class Pet { Owner owner; Pet(Owner owner) { this.owner = owner; } }
                new Owner().pet.owner != null && twice(4) == 8
                """)).isEqualTo("true");
    }

    @Test void records_text_blocks_generics_lambdas_and_checked_exceptions_are_at_home() {
        assertThat(bench.value("record P<T>(T x, int y) {}\nnew P<>(\"a\", 2)")).isEqualTo("P[x=a, y=2]");
        assertThat(bench.value("\"\"\"\n  two\n  lines\"\"\".lines().count()")).isEqualTo("2");
        assertThat(bench.value("Function<Integer, Integer> inc = n -> n + 1;\ninc.andThen(inc).apply(1)")).isEqualTo("3");
        assertThat(bench.value("Files.exists(Path.of(\"/no/such\")) || Thread.currentThread().isInterrupted()")).isEqualTo("false");
        assertThat(bench.run("Thread.sleep(0);")).isEqualTo(Outcome.NOTHING);
    }

    @Test void a_switch_that_throws_may_stand_anywhere_in_a_cell() {
        assertThat(bench.value("""
                int day = 3;
                String kind = switch (day) { case 1, 7 -> "weekend"; case 3 -> { int n = day * 2; yield "day" + n; } default -> /* never */ throw new IllegalStateException(); };
                class Days { String of(int n) { return switch (n) { case 1 -> "-> throw"; default -> throw new IllegalStateException("no " + n) ; }; } }
                new Days().of(1) + kind
                """)).isEqualTo("-> throwday6");
        assertThat(bench.java.isComplete("switch (x) { case 1 -> y(); default -> throw new E(); }").status()).isEqualTo(Completeness.complete().status());
        assertThat(bench.failure("int once = 1;\nint twice = switch (once) { case 2 -> 3; default -> throw new IllegalStateException(\"here\"); };").traceback().toString())
                .contains("line 2", "here");
    }

    @Test void a_sealed_type_and_one_that_is_not_sealed_may_share_a_cell() {
        assertThat(bench.value("""
                sealed interface Fruit {}
                non-sealed class Apple implements Fruit {}
                record Pear(int n) implements Fruit {}
                class Boskoop extends Apple {}
                List.of(new Boskoop() instanceof Fruit, new Pear(2) instanceof Fruit)
                """)).isEqualTo("[true, true]");
    }

    @Test void a_redefinition_takes_the_place_of_the_former_one() {
        bench.run("int version() { return 1; }\nint kept = 7;");
        bench.run("int version() { return 2; }");

        assertThat(bench.value("version() * 10 + kept")).isEqualTo("27");
    }

    @Test void a_variable_emptied_by_a_changed_class_is_named() {
        bench.run("class Shape { int sides = 3; }\nShape shape = new Shape();");

        bench.run("class Shape { int sides = 4; }");

        assertThat(bench.complained()).contains("shape is empty again, since a type that it uses was changed");
    }

    @Test void former_cells_are_recalled_by_number() {
        int cell = bench.context().cell() + 1;
        bench.value("6 * 7");

        assertThat(bench.value("(int) Out.get(" + cell + ") + 1")).isEqualTo("43");
        assertThat(bench.value("In.get(" + cell + ")")).isEqualTo("6 * 7");
        assertThat(bench.java.variables(bench.context())).extracting(Session.Variable::name).doesNotContain("In", "Out", "$1");
    }

    @Test void what_is_printed_and_displayed_goes_to_the_cell() {
        bench.run("System.out.println(\"to out\"); System.err.println(\"to err ☃\"); display(41).update(42); clearOutput(true);");

        assertThat(bench.printed()).contains("to out\n");
        assertThat(bench.complained()).contains("to err ☃\n");
        assertThat(bench.shown).contains("41", "update 42", "clear true");
        assertThat(bench.run("display(43)")).as("shown once").isEqualTo(Outcome.NOTHING);
    }

    @Test void a_cell_that_closes_system_out_silences_nobody() {
        bench.run("System.out.close();");
        bench.run("System.out.println(\"still here\");");

        assertThat(bench.printed()).contains("still here");
    }

    @Test void input_comes_from_the_front_end() {
        bench.input = (prompt, password) -> prompt.isEmpty() ? "typed" : prompt + password;

        assertThat(bench.value("new Scanner(System.in).nextLine()")).isEqualTo("typed");
        assertThat(bench.value("input(\"Name? \") + password(\"Key? \")")).isEqualTo("Name? falseKey? true");
        bench.input = Input.NOBODY;
    }

    @Test void variables_are_listed_with_type_and_value() {
        bench.run("Map<String, Integer> ages = new TreeMap<>(Map.of(\"a\", 1));");

        assertThat(bench.java.variables(bench.context())).contains(new Session.Variable("Map<String, Integer>", "ages", "{a=1}"));
    }

    @Test void a_background_thread_keeps_writing_to_the_cell_that_started_it() throws Exception {
        bench.run("var go = new java.util.concurrent.CountDownLatch(1); var t = new Thread(() -> { try { go.await(); } catch (InterruptedException e) {} System.out.println(\"from afar\"); }); t.start();");
        var elsewhere = new Bench();
        elsewhere.java.close();

        bench.run("go.countDown(); t.join();");

        assertThat(bench.printed()).contains("from afar");
    }

    @Test void a_cell_says_in_many_formats_what_it_shows_without_an_import() {
        assertThat(((Outcome.Value) bench.run("MimeBundle.text(\"pi\").latex(\"$\\\\pi$\")")).bundle().data()).containsEntry("text/latex", "$\\pi$");
    }

    @Test void what_most_people_import_is_there() {
        assertThat(bench.value("CompletableFuture.supplyAsync(() -> 5).get() + \" \" + Pattern.matches(\"a+\", \"aa\") + \" \" + URI.create(\"x:y\")")).isEqualTo("5 true x:y");
    }

    @Test void the_users_classes_are_called_by_the_users_names() {
        bench.run("class Plain {}");

        assertThat(bench.value("new Plain()")).startsWith("Plain@");
        assertThat(bench.value("Plain.class")).isEqualTo("class Plain");
        assertThat(bench.value("List.of(new Plain())")).startsWith("[Plain@");
    }
}
