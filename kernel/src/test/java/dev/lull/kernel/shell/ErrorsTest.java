package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads when a cell does not compile, or throws. */
class ErrorsTest {
    private static Bench bench;

    @BeforeAll static void open() {
        bench = new Bench();
    }

    @AfterAll static void close() {
        bench.close();
    }

    @Test void a_cell_cannot_return() {
        Outcome.Failure failure = bench.failure("int five = 5;\nreturn five;");

        assertThat(failure.message()).startsWith("line 2: a cell has nobody to return to");
        assertThat(bench.failure("return;").name()).isEqualTo("CompileError");
        assertThat(bench.value("int returns = 3;\nreturns")).isEqualTo("3");
    }

    @Test void words_that_are_no_java_are_told_without_our_wrapping() {
        bench.run("char c = 'c';");

        assertThat(Bench.told(bench.failure("a b c"))).contains("cannot find symbol: class a").doesNotContain("JShell");
    }

    @Test void a_compile_error_has_its_line_its_source_and_a_caret() {
        Outcome.Failure failure = bench.failure("int a = 1;\n\nint b = undefinedThing + a;");

        assertThat(failure.name()).isEqualTo("CompileError");
        assertThat(failure.message()).isEqualTo("line 3: cannot find symbol: variable undefinedThing");
        assertThat(Bench.told(failure)).contains("""
                line 3: cannot find symbol: variable undefinedThing
                    int b = undefinedThing + a;
                            ^^^^^^^^^^^^^^""");
    }

    @Test void all_errors_of_a_cell_are_told_at_once_but_not_their_echoes() {
        Outcome.Failure failure = bench.failure("int first = \"one\";\nString second = 2;\nint third = first + missing();\n");

        assertThat(Bench.told(failure))
                .contains("for 3 reasons")
                .contains("line 1: incompatible types: String cannot be converted to int")
                .contains("line 2: incompatible types: int cannot be converted to String")
                .contains("line 3: cannot find symbol: method missing()");
    }

    @Test void what_cannot_be_java_is_not_begun() {
        Outcome.Failure failure = bench.failure("System.out.println(\"must not run\");\nint x = (3 + ;\n");

        assertThat(bench.printed()).doesNotContain("must not run");
        assertThat(failure.message()).startsWith("line 2: ");
    }

    @Test void an_unfinished_cell_says_so() {
        assertThat(Bench.told(bench.failure("int open() {\n  return 1;\n"))).contains("reached end of file while parsing");
    }

    @Test void a_missing_name_in_a_method_is_an_error_of_its_cell() {
        Outcome.Failure failure = bench.failure("int calls() {\n  return notThere(1);\n}\n");

        assertThat(failure.message()).startsWith("line 2: cannot find symbol: method notThere(");
    }

    @Test void what_a_rehearsal_compiles_is_neither_run_nor_kept() {
        bench.run("int precious = 42;");

        bench.failure("int bad = \"\";\nint precious = 0;\nSystem.out.println(\"rehearsed\");");

        assertThat(bench.value("precious")).isEqualTo("42");
        assertThat(Bench.told(bench.failure("bad();\nprecious.length();\nnew Later();\nclass Later {}"))).contains("line 1", "line 2: int cannot be dereferenced");
        assertThat(bench.failure("bad();\nnew Later();").message()).contains("and 1 more");
        assertThat(bench.printed()).doesNotContain("rehearsed");
    }

    @Test void a_runtime_error_names_the_users_class_cell_and_lines_and_nobody_elses() {
        bench.run("class TooFast extends RuntimeException { TooFast(String why) { super(why); } }");
        int cell = bench.context().cell() + 1;

        Outcome.Failure failure = bench.failure("""
                // a comment first
                void drive(int speed) {
                    if (speed > 100)
                        throw new TooFast("at " + speed);
                }

                drive(50);
                List.of(90, 120).forEach(
                    s -> drive(s));
                """);

        assertThat(failure.name()).isEqualTo("TooFast");
        assertThat(failure.message()).isEqualTo("at 120");
        assertThat(Bench.told(failure)).isEqualTo("""
                TooFast: at 120
                    at drive, cell %1$d, line 4:  throw new TooFast("at " + speed);
                    at lambda, cell %1$d, line 9:  s -> drive(s));
                    at cell %1$d, line 8:  List.of(90, 120).forEach(""".formatted(cell));
    }

    @Test void causes_are_told_with_their_own_frames() {
        Outcome.Failure failure = bench.failure("""
                try {
                    Integer.parseInt("seven");
                } catch (NumberFormatException e) {
                    throw new IllegalStateException("no number", e);
                }
                """);

        assertThat(failure.name()).isEqualTo("IllegalStateException");
        assertThat(Bench.told(failure)).contains("Caused by: NumberFormatException: For input string: \"seven\"")
                .contains("    in java.lang.NumberFormatException.forInputString").contains("line 2:  Integer.parseInt(\"seven\");")
                .doesNotContain("JShell").doesNotContain("dev.lull").doesNotContain("reflect");
    }

    @Test void the_wrappings_of_jshell_are_taken_out_of_messages() {
        bench.run("String nothing = null;");

        assertThat(bench.failure("nothing.length()").message()).isEqualTo("Cannot invoke \"String.length()\" because \"nothing\" is null");
    }

    @Test void a_variable_whose_initialiser_failed_is_not_there() {
        bench.failure("int never = 1 / 0;");

        assertThat(bench.failure("never").message()).contains("cannot find symbol: variable never");
    }

    @Test void an_exit_is_an_outcome_and_the_session_goes_on() {
        bench.run("int before = 3;");

        assertThat(bench.run("System.exit(7);")).isEqualTo(new Outcome.Exit(7, "System.exit(7)"));
        assertThat(bench.run("Runtime.getRuntime().halt(8);")).isEqualTo(new Outcome.Exit(8, "System.exit(8)"));
        assertThat(bench.run("IntConsumer quit = System::exit; quit.accept(9);")).isEqualTo(new Outcome.Exit(9, "System.exit(9)"));
        assertThat(bench.value("before")).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "IntConsumer quit = Runtime.getRuntime()::halt; quit.accept(6);",
        "BiConsumer<Runtime, Integer> quit = Runtime::exit; quit.accept(Runtime.getRuntime(), 6);",
        "System.class.getMethod(\"exit\", int.class).invoke(null, 6);",
        "Runtime.class.getDeclaredMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 6);",
        "java.util.concurrent.Executors.newSingleThreadExecutor().submit(() -> System.exit(6)).get();",
        "new Object() { @Override public String toString() { System.exit(6); return null; } }",
    })
    void an_exit_is_one_in_every_disguise(String code) {
        assertThat(bench.run(code)).isEqualTo(new Outcome.Exit(6, "System.exit(6)"));
    }

    @Test void an_exception_whose_own_methods_fail_is_told_by_its_class() {
        bench.run("""
                class Odd extends RuntimeException {
                    @Override public String getMessage() { throw new Error("message"); }
                    @Override public StackTraceElement[] getStackTrace() { return null; }
                    @Override public synchronized Throwable getCause() { throw new Error("cause"); }
                    @Override public String toString() { throw new Error("text"); }
                }""");

        assertThat(bench.failure("throw new Odd();").name()).isEqualTo("Odd");
        assertThat(bench.failure("int never = 0; if (never == 0) throw new Odd();").message()).contains("getMessage() failed");
        assertThat(bench.failure("new Object() { public String toString() { throw new Error(new Odd()); } }").name()).isEqualTo("CannotShow");
    }

    @Test void a_message_that_goes_on_and_on_is_cut() {
        assertThat(bench.failure("throw new RuntimeException(\"x\".repeat(1_000_000));").message()).hasSizeLessThan(110_000).contains("characters more");
    }

    @Test void memory_and_stack_may_run_out_in_a_cell() {
        assertThat(bench.failure("int deeper(int n) { return deeper(n + 1) + 1; }\ndeeper(0)").name()).isEqualTo("StackOverflowError");
        assertThat(bench.failure("long[][] hog = new long[Integer.MAX_VALUE - 2][];\nfor (int i = 0; ; i++) hog[i] = new long[Integer.MAX_VALUE - 2];").name()).isEqualTo("OutOfMemoryError");
        assertThat(bench.value("1+1")).isEqualTo("2");
    }

    @Test void a_value_whose_tostring_fails_is_still_shown() {
        bench.run("class Rude { public String toString() { throw new IllegalStateException(\"no\"); } }");

        assertThat(bench.value("new Rude()")).contains("Rude").contains("toString() failed");
    }

    @Test void warnings_are_written_and_do_not_fail() {
        assertThat(bench.run("class Old { @Deprecated(forRemoval = true) static int x = 1; }\nint useOld() { return Old.x; }").ok()).isTrue();
    }

    @Test void what_was_suppressed_is_told_too() {
        Outcome.Failure failure = bench.failure("try (AutoCloseable door = () -> { throw new Exception(\"closing\"); }) { throw new Exception(\"inside\"); }");

        assertThat(Bench.told(failure)).startsWith("Exception: inside\n").contains("    Suppressed: Exception: closing\n        at lambda, cell ");
    }

    @Test void causes_in_a_circle_come_to_an_end() {
        Outcome.Failure failure = bench.failure("var a = new RuntimeException(\"a\");\nvar b = new RuntimeException(\"b\", a);\na.initCause(b);\nthrow b;");

        assertThat(Bench.told(failure)).containsOnlyOnce("Caused by").containsOnlyOnce("RuntimeException: b");
    }

    @Test void a_thread_that_dies_is_told_of_as_the_cell_would_be() {
        Outcome outcome = bench.run("void toil() {\n    throw new IllegalStateException(\"worn out\");\n}\nvar worker = new Thread(() -> toil(), \"worker\");\nworker.start();\nworker.join();");

        assertThat(outcome).isEqualTo(Outcome.NOTHING);
        assertThat(bench.complained()).contains("Exception in thread \"worker\" IllegalStateException: worn out\n    at toil, cell ")
                .contains("line 2:  throw new IllegalStateException").doesNotContain("JShell");
    }

    @Test void an_exception_that_is_a_value_is_told_as_if_it_had_been_thrown() {
        int cell = bench.context().cell() + 1;

        assertThat(bench.value("class Odd extends RuntimeException { Odd(Throwable why) { super(\"odd\", why); } }\nvar why = new Exception(\"so\");\nnew Odd(why)")).isEqualTo("""
                Odd: odd
                    at cell %1$d, line 3:  new Odd(why)
                Caused by: Exception: so
                    at cell %1$d, line 2:  var why = new Exception("so");""".formatted(cell));
    }

    @Test void a_method_that_calls_itself_for_ever_is_named_once() {
        assertThat(Bench.told(bench.failure("int down(int n) { return down(n + 1) + 1; }\ndown(0)")).lines().count()).isLessThan(6);
    }

    @Test void what_has_been_run_before_an_error_is_said() {
        assertThat(Bench.told(bench.failure("System.out.println(\"ran\");\nint x = \"\";"))).endsWith("What comes before it on line 1 has been run.");
        assertThat(Bench.told(bench.failure("int x = \"\";"))).doesNotContain("has been run");
    }

    @Test void what_an_earlier_declaration_of_the_cell_lacks_is_told_first() {
        assertThat(bench.failure("class Half { Missing m; }\nnew Half()").message()).startsWith("line 1: cannot find symbol: class Missing");
    }

    @Test void a_comment_that_does_not_end_is_an_error() {
        assertThat(bench.failure("1 + 1 /* and then").message()).isEqualTo("line 1: this comment does not end");
    }

    @Test void a_trace_that_a_cell_prints_has_the_users_frames() {
        bench.err.reset();
        bench.run("""
                class Mine extends Exception { Mine(Throwable cause) { super("mine", cause); } }
                class Own extends Exception { @Override public void printStackTrace() { System.err.println("in its own words"); } }
                class NoException { void printStackTrace() { System.err.println("none at all"); } }
                void fail() throws Mine { throw new Mine(new IllegalStateException("why")); }
                try { fail(); } catch (Mine e) { e.printStackTrace(); }
                new Own().printStackTrace();
                new NoException().printStackTrace();""");

        assertThat(bench.complained()).startsWith("Mine: mine\n    at fail, cell ").contains("Caused by: IllegalStateException: why\n    at fail, cell ")
                .endsWith("in its own words\nnone at all\n").doesNotContain("JShell").doesNotContain("dev.lull");
    }

    @Test void what_is_deprecated_is_named_once_with_its_place() {
        bench.err.reset();
        assertThat(bench.value("@SuppressWarnings(\"deprecation\") int quiet(Date d) { return d.getYear(); }\nvar d = new Date(120, 0, 2);\nd.getYear() + quiet(d)")).isEqualTo("240");

        assertThat(bench.complained()).isEqualTo("""
                Warning: line 2: Date(int,int,int) in java.util.Date has been deprecated
                    var d = new Date(120, 0, 2);
                            ^^^^^^^^^^^^^^^^^^^
                Warning: line 3: getYear() in java.util.Date has been deprecated
                    d.getYear() + quiet(d)
                    ^^^^^^^^^
                """);
        bench.err.reset();

        bench.run("var o = new Observable();\n@Deprecated int old() { return 1; }");
        bench.run("old()");

        assertThat(bench.complained()).containsOnlyOnce("java.util.Observable in java.util has been deprecated").contains("line 1: old() has been deprecated");
    }
}
