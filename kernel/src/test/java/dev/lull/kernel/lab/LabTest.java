package dev.lull.kernel.lab;

import static dev.lull.kernel.lab.Lab.EITHER;
import static dev.lull.kernel.lab.Lab.OFF;
import static dev.lull.kernel.lab.Lab.bounds;
import static dev.lull.kernel.lab.Lab.callRcu;
import static dev.lull.kernel.lab.Lab.cpuUp;
import static dev.lull.kernel.lab.Lab.fail;
import static dev.lull.kernel.lab.Lab.fix;
import static dev.lull.kernel.lab.Lab.linux;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.kernel.display.Renderers;
import org.junit.jupiter.api.Test;

class LabTest {
    private static MailScript firstScenario(String version) {
        return linux(version).cpus(3).gpStride(3).nobypassLim(2).script("the first scenario")
                .step("1", "a callback, interrupts off", s -> s.callRcuIrqsOff(0))
                .step("2", "another CPU wakes rcuog", s -> {
                    s.callRcu(1);
                    s.run("rcuog/0").untilAsleep();
                })
                .step("3", "the callbacks are invoked", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/0", "rcuop/1"))
                .step("4", "a callback, interrupts on", s -> {
                    s.callRcu(0);
                    s.settle("rcu_preempt", "rcuog/0", "rcuop/0");
                })
                .step("5", "a callback, interrupts off", s -> s.callRcuIrqsOff(0));
    }

    @Test void a_played_list_is_a_table_with_the_changes_marked_and_a_verdict() {
        PlayedScript played = firstScenario("5.12").play();

        assertThat(played.isRunOfTheCode()).isTrue();
        assertThat(played.value("4", "def")).isEqualTo("WAKE");
        assertThat(played.toString()).contains("*wait 4").contains("VIOLATED: lost wakeup: CPU 0 has callback h4 queued, and nobody will wake rcuog/0");
        assertThat(played.toString().lines().limit(9)).allMatch(line -> line.length() <= 110);
    }

    @Test void with_the_fix_the_same_list_loses_nothing() {
        assertThat(firstScenario("5.13").play().verdict()).isEqualTo("played to the end; nothing is lost");
        assertThat(firstScenario("5.12").on(linux("5.12").cpus(3).gpStride(3).nobypassLim(2).with(fix("nocb_timer requeue"))).play().verdict())
                .isEqualTo("played to the end; nothing is lost");
    }

    @Test void a_step_that_cannot_happen_is_marked_and_says_what_the_machine_does_instead() {
        PlayedScript played = linux("5.12").script("impossible").step("1", "rcuog runs", s -> s.run("rcuog/0").steps(1)).step("2", s -> { }).play();

        assertThat(played.isRunOfTheCode()).isFalse();
        assertThat(played.verdict()).isEqualTo("NOT A RUN OF THE CODE: step 1 cannot happen as written. Expected: rcuog/0 takes 1 step. Instead: rcuog/0 is"
                + " asleep on nocb_gp_wq[0] (in nocb_gp_wait(), at SLEEP), and only a wakeup gets it going.");
        assertThat(played.steps().asText()).contains("!    1");
    }

    @Test void a_question_finds_the_bug_and_tells_it_as_a_numbered_list() {
        Answer answer = linux("5.12").cpus(2).gpStride(2).scenario("can a callback be forgotten?")
                .load(callRcu().on(0).times(3).irqs(EITHER)).load(callRcu().on(1).times(1)).explore();

        assertThat(answer.isViolated()).isTrue();
        assertThat(answer.headline()).startsWith("VIOLATED: lost wakeup in ");
        assertThat(answer.counterexample().prose().asText().replaceAll("\\s+", " ")).startsWith("1. ").contains("does NOT arm ->nocb_timer, because ->nocb_defer_wakeup says");
        assertThat(answer.counterexample().prose().asText().lines()).allMatch(line -> line.length() <= 80);
        assertThat(answer.counterexample().cell().text()).startsWith("var again = linux(\"5.12\").cpus(2)").endsWith("again.play()");
        assertThat(answer.counterexample().steps().steps()).isNotEmpty();
        assertThat(answer.counterexample().timeline().asText()).contains("rcuog/0");
    }

    @Test void a_task_that_is_no_rcu_kthread_has_its_words_too() {
        Answer answer = linux("5.18").cpus(2).gpStride(2).nobypassLim(2).scenario("rcuop/1 cannot be created")
                .load(cpuUp(1)).load(fail("rcuop creation")).load(callRcu().on(1).times(1)).explore();

        assertThat(answer.counterexample().prose().asText().replaceAll("\\s+", " ")).contains("The hotplug/1 task takes cpu_add_remove_lock")
                .contains("The next rcuop creation will fail.").contains("The hotplug/1 task goes on");
    }

    @Test void a_proof_says_what_it_covers_and_takes_for_granted() {
        Answer answer = linux("5.14").cpus(1).scenario("one call").load(callRcu().times(1).irqs(OFF)).explore(bounds().shortest());

        assertThat(answer.holds()).isTrue();
        assertThat(answer.headline()).startsWith("HOLDS: ").contains(" states, ");
        assertThat(answer.toString()).contains("no CPU meets a rescue edge").contains("memory is sequentially consistent").contains("odds that some state was taken for another");
        assertThatThrownBy(answer::counterexample).hasMessageStartingWith("there is no counterexample: HOLDS");
    }

    @Test void coverage_marks_what_no_run_came_to() {
        Coverage coverage = linux("5.14").cpus(1).scenario("one call").load(callRcu().times(1).irqs(OFF)).explore(bounds().shortest()).coverage();

        assertThat(coverage.toString()).matches("\\d+ of \\d+ labels reached");
        assertThat(coverage.table().rowCount()).isEqualTo(coverage.labels()).isGreaterThan(30);
        assertThat(coverage.table().stringColumn("reached").asList()).startsWith("never").endsWith("yes");
        assertThat(coverage.listing().asText()).contains("nocb_gp_wait()  in rcuog/0\n").containsPattern("\n *[0-9,]+: SCAN +begins a scan of its CPUs")
                .containsPattern("\n *#####: FLUSH +flushes the CPU's bypass list");
        assertThat(Renderers.shared().render(coverage).data().get("text/html").toString()).contains(">#####</td>");
    }

    @Test void a_bound_on_preemptions_is_part_of_the_verdict() {
        Answer answer = linux("5.13").cpus(1).scenario("two calls").load(callRcu().times(2).irqs(EITHER)).explore(bounds().preemptions(0));

        assertThat(answer.headline()).startsWith("HOLDS in all runs with at most 0 preemptions: ");
    }
}
