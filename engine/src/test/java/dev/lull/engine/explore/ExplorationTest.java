package dev.lull.engine.explore;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Watch;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExplorationTest {
    private static Scenario oneCpu(String version, int calls) {
        return Scenario.of("who wakes rcuog?", Linux.version(version).cpus(1).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on(0).times(calls).irqs(Irqs.EITHER));
    }

    private static Scenario twoCpus(String version) {
        return Scenario.of("who wakes rcuog?", Linux.version(version).cpus(2).gpStride(2).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on(0).times(3).irqs(Irqs.EITHER))
                .load(CallRcuLoad.callRcu().on(1).times(2).irqs(Irqs.EITHER));
    }

    private static Verdict explore(Scenario scenario) {
        return Exploration.of(scenario, Bounds.DEFAULT).run(Progress.SILENT);
    }

    private static void loses(Verdict verdict) {
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.VIOLATED);
        assertThat(verdict.counterexample().walk().finding().kind()).isEqualTo(Finding.Kind.LOST_WAKEUP);
    }

    // ---- the seed's bug ---------------------------------------------------------------------------------------

    @Test void the_missed_requeue_of_5_12_is_found_on_one_cpu_without_any_preemption() {
        Verdict verdict = explore(oneCpu("5.12", 4));

        loses(verdict);
        assertThat(verdict.counterexample().preemptions()).isZero();
    }

    @Test void the_counterexample_names_the_stranded_callback_and_says_why_it_is() {
        Counterexample.Walk walk = explore(oneCpu("5.12", 4)).counterexample().walk(Watch.nocb(0));

        assertThat(walk.finding().title()).isEqualTo("CPU 0 has callback h4 queued, and nobody will wake rcuog/0");
        assertThat(walk.finding().why()).contains("CPU 0's callbacks: 1 in NEXT", "nocb_defer_wakeup[0] is WAKE, which says that"
                + " nocb_timer[0] is armed, but the timer is not pending: no later deferred wakeup will arm it");
        assertThat(walk.values().get(walk.values().size() - 1).get(walk.fields().indexOf("nT"))).isEqualTo("-");
        assertThat(walk.moments()).hasSameSizeAs(walk.values());
    }

    @Test void walked_again_it_ends_in_the_very_same_finding() {
        Scenario scenario = oneCpu("5.12", 4);
        Counterexample found = explore(scenario).counterexample();

        Counterexample kept = Counterexample.replay(scenario, Bounds.DEFAULT, found.tape());

        assertThat(kept.walk().finding()).isEqualTo(found.walk().finding());
        assertThat(kept.walk().moments()).isEqualTo(found.walk().moments());
    }

    // ---- the fixes --------------------------------------------------------------------------------------------

    @Test void with_the_fix_of_5_13_the_same_calls_lose_nothing_as_long_as_nobody_is_preempted() {
        Scenario scenario = oneCpu("5.12", 4);

        Verdict verdict = Exploration.of(scenario.on(scenario.linux().with(Fix.NOCB_TIMER_REQUEUE)), Bounds.DEFAULT.preemptions(0))
                .run(Progress.SILENT);

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.preemptions()).isZero();
    }

    @Test void the_race_that_5_13_leaves_is_found_on_two_cpus() {
        Verdict verdict = Exploration.of(twoCpus("5.13"), Bounds.DEFAULT.walks(50_000, 1)).run(Progress.SILENT);

        loses(verdict);
        assertThat(verdict.counterexample().walk().moments()).extracting(moment -> moment.at())
                .contains("nocb_gp_wait: CLEAR_DEFER", "nocb_gp_wait: CANCEL_TIMER", "wake_nocb_gp_defer: ARM", "wake_nocb_gp_defer: MARK");
    }

    @Test void five_fourteen_holds_on_one_cpu_whatever_the_order() {
        Verdict verdict = explore(oneCpu("5.14", 2));

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.HOLDS);
        assertThat(verdict.preemptions()).isEqualTo(Bounds.ANY);
        assertThat(verdict.collisionOdds()).isLessThan(1e-6);
    }

    @Test void walks_that_find_nothing_prove_nothing() {
        Verdict verdict = Exploration.of(twoCpus("5.14"), Bounds.DEFAULT.walks(2_000, 1)).run(Progress.SILENT);

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.STOPPED);
        assertThat(verdict.walks()).isEqualTo(2_000);
    }

    @Test void a_tick_on_the_cpu_rescues_what_5_12_would_lose() {
        Verdict verdict = Exploration.of(oneCpu("5.12", 4).ticksOn("0"), Bounds.DEFAULT.preemptions(0)).run(Progress.SILENT);

        assertThat(verdict.holds()).isTrue();
    }

    // ---- doors ------------------------------------------------------------------------------------------------

    @Test void the_same_scenario_gives_the_same_tape_every_time() {
        assertThat(explore(oneCpu("5.12", 4)).counterexample().tape()).isEqualTo(explore(oneCpu("5.12", 4)).counterexample().tape());
    }

    @Test void a_search_stops_at_its_bound_and_hands_back_what_it_has() {
        Verdict verdict = Exploration.of(oneCpu("5.14", 2), Bounds.DEFAULT.shortest().depth(20)).run(Progress.SILENT);

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.STOPPED);
        assertThat(verdict.states()).isPositive();
    }

    @Test void an_interrupt_stops_it() {
        Thread.currentThread().interrupt();
        Verdict verdict = Exploration.of(oneCpu("5.14", 3), Bounds.DEFAULT.shortest()).run(Progress.SILENT);

        assertThat(Thread.interrupted()).as("the interrupt is left for the caller").isTrue();
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.STOPPED);
    }

    @Test void a_load_without_an_end_is_refused() {
        Scenario scenario = Scenario.of("endless", Linux.version("5.12")).load(CallRcuLoad.callRcu().on("0-1"));

        assertThatThrownBy(() -> Exploration.of(scenario, Bounds.DEFAULT)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("explore: \"call_rcu() on CPU 0-1: calls, interrupts on\" has no end, so neither has the search. Say times(n)"
                        + " on the load; 4 is enough for every bug of nocb_timer.");
    }

    @Test void a_tape_of_another_scenario_is_refused() {
        int[] tape = explore(oneCpu("5.12", 4)).counterexample().tape();

        assertThatThrownBy(() -> Counterexample.replay(oneCpu("5.12", 1), Bounds.DEFAULT, tape).walk())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("move \\d+ of the tape cannot be made here: it was recorded on another scenario or another version of Lull");
    }
}
