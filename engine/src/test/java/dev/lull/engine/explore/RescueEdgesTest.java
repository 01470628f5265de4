package dev.lull.engine.explore;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A deferred wakeup with no timer behind it is rescued exactly at those edges at which its kernel looks. */
class RescueEdgesTest {
    @ParameterizedTest @CsvSource({
        "5.11, TICK, true", "5.11, RCU_CORE, true", "5.11, IDLE, true", "5.11, USER, true", "5.11, GUEST, false",
        "5.12, USER, true", "5.12, GUEST, true", "5.13, IDLE, true", "5.13, USER, false", "5.13, GUEST, false", "5.14, TICK, true", "5.14, USER, false"})
    void each_kernel_looks_at_its_own_edges(String version, RescueEdge edge, boolean rescued) {
        assertThat(explore(alone(Linux.version(version).cpus(1)).meets(edge, "0")).isViolated()).isEqualTo(!rescued);
    }

    @ParameterizedTest @CsvSource({"USER", "GUEST"})
    void from_5_13_on_entries_count_on_nohz_full_cpus_only(RescueEdge edge) {
        assertThat(explore(alone(Linux.version("5.13").cpus(1).nohzFull("0")).meets(edge, "0")).holds()).isTrue();
    }

    @ParameterizedTest @CsvSource({"TICK, false", "RCU_CORE, true", "IDLE, true"})
    void from_5_14_on_a_followers_tick_looks_at_a_field_that_is_never_set(RescueEdge edge, boolean rescued) {
        Scenario follower = Scenario.of("a follower", Linux.version("5.14").without(Fix.DEFER_TIMER).cpus(2).gpStride(2).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.OFF)).meets(edge, "1");

        assertThat(explore(follower).isViolated()).isEqualTo(!rescued);
    }

    @Test void what_is_lost_is_said_with_the_edges_that_would_end_it() {
        String permanent = finding(alone(Linux.version("5.13").cpus(1)));
        String userToo = finding(alone(Linux.version("5.12").cpus(1)));

        assertThat(permanent).contains("until the next tick, run of rcu_core(), idle entry. In this scenario it is permanent");
        assertThat(userToo).contains("until the next tick, run of rcu_core(), idle entry, user entry, guest entry. In this scenario");
    }

    @Test void a_list_of_cpus_that_are_not_there_is_refused_with_the_edge() {
        assertThatThrownBy(() -> alone(Linux.version("5.13").cpus(1)).meets(RescueEdge.IDLE, "3")).hasMessageContaining("meets(IDLE, ...)").hasMessageContaining("names CPU 3");
    }

    private static Scenario alone(Linux linux) {
        return Scenario.of("nobody else", linux.without(Fix.DEFER_TIMER).nobypassLim(1)).load(CallRcuLoad.callRcu().on(0).times(1).irqs(Irqs.OFF));
    }

    private static Verdict explore(Scenario scenario) {
        return Exploration.of(scenario, Bounds.DEFAULT.shortest()).run(Progress.SILENT);
    }

    private static String finding(Scenario scenario) {
        return explore(scenario).counterexample().walk().finding().toString();
    }
}
