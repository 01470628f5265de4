package dev.lull.engine.run;

import dev.lull.engine.model.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables that our reference has for the arguments of the March 2021 thread, field by field. */
class Seed001Test {
    // ---- the list as the mail has it --------------------------------------------------------------------------

    @Test void the_list_as_written_is_a_run_of_the_code_up_to_step_9() {
        Play play = Seed001.asWritten("5.12").play();

        assertThat(StepTable.of(play)).isEqualTo("""
                0 | 100 | NOT | - | - | 1 | idle | 0 | 0000 | 0 | 0 | 0
                1 | 100 | NOT | - | - | 0 | runnable | 0 | 0002 | 0 | 1 | 0
                2 | 100 | NOT | - | - | 0 | runnable | 0 | 0002 | 0 | 2 | 0
                3 | 100 | NOT | - | - | 1 | runnable | 0 | 0200 | 4 | 2 | 0
                4 | 100 | NOT | - | 102 | 1 | wait 4 | 0 | 0200 | 4 | 2 | 0
                5 | 100 | NOT | - | 102 | 1 | runnable | 0 | 0200 | 4 | 2 | 4
                6 | 100 | NOT | - | 102 | 1 | runnable | 0 | 0200 | 4 | 2 | 4
                7 | 100 | NOT | - | 102 | 1 | runnable | 0 | 0000 | 4 | 2 | 4
                8 | 101 | NOT | - | 102 | 0 | runnable | 0 | 0003 | 4 | 0 | 4
                9 | 101 | NOT | - | 102 | 0 | runnable | 0 | 0003 | 4 | 0 | 12
                10 | 101 | NOT | - | 102 | 0 | runnable | 1 | 0300 | 16 | 0 | 12
                """);
        assertThat(play.isRunOfTheCode()).isFalse();
        assertThat(play.stoppedAt().number()).isEqualTo("10");
        assertThat(play.unplayed()).isEqualTo(2);
        assertThat(play.finding()).isNull();
    }

    @Test void step_10_stops_as_rcuop_gets_the_callbacks_a_grace_period_and_sleeps() {
        Play play = Seed001.asWritten("5.12").play();

        assertThat(play.verdict()).isEqualTo("NOT A RUN OF THE CODE: step 10 cannot happen as written. Expected: rcuop/0 runs until"
                + " LOCAL_BH_ENABLE. Instead: rcuop/0 is asleep on nocb_cb_wq[0] (in nocb_cb_wait(), at WAIT), and only a wakeup gets it going.");
    }

    @ParameterizedTest @ValueSource(strings = {"5.12", "5.13"})
    void after_it_a_callback_with_interrupts_off_defers_no_wakeup_at_all(String version) {
        Play play = Seed001.asWrittenButForStep10(version).play();

        assertThat(play.isRunOfTheCode()).isTrue();
        assertThat(play.value("11", "def")).isEqualTo("NOT");
        assertThat(play.value("11", "nT")).isEqualTo("-");
        assertThat(play.value("11", "seg")).isEqualTo("0301");
    }

    // ---- the list corrected -----------------------------------------------------------------------------------

    @Test void the_corrected_list_plays_to_the_lost_wakeup_in_5_12() {
        Play play = Seed001.corrected("5.12").play();

        assertThat(StepTable.of(play)).isEqualTo("""
                0 | 100 | NOT | - | - | 1 | idle | 0 | 0000 | 0 | 0 | 0
                1a | 100 | NOT | - | - | 0 | runnable | 0 | 0001 | 0 | 0 | 0
                1b,2 | 100 | NOT | - | - | 0 | runnable | 0 | 0002 | 0 | 2 | 0
                3,4 | 100 | NOT | - | 102 | 1 | wait 4 | 0 | 0200 | 4 | 2 | 0
                5 | 100 | NOT | - | 102 | 1 | wait 4 | 0 | 0200 | 4 | 2 | 1
                4b | 101 | NOT | - | 102 | 1 | wait 4 | 0 | 0203 | 4 | 0 | 1
                6 | 101 | NOT | - | 102 | 1 | runnable | 0 | 0203 | 4 | 0 | 4
                7 | 101 | NOT | - | 102 | 1 | runnable | 0 | 0300 | 8 | 0 | 4
                9 | 101 | NOT | - | 102 | 1 | runnable | 0 | 0300 | 8 | 0 | 8
                10a | 101 | NOT | - | 102 | 1 | runnable | 0 | 0000 | 8 | 0 | 8
                10b | 101 | NOT | - | 102 | 1 | runnable | 1 | 0000 | 8 | 0 | 8
                11 | 103 | WAKE | 104 | 102 | 1 | runnable | 1 | 0001 | 8 | 0 | 8
                12 | 104 | WAKE | - | - | 0 | runnable | 1 | 0001 | 8 | 0 | 8
                13 | 104 | WAKE | - | - | 1 | wait 12 | 1 | 0100 | 12 | 0 | 8
                14 | 104 | WAKE | - | - | 1 | idle | 1 | 0000 | 12 | 0 | 12
                15 | 108 | WAKE | - | - | 1 | idle | 1 | 0001 | 12 | 0 | 12
                16 | 108 | WAKE | - | - | 1 | idle | 1 | 0001 | 12 | 0 | 12
                """);
        assertThat(play.finding().kind()).isEqualTo(Finding.Kind.LOST_WAKEUP);
        assertThat(play.finding().title()).isEqualTo("CPU 0 has callback h7 queued, and nobody will wake rcuog/0");
    }

    @Test void in_5_13_the_same_list_ends_with_the_timer_armed() {
        Play play = Seed001.corrected("5.13").play();

        assertThat(StepTable.of(play)).endsWith("""
                11 | 103 | WAKE | 104 | 102 | 1 | runnable | 1 | 0001 | 8 | 0 | 8
                12 | 104 | NOT | - | - | 0 | runnable | 1 | 0001 | 8 | 0 | 8
                13 | 104 | NOT | - | - | 1 | wait 12 | 1 | 0100 | 12 | 0 | 8
                14 | 104 | NOT | - | - | 1 | idle | 1 | 0000 | 12 | 0 | 12
                15 | 108 | WAKE | 109 | - | 1 | idle | 1 | 0001 | 12 | 0 | 12
                16 | 108 | WAKE | 109 | - | 1 | idle | 1 | 0001 | 12 | 0 | 12
                """);
        assertThat(play.verdict()).isEqualTo("played to the end; nothing is lost");
    }

    @Test void up_to_step_11_it_makes_no_difference_whether_the_fix_is_in() {
        String buggy = StepTable.of(Seed001.corrected("5.12").play());
        String repaired = StepTable.of(Seed001.corrected("5.13").play());

        assertThat(repaired.lines().limit(12).toList()).isEqualTo(buggy.lines().limit(12).toList());
    }

    @Test void in_5_14_the_one_timer_of_the_group_serves_both_and_nothing_is_lost() {
        Play play = Seed001.corrected("5.14").play();

        assertThat(StepTable.of(play)).isEqualTo("""
                0 | 100 | NOT | - |  | 1 | idle | 0 | 0000 | 0 | 0 | 0
                1a | 100 | NOT | - |  | 0 | runnable | 0 | 0001 | 0 | 0 | 0
                1b,2 | 100 | NOT | - |  | 0 | runnable | 0 | 0002 | 0 | 2 | 0
                3,4 | 100 | BYPASS | 102 |  | 1 | wait 4 | 0 | 0200 | 4 | 2 | 0
                5 | 100 | BYPASS | 102 |  | 1 | wait 4 | 0 | 0200 | 4 | 2 | 1
                4b | 101 | BYPASS | 102 |  | 1 | wait 4 | 0 | 0203 | 4 | 0 | 1
                6 | 101 | BYPASS | 102 |  | 1 | runnable | 0 | 0203 | 4 | 0 | 4
                7 | 101 | BYPASS | 102 |  | 1 | runnable | 0 | 0300 | 8 | 0 | 4
                9 | 101 | BYPASS | 102 |  | 1 | runnable | 0 | 0300 | 8 | 0 | 8
                10a | 101 | BYPASS | 102 |  | 1 | runnable | 0 | 0000 | 8 | 0 | 8
                10b | 101 | BYPASS | 102 |  | 1 | runnable | 1 | 0000 | 8 | 0 | 8
                11 | 103 | WAKE | 104 |  | 1 | runnable | 1 | 0001 | 8 | 0 | 8
                12 | 104 | NOT | - |  | 0 | runnable | 1 | 0001 | 8 | 0 | 8
                13 | 104 | NOT | - |  | 1 | wait 12 | 1 | 0100 | 12 | 0 | 8
                14 | 104 | NOT | - |  | 1 | idle | 1 | 0000 | 12 | 0 | 12
                15 | 108 | WAKE | 109 |  | 1 | idle | 1 | 0001 | 12 | 0 | 12
                16 | 108 | WAKE | 109 |  | 1 | idle | 1 | 0001 | 12 | 0 | 12
                """);
        assertThat(play.verdict()).isEqualTo("played to the end; nothing is lost");
    }

    @ParameterizedTest @ValueSource(strings = {"5.13", "5.14"})
    void the_timer_that_the_fix_arms_does_serve_the_last_callback(String version) {
        Play play = Seed001.corrected(version).step("17", "nocb_timer fires", s -> {
            s.jiffies(109);
            s.fire("nocb_timer[0]");
            s.settle("rcu_preempt", "rcuog/0", "rcuop/0");
        }).play();

        assertThat(play.value("17", "seg")).isEqualTo("0000");
        assertThat(play.value("17", "gp")).isEqualTo("16");
        assertThat(play.verdict()).isEqualTo("played to the end; nothing is lost");
    }

    // ---- the first scenario of the fix's message ------------------------------------------------------------------

    @Test void the_first_scenario_loses_the_last_callback_in_5_12() {
        Play play = Seed001.firstScenario("5.12").play();

        assertThat(StepTable.of(play)).isEqualTo("""
                1 | 100 | NOT | - | 1 | idle | 0000 | 0
                2 | 100 | WAKE | 101 | 1 | idle | 0001 | 0
                3 | 100 | WAKE | 101 | 0 | runnable | 0001 | 0
                4-5 | 100 | WAKE | 101 | 1 | wait 4 | 0100 | 0
                6 | 100 | WAKE | 101 | 1 | runnable | 0100 | 4
                7-9 | 100 | WAKE | 101 | 1 | idle | 0000 | 4
                10 | 100 | WAKE | - | 0 | runnable | 0001 | 4
                11 | 100 | WAKE | - | 1 | wait 8 | 0100 | 4
                12 | 100 | WAKE | - | 1 | idle | 0000 | 8
                13 | 105 | WAKE | - | 1 | idle | 0001 | 8
                14 | 105 | WAKE | - | 1 | idle | 0001 | 8
                """);
        assertThat(play.finding().title()).isEqualTo("CPU 1 has callback h4 queued, and nobody will wake rcuog/0");
    }

    @Test void the_fix_resets_the_deferral_along_with_the_timer_at_step_10() {
        Play play = Seed001.firstScenario("5.13").play();

        assertThat(StepTable.of(play)).endsWith("""
                10 | 100 | NOT | - | 0 | runnable | 0001 | 4
                11 | 100 | NOT | - | 1 | wait 8 | 0100 | 4
                12 | 100 | NOT | - | 1 | idle | 0000 | 8
                13 | 105 | WAKE | 106 | 1 | idle | 0001 | 8
                14 | 105 | WAKE | 106 | 1 | idle | 0001 | 8
                """);
        assertThat(play.finding()).isNull();
    }

    @Test void in_5_14_the_timer_is_the_leaders_and_any_wakeup_of_rcuog_settles_it() {
        Play play = Seed001.firstScenario("5.14").play();

        assertThat(StepTable.of(play)).isEqualTo("""
                1 | 100 | NOT | - | 1 | idle | 0000 | 0
                2 | 100 | WAKE | 101 | 1 | idle | 0001 | 0
                3 | 100 | NOT | - | 0 | runnable | 0001 | 0
                4-5 | 100 | NOT | - | 1 | wait 4 | 0100 | 0
                6 | 100 | NOT | - | 1 | runnable | 0100 | 4
                7-9 | 100 | NOT | - | 1 | idle | 0000 | 4
                10 | 100 | NOT | - | 0 | runnable | 0001 | 4
                11 | 100 | NOT | - | 1 | wait 8 | 0100 | 4
                12 | 100 | NOT | - | 1 | idle | 0000 | 8
                13 | 105 | WAKE | 106 | 1 | idle | 0001 | 8
                14 | 105 | WAKE | 106 | 1 | idle | 0001 | 8
                """);
        assertThat(play.finding()).isNull();
    }

    // ---- the bypass timer alone -------------------------------------------------------------------------------

    @Test void in_5_12_a_storm_on_one_cpu_costs_the_leader_its_deferred_wakeup() {
        Play play = Seed001.bypassTimerAlone("5.12").play();

        assertThat(StepTable.of(play)).isEqualTo("""
                1 | 100 | NOT | - | - | 0 | runnable | 0000 | 0
                2 | 100 | NOT | - | 102 | 1 | wait 4 | 0000 | 1
                3 | 101 | WAKE | 102 | 102 | 1 | wait 4 | 0001 | 1
                4 | 102 | WAKE | - | - | 0 | runnable | 0001 | 1
                5 | 102 | WAKE | - | - | 1 | wait 4 | 0100 | 1
                6 | 102 | WAKE | - | - | 1 | idle | 0000 | 8
                7 | 105 | WAKE | - | - | 1 | idle | 0001 | 8
                """);
        assertThat(play.finding().title()).isEqualTo("CPU 0 has callback h5 queued, and nobody will wake rcuog/0");
    }

    @Test void in_5_13_the_leader_arms_its_timer_again() {
        Play play = Seed001.bypassTimerAlone("5.13").play();

        assertThat(StepTable.of(play)).endsWith("""
                4 | 102 | NOT | - | - | 0 | runnable | 0001 | 1
                5 | 102 | NOT | - | - | 1 | wait 4 | 0100 | 1
                6 | 102 | NOT | - | - | 1 | idle | 0000 | 8
                7 | 105 | WAKE | 106 | - | 1 | idle | 0001 | 8
                """);
        assertThat(play.finding()).isNull();
    }

    // ---- the race that is left --------------------------------------------------------------------------------

    @ParameterizedTest @ValueSource(strings = {"A1 B1 A2 B2", "A1 B1 B2 A2"})
    void the_unlocked_cancel_of_5_13_can_still_lose_a_wakeup(String order) {
        Play play = Seed001.residualRace("5.13", order).play();

        assertThat(StepTable.of(play)).endsWith("""
                4 | 101 | WAKE | - | 102 | wait 4 | 0001 | 0
                5 | 102 | WAKE | - | - | wait 8 | 0100 | 4
                6 | 102 | WAKE | - | - | idle | 0000 | 8
                7 | 110 | WAKE | - | - | idle | 0001 | 8
                """);
        assertThat(play.finding().title()).isEqualTo("CPU 0 has callback h5 queued, and nobody will wake rcuog/0");
    }

    @ParameterizedTest @CsvSource({
            "A1 A2 B1 B2, false", "B1 B2 A1 A2, false",
            "A1 B1 A2 B2, true", "A1 B1 B2 A2, true", "B1 A1 A2 B2, true", "B1 A1 B2 A2, true"})
    void it_is_lost_whenever_the_two_pairs_overlap_and_never_when_one_follows_the_other(String order, boolean lost) {
        Play play = Seed001.residualRace("5.13", order).play();

        assertThat(play.isRunOfTheCode()).isTrue();
        assertThat(play.finding() != null).isEqualTo(lost);
    }

    @Test void a_tape_of_the_moves_leads_to_the_same_state_again() {
        Play first = Seed001.corrected("5.12").play();

        Play again = Script.on(Seed001.linux("5.12"), "replayed").justCreated("rcuop/0").step("all", s -> {
            for (int move : first.tape()) s.take(move);
        }).play();

        assertThat(again.rows().get(0).values()).isEqualTo(first.rows().get(first.rows().size() - 1).values());
        assertThat(again.finding()).isEqualTo(first.finding());
    }
}
