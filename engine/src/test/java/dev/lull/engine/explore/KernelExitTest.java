package dev.lull.engine.explore;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.EqsLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A CPU that leaves the kernel: what is woken on it on the way out must still get it. */
class KernelExitTest {
    @ParameterizedTest @CsvSource({"5.11, IDLE", "5.11, USER"})
    void up_to_5_11_the_wakeup_comes_after_the_last_look_at_need_resched(String version, RescueEdge state) {
        String finding = explore(leaving(Linux.version(version), state)).counterexample().walk().finding().toString();

        assertThat(finding).contains("rcuog/0 is runnable on CPU 0, which has left the kernel without seeing it").contains("until the next interrupt on CPU 0");
    }

    @ParameterizedTest @CsvSource({"5.11, GUEST", "5.12, IDLE", "5.12, USER", "5.14, GUEST"})
    void where_it_comes_before_it_nobody_does_it_or_the_timer_does_it_is_seen(String version, RescueEdge state) {
        assertThat(explore(leaving(Linux.version(version), state)).holds()).isTrue();
    }

    @Test void a_tick_is_no_place_to_leave_the_kernel_for() {
        assertThatThrownBy(() -> EqsLoad.leaves(RescueEdge.TICK)).hasMessageContaining("IDLE, USER or GUEST");
    }

    @Test void a_cpu_that_is_not_offloaded_has_nothing_to_do_on_its_way() {
        assertThatThrownBy(() -> leaving(Linux.version("5.12").cpus(1).rcuNocbs(""), RescueEdge.IDLE)).hasMessageContaining("CPU 0 is not in rcu_nocbs");
    }

    private static Scenario leaving(Linux linux, RescueEdge state) {
        Linux one = linux.cpus() == 1 ? linux : linux.cpus(1);
        return Scenario.of("leaving", one.nobypassLim(1)).load(CallRcuLoad.callRcu().on(0).times(1).irqs(Irqs.OFF)).load(EqsLoad.leaves(state).on("0"));
    }

    private static Verdict explore(Scenario scenario) {
        return Exploration.of(scenario, Bounds.DEFAULT.shortest()).run(Progress.SILENT);
    }
}
