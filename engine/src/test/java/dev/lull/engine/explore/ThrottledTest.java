package dev.lull.engine.explore;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ThrottleLoad;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tasks with a limit on CPU time, whose timer is on a CPU that goes down. */
class ThrottledTest {
    private static Verdict explore(Linux linux, ThrottleLoad load) {
        return Exploration.of(Scenario.of("throttled", linux.cpus(2).rcuNocbs("")).load(CpuDownLoad.cpuDown(1)).load(load), Bounds.DEFAULT.preemptions(2)).run(Progress.SILENT);
    }

    @Test void who_takes_a_cpu_down_waits_for_a_timer_that_only_he_would_move() {
        Finding finding = explore(Linux.version("6.1"), ThrottleLoad.throttled(1)).counterexample().walk().finding();

        assertThat(finding.kind()).isEqualTo(Finding.Kind.DEADLOCK);
        assertThat(finding.title()).isEqualTo("hotplug/1 and sched_cfs_period_timer of hotplug/1 wait for each other");
        assertThat(finding.why()).contains("sched_cfs_period_timer of hotplug/1 is to fire on CPU 1, which is offline, until its timers are moved, which hotplug/1 would do");
    }

    @Test void either_change_mends_the_simple_form() {
        assertThat(explore(Linux.version("6.1").with(Fix.DOWN_IN_WORKER), ThrottleLoad.throttled(1)).holds()).isTrue();
        assertThat(explore(Linux.version("6.1").with(Fix.HRTIMERS_DYING), ThrottleLoad.throttled(1)).holds()).isTrue();
    }

    @Test void a_lock_holder_who_is_throttled_makes_a_circle_of_three() {
        Finding finding = explore(Linux.version("6.1").with(Fix.DOWN_IN_WORKER), ThrottleLoad.throttled(1).holdingLock()).counterexample().walk().finding();

        assertThat(finding.title()).contains("hotplug/1", "holder", "sched_cfs_period_timer of holder");
        assertThat(explore(Linux.version("6.11"), ThrottleLoad.throttled(1).holdingLock()).holds()).isTrue();
    }

    @Test void a_cpu_that_stays_keeps_its_timers() {
        assertThatThrownBy(() -> Scenario.of("nobody goes", Linux.version("6.1").cpus(2)).load(ThrottleLoad.throttled(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Add the load cpuDown(1)");
    }
}
