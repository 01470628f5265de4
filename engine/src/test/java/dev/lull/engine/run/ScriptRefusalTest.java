package dev.lull.engine.run;

import dev.lull.engine.scenario.Scenario;
import org.junit.jupiter.api.Test;

import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A script says what its author has got wrong; what the machine does not do is a verdict, not an error. */
class ScriptRefusalTest {
    private static Script script(Consumer<Stage> step) {
        return Script.on(Seed001.linux("5.12"), "refused").step("1", step);
    }

    private static void refused(Consumer<Stage> step, String message) {
        assertThatThrownBy(() -> script(step).play()).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static void cannotHappen(Consumer<Stage> step, String expected, String instead) {
        Play play = script(step).step("2", s -> { }).play();

        assertThat(play.stoppedAt().expected()).isEqualTo(expected);
        assertThat(play.stoppedAt().instead()).isEqualTo(instead);
        assertThat(play.unplayed()).isEqualTo(1);
    }

    // ---- what the author got wrong ----------------------------------------------------------------------------

    @Test void a_label_that_the_context_has_not_is_refused_with_those_it_has() {
        refused(s -> s.run("rcuop/0").until("local_bh_enabled"), "\"local_bh_enabled\" is no label of rcuop/0. Its labels are"
                + " LOCAL_BH_DISABLE, LOOK, EXTRACT, INVOKE, ACCOUNT, LOCAL_BH_ENABLE, ADVANCE, WAKE_GP, WAKE_STATE, WAIT, PARK.");
    }

    @Test void a_context_that_is_not_there_is_refused_with_those_that_are() {
        refused(s -> s.run("rcuog/1").untilAsleep(), "run(\"rcuog/1\"): nobody here is called that. There are rcu_preempt,"
                + " nocb_timer[0], nocb_bypass_timer[0], nocb_timer[1], nocb_timer[2], rcuog/0, rcuop/0, rcuop/1, rcuop/2,"
                + " task/0, task/1, task/2.");
    }

    @Test void a_timer_that_is_not_there_is_refused_with_those_that_are() {
        refused(s -> s.fire("nocb_timer[7]"), "\"nocb_timer[7]\" is no timer. There are nocb_timer[0], nocb_bypass_timer[0],"
                + " nocb_timer[1], nocb_timer[2].");
    }

    @Test void time_does_not_go_back() {
        refused(s -> s.jiffies(99), "jiffies(99): it is jiffy 100 already, and time does not go back");
    }

    @Test void a_cpu_beyond_the_machine_is_refused_wherever_it_is_named() {
        String others = " names CPU 9, but this machine has CPUs 0-2. Raise cpus(...) to 10, or leave CPU 9 out.";
        refused(s -> s.callRcu(9), "callRcu(9)" + others);
        refused(s -> s.callRcuIrqsOff(9), "callRcu(9)" + others);
        refused(s -> s.quiescentState(9), "quiescentState(9)" + others);
        refused(s -> s.callRcu(-1), "callRcu(-1) names CPU -1, but this machine has CPUs 0-2. CPUs count from 0.");
        assertThatThrownBy(() -> script(s -> { }).watch(Watch.nocb(9)).play())
                .isInstanceOf(IllegalArgumentException.class).hasMessage("Watch.nocb(9)" + others);
    }

    @Test void a_cpu_that_is_not_offloaded_has_no_fields_to_watch() {
        Script script = Script.on(Seed001.linux("5.12").rcuNocbs("1-2"), "refused");

        assertThatThrownBy(() -> script.watch(Watch.nocb(0)).step("1", s -> { }).play()).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Watch.nocb(0): CPU 0 is not offloaded (rcuNocbs is \"1-2\"), so it has no nocb fields. Offload it, or watch another.");
    }

    @Test void a_cpu_without_a_load_has_no_task_that_calls() {
        Script script = Script.on(Scenario.of("refused", Seed001.linux("5.12")));

        assertThatThrownBy(() -> script.step("1", s -> s.callRcu(0)).play()).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("callRcu(0): no task of this scenario calls call_rcu() on CPU 0. Give the scenario a load on it.");
    }

    @Test void an_expectation_of_a_field_that_is_not_watched_is_refused_where_it_is_written() {
        assertThatThrownBy(() -> script(s -> { }).expect("timer", "-")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expect(\"timer\", ...): no such field is watched. Watched are J, def, nT, bT, slp, og, cbs, seg, gW, byp, gp.");
        assertThatThrownBy(() -> Script.on(Seed001.linux("5.12"), "empty").expect("def", "NOT")).isInstanceOf(IllegalStateException.class)
                .hasMessage("expect(\"def\", ...) comes after a step: there is none yet");
    }

    @Test void a_kthread_that_cannot_have_been_created_is_refused() {
        assertThatThrownBy(() -> script(s -> { }).justCreated("rcuop/9").play()).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"rcuop/9\" is no kthread here. There are rcu_preempt, rcuog/0, rcuop/0, rcuop/1, rcuop/2, task/0, task/1, task/2.");
    }

    // ---- what the machine does not do -------------------------------------------------------------------------

    @Test void a_step_other_than_the_next_one_cannot_happen() {
        cannotHappen(s -> {
            s.callRcu(0);
            s.run("rcuog/0").step("CLEAR_DEFER");
        }, "rcuog/0 does CLEAR_DEFER", "rcuog/0 is at SLEEP, in nocb_gp_wait()");
    }

    @Test void a_sleeper_does_not_run() {
        cannotHappen(s -> s.run("rcuog/0").until("SCAN"), "rcuog/0 runs until SCAN",
                "rcuog/0 is asleep on nocb_gp_wq[0] (in nocb_gp_wait(), at SLEEP), and only a wakeup gets it going");
    }

    @Test void a_timer_fires_neither_unarmed_nor_early() {
        cannotHappen(s -> s.fire("nocb_timer[0]"), "nocb_timer[0] fires", "it is not pending");
        cannotHappen(s -> {
            s.callRcuIrqsOff(0);
            s.fire("nocb_timer[0]");
        }, "nocb_timer[0] fires", "it is armed for jiffy 101, and it is jiffy 100: jiffies(101) lets time pass");
    }

    @Test void a_timer_waits_for_a_cpu_with_interrupts_off() {
        cannotHappen(s -> {
            s.beginCallRcu(0, false).until("MARK");
            s.jiffies(101);
            s.expire("nocb_timer[0]");
        }, "nocb_timer[0] fires", "CPU 0, on which it was armed, takes no softirqs now");
    }

    @Test void a_handler_that_no_timer_started_does_not_run() {
        cannotHappen(s -> s.run("nocb_timer[0]").steps(1), "nocb_timer[0] takes 1 step",
                "that handler is not running; fire(\"nocb_timer[0]\") starts it");
    }

    @Test void a_context_that_waits_for_a_lock_does_not_get_on() {
        cannotHappen(s -> {
            s.callRcu(1);
            s.run("rcuog/0").until("LOOK_BYPASS");
            s.beginCallRcu(0, true).untilAsleep();
        }, "task/0 runs until it sleeps", "it spins at DIRECT, waiting for a lock that somebody else holds");
    }

    @Test void a_cpu_makes_one_call_at_a_time() {
        cannotHappen(s -> {
            s.beginCallRcu(0, true).until("LIMIT");
            s.callRcu(0);
        }, "CPU 0 calls call_rcu()", "its last call has not returned: task/0 is at LIMIT");
    }

    @Test void a_grace_period_neither_begins_unasked_nor_ends_before_it_began() {
        cannotHappen(Stage::gracePeriodBegins, "a grace period begins", "none was asked for");
        cannotHappen(Stage::gracePeriodEnds, "a grace period ends", "none is in progress");
        cannotHappen(s -> s.quiescentState(0), "CPU 0 passes a quiescent state", "no grace period waits for one of it now");
    }

    @Test void an_expectation_that_is_not_met_stops_the_list() {
        Play play = script(s -> s.callRcu(0)).expect("seg", "0001").expect("slp", 1).step("2", s -> { }).play();

        assertThat(play.verdict()).isEqualTo("NOT A RUN OF THE CODE: step 1 cannot happen as written."
                + " Expected: after it, slp is 1. Instead: slp is 0; task/0 did ENTER LOOK LIMIT DIRECT ENQUEUE DECIDE CANCEL"
                + " UNLOCK DECIDE WAKE IDLE.");
    }
}
