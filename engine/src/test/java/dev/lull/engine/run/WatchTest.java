package dev.lull.engine.run;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatchTest {
    private static final Scenario GOES = Scenario.of("goes", Linux.version("6.1").cpus(2).rcuNocbs("")).load(CallRcuLoad.callRcu().on(1).times(2)).load(CpuDownLoad.cpuDown(1));

    @Test void the_callbacks_of_a_cpu_that_goes_are_seen_to_move_when_it_is_dead_and_to_be_invoked_elsewhere() {
        Play play = Script.on(GOES)
                .step("1", "two callbacks", s -> {
                    s.callRcu(1);
                    s.callRcu(1);
                })
                .step("2", "cpuhp/1 leaves the upper rungs", s -> {
                    s.cpuDown(1).untilAsleep();
                    s.run("cpuhp/1").untilAsleep();
                })
                .step("3", "stop_machine", s -> s.run("hotplug/1").untilAsleep())
                .step("4", "dead", s -> s.run("swapper/1").untilAsleep())
                .step("5", "moved", s -> s.run("hotplug/1").untilAsleep())
                .step("6", "invoked", s -> {
                    s.rcuCore(0);
                    s.gracePeriod();
                    s.rcuCore(0);
                })
                .play();

        assertThat(play.isRunOfTheCode()).as(play.verdict()).isTrue();
        assertThat(play.value("2", "act") + play.value("2", "on")).isEqualTo("01");
        assertThat(play.value("3", "on")).isEqualTo("0");
        assertThat(play.value("4", "seg") + " " + play.value("4", "others")).isEqualTo("0002 0000");
        assertThat(play.value("5", "rung")).isEqualTo("offline");
        assertThat(play.value("5", "seg") + " " + play.value("5", "others")).isEqualTo("0000 0002");
        assertThat(play.value("6", "others")).isEqualTo("0000");
    }

    @Test void a_scenario_is_watched_where_it_is_about_something() {
        assertThat(Watch.of(GOES).names()).contains("rung", "others");
        assertThat(Watch.of(Scenario.of("offloaded", Linux.version("6.1"))).names()).contains("def", "byp");
        assertThat(Watch.of(Scenario.of("nothing", Linux.version("6.1").rcuNocbs(""))).names()).isEmpty();
    }

    @Test void a_cpu_that_stays_has_no_rung() {
        assertThatThrownBy(() -> Script.on(GOES).watch(Watch.hotplug(0)).step("1", "nothing", s -> { }).play()).hasMessageContaining("CPU 0 neither comes nor goes here");
    }
}
