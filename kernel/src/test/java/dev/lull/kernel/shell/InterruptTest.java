package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stop button. */
@Timeout(60)
public class InterruptTest {
    /** What a cell calls when it has come to the place where it will stay. */
    public static final class Signal {
        public static Thread busy;
        public static volatile int turns;
        public static java.net.ServerSocket port;
        static volatile CountDownLatch reached = new CountDownLatch(1);

        private Signal() {}

        public static boolean reached() {
            reached.countDown();
            return true;
        }
    }

    private static Bench bench;

    @BeforeAll static void open() {
        bench = new Bench();
        bench.run("import dev.lull.kernel.shell.InterruptTest.Signal;\nint keep = 42;\nlong fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }");
    }

    @AfterAll static void close() {
        bench.close();
    }

    private static Outcome.Failure interrupted(String code) throws Exception {
        Signal.reached = new CountDownLatch(1);
        CompletableFuture<Outcome.Failure> end = CompletableFuture.supplyAsync(() -> bench.failure("if (Signal.reached()) {\n" + code + "\n}"));
        assertThat(Signal.reached.await(20, TimeUnit.SECONDS)).isTrue();
        bench.java.interrupt();
        return end.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "while (true) {}",
        "long n = 0; while (true) n++;",
        "for (int i = 0; ; i++) for (int j = 0; j < 1000; j++) keep = 42;",
        "fib(90);",
        "while (true) { try { Thread.sleep(1000); } catch (Throwable t) {} }",
        "while (true) { try { while (true) {} } catch (Throwable t) {} }",
        "while (true) { try { try { while (true) {} } catch (Error e) { keep = 42; } finally { keep = 42; } } catch (Throwable t) {} }",
        "Thread.sleep(100_000);",
        "new java.util.concurrent.CountDownLatch(1).await();",
        "IntStream.range(0, 1_000_000).parallel().forEach(i -> { while (true) {} });",
        "Stream.iterate(1, i -> i + 1).allMatch(i -> i != 0);",
        "var spinner = new Thread(() -> { while (true) {} }); spinner.start(); spinner.join();",
    })
    void ends_the_cell_and_keeps_the_variables(String code) throws Exception {
        Outcome.Failure failure = interrupted(code);

        assertThat(failure.name()).isEqualTo("Interrupted");
        assertThat(failure.message()).as("not left behind").isEqualTo("The cell was interrupted.");
        assertThat(bench.value("keep + 1")).isEqualTo("43");
    }

    @Test void ends_a_cell_that_declares_one_thing_after_the_other() throws Exception {
        StringBuilder cell = new StringBuilder("}\n");
        for (int i = 0; i < 200; i++) {
            cell.append("int method").append(i).append("() { return 1; }\n");
        }

        assertThat(interrupted(cell + "{").message()).startsWith("The cell was interrupted");

        assertThat(bench.failure("method199()").message()).contains("cannot find symbol");
        assertThat(bench.value("keep")).isEqualTo("42");
    }

    @Test void says_where_the_cell_was() throws Exception {
        String told = Bench.told(interrupted("int turns = 0;\nwhile (true) {\n    turns++;\n}"));

        assertThat(told).startsWith("Interrupted: The cell was interrupted.").contains(", line ");
    }

    /** A cell that says by itself when it has come to where it will stay. */
    private static Outcome.Failure interruptedAtItsSignal(String cell) throws Exception {
        Signal.reached = new CountDownLatch(1);
        CompletableFuture<Outcome.Failure> end = CompletableFuture.supplyAsync(() -> bench.failure(cell));
        assertThat(Signal.reached.await(20, TimeUnit.SECONDS)).isTrue();
        bench.java.interrupt();
        return end.get(20, TimeUnit.SECONDS);
    }

    @Test void ends_the_cells_loop_in_a_pool_that_another_cell_has_made() throws Exception {
        bench.run("var pool = java.util.concurrent.Executors.newSingleThreadExecutor();\npool.submit(() -> 1).get();");

        assertThat(interruptedAtItsSignal("pool.submit(() -> { while (Signal.reached()) {} }).get();").name()).isEqualTo("Interrupted");

        assertThat(bench.value("pool.submit(() -> 7).get()")).isEqualTo("7");
        bench.run("pool.shutdown();");
    }

    @Test void ends_a_value_that_never_ends_to_tell_of_itself() throws Exception {
        assertThat(interruptedAtItsSignal("new Object() { public String toString() { while (Signal.reached()) {} return null; } }").message())
                .contains("could not be shown").contains("interrupted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw new Endless();", "int thrown() { throw new Endless(); }\nint never = thrown();"})
    void ends_an_exception_that_never_ends_to_tell_of_itself(String cell) throws Exception {
        bench.run("class Endless extends RuntimeException { public String getMessage() { while (Signal.reached()) {} return null; } }");

        assertThat(interruptedAtItsSignal(cell).name()).isEqualTo("Interrupted");
    }

    @Test void a_class_whose_initialiser_was_stopped_can_be_used_again() throws Exception {
        bench.run("class Slow { static int turns; static { while (turns < Signal.turns && Signal.reached()) {} turns = 7; } }\nint turnsOfSlow() { return Slow.turns; }");
        Signal.turns = 1;
        assertThat(interruptedAtItsSignal("turnsOfSlow();").name()).isEqualTo("Interrupted");

        Signal.turns = 0;

        assertThat(bench.value("turnsOfSlow()")).isEqualTo("7");
    }

    @Test void ends_the_list_of_variables() throws Exception {
        bench.run("Object endless = new Object() { public String toString() { while (Signal.reached()) {} return null; } };");
        Signal.reached = new CountDownLatch(1);
        var variables = CompletableFuture.supplyAsync(() -> bench.java.variables(bench.context()));
        assertThat(Signal.reached.await(20, TimeUnit.SECONDS)).isTrue();

        bench.java.interrupt();

        assertThat(variables.get(20, TimeUnit.SECONDS)).extracting(Session.Variable::name).contains("keep", "endless");
        bench.run("endless = null;");
    }

    @Test void leaves_no_loop_of_the_cell_behind() throws Exception {
        interrupted("Signal.busy = new Thread(() -> { while (true) {} }); Signal.busy.start(); while (true) {}");

        assertThat(bench.value("Signal.busy.join(10_000); Signal.busy.isAlive()")).isEqualTo("false");
    }

    @Test void ends_library_code_that_listens_to_nothing() throws Exception {
        assertThat(interrupted("java.math.BigInteger.valueOf(3).pow(600_000_000);").name()).isEqualTo("Interrupted");

        assertThat(bench.value("keep + 1")).isEqualTo("43");
    }

    @Test void leaves_a_read_that_cannot_be_interrupted_behind_and_says_so() throws Exception {
        Outcome.Failure failure = interrupted("Signal.port = new java.net.ServerSocket(0); Signal.port.accept();");

        assertThat(failure.message()).contains("could not be stopped").contains("restart");
        assertThat(bench.value("Signal.port.close(); keep + 1")).isEqualTo("43");
    }

    @Test void library_code_that_heeds_it_hands_back_what_it_has() throws Exception {
        Signal.reached = new CountDownLatch(1);
        CompletableFuture<Outcome> end = CompletableFuture.supplyAsync(() -> bench.run("dev.lull.kernel.shell.InterruptTest.heedful()"));
        assertThat(Signal.reached.await(20, TimeUnit.SECONDS)).isTrue();
        bench.java.interrupt();

        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(new Outcome.Value(dev.lull.kernel.display.MimeBundle.text("partial")));
    }

    /** Library code as our engine is: it looks at the thread's flag and returns early. */
    public static String heedful() {
        Signal.reached();
        while (!Thread.interrupted()) {
            Thread.onSpinWait();
        }
        return "partial";
    }

    @Test void a_finally_block_has_time_to_tidy_up() throws Exception {
        bench.run("int tidied = 0;");
        interrupted("try { while (true) {} } finally { for (int i = 0; i < 1000; i++) tidied++; }");

        assertThat(bench.value("tidied")).isEqualTo("1000");
    }

    @Test void reaches_a_cell_that_still_waits_for_the_session_to_start() throws Exception {
        try (var fresh = new Bench()) {
            AtomicReference<Outcome.Failure> end = new AtomicReference<>();
            Thread cell = new Thread(() -> end.set(fresh.failure("while (true) {}")));
            cell.start();
            while (cell.getState() != Thread.State.WAITING) Thread.onSpinWait();

            fresh.java.interrupt();
            cell.join(TimeUnit.SECONDS.toMillis(30));

            assertThat(end.get()).isNotNull();
            assertThat(end.get().name()).isEqualTo("Interrupted");
        }
    }

    @Test void does_nothing_when_nothing_runs() {
        bench.java.interrupt();

        assertThat(bench.value("keep")).isEqualTo("42");
    }
}
