package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cells of several shells, which run beside one another and share their variables. */
@Timeout(60)
public class SideBySideTest {
    /** What a cell calls when it is on its way. */
    public static final class Gate {
        static volatile CountDownLatch reached;
        static volatile CountDownLatch opened;

        private Gate() {}

        public static int pass() throws InterruptedException {
            reached.countDown();
            opened.await();
            return 7;
        }
    }

    private Bench bench;

    @BeforeEach void open() {
        Gate.reached = new CountDownLatch(1);
        Gate.opened = new CountDownLatch(1);
        bench = new Bench();
        bench.run("import dev.lull.kernel.shell.SideBySideTest.Gate;\nint shared = 1;");
    }

    @AfterEach void close() {
        bench.close();
    }

    private CompletableFuture<Outcome> waiting(String code) throws InterruptedException {
        CompletableFuture<Outcome> end = CompletableFuture.supplyAsync(() -> bench.run(code));
        assertThat(Gate.reached.await(20, TimeUnit.SECONDS)).isTrue();
        return end;
    }

    private Outcome beside(String code) {
        return bench.java.execute(code, bench.context("beside"));
    }

    private static String plain(Outcome outcome) {
        return ((Outcome.Value) outcome).bundle().plain();
    }

    @Test void a_cell_may_run_and_declare_while_another_runs() throws Exception {
        CompletableFuture<Outcome> first = waiting("Gate.pass() + shared");

        assertThat(plain(beside("int own = 40;\nshared = 2;\nown + shared"))).isEqualTo("42");
        Gate.opened.countDown();

        assertThat(plain(first.get(20, TimeUnit.SECONDS))).isEqualTo("9");
        assertThat(bench.value("own")).isEqualTo("40");
    }

    /** It runs inside JShell, which the other enters meanwhile. */
    @Test void a_declaration_may_wait_while_another_shell_declares_and_fails() throws Exception {
        CompletableFuture<Outcome> first = waiting("int late = Gate.pass();\nlate * 2");

        assertThat(beside("int x = nowhere;")).isInstanceOf(Outcome.Failure.class);
        assertThat(beside("throw new IllegalStateException(\"beside\");")).isInstanceOf(Outcome.Failure.class);
        assertThat(plain(beside("String text = \"beside\";\ntext"))).isEqualTo("beside");
        Gate.opened.countDown();

        assertThat(plain(first.get(20, TimeUnit.SECONDS))).isEqualTo("14");
        assertThat(bench.value("late")).isEqualTo("7");
    }

    @Test void variables_may_be_declared_anew_while_they_are_listed() throws Exception {
        bench.run("""
                class Slow {
                    public String toString() {
                        try { return "slow " + Gate.pass(); } catch (InterruptedException e) { return "interrupted"; }
                    }
                }
                Slow first = new Slow();
                int second = 2;
                Missing third;
                """);
        CompletableFuture<List<Session.Variable>> listed = CompletableFuture.supplyAsync(() -> bench.java.variables(bench.context("beside")));
        assertThat(Gate.reached.await(20, TimeUnit.SECONDS)).isTrue();
        bench.run("String second = \"anew\";");
        Gate.opened.countDown();

        assertThat(listed.get(20, TimeUnit.SECONDS)).extracting(Session.Variable::name, Session.Variable::value)
                .containsExactly(tuple("shared", "1"), tuple("first", "slow 7"));
    }

    @Test void each_shell_keeps_its_thread() throws Exception {
        bench.run("Thread mine = Thread.currentThread();");
        beside("Thread other = Thread.currentThread();");

        assertThat(bench.value("mine == Thread.currentThread() && mine != other")).isEqualTo("true");
        assertThat(plain(beside("other == Thread.currentThread()"))).isEqualTo("true");
    }

    @Test void an_interrupt_ends_the_cells_of_all_shells() throws Exception {
        CompletableFuture<Outcome> first = waiting("Gate.pass()");
        Gate.reached = new CountDownLatch(1);
        CompletableFuture<Outcome> second = CompletableFuture.supplyAsync(() -> beside("Gate.pass()"));
        assertThat(Gate.reached.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(bench.java.interrupt()).isTrue();

        assertThat(((Outcome.Failure) first.get(20, TimeUnit.SECONDS)).name()).isEqualTo("Interrupted");
        assertThat(((Outcome.Failure) second.get(20, TimeUnit.SECONDS)).name()).isEqualTo("Interrupted");
        assertThat(bench.value("shared")).isEqualTo("1");
    }

    @Test void a_shell_that_is_left_lets_its_thread_go() {
        beside("Thread gone = Thread.currentThread();");

        bench.java.leave("beside");

        assertThat(bench.value("gone.join(20_000); gone.isAlive()")).isEqualTo("false");
    }
}
