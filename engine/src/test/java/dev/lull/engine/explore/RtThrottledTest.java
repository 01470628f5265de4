package dev.lull.engine.explore;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.RtThrottleLoad;
import dev.lull.engine.scenario.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** RCU's kthreads as SCHED_FIFO tasks, and the timer that gives them more time, on a CPU that is offline. */
class RtThrottledTest {
    private static final Linux LINUX = Linux.version("6.11").cpus(2).rcuNocbs("1").nobypassLim(2).tune("kthread_prio", 1);

    private static Verdict explore(Linux linux) {
        Scenario scenario = Scenario.of("a deferred wakeup on a CPU that goes", linux)
                .load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.OFF)).load(CpuDownLoad.cpuDown(1)).load(RtThrottleLoad.rtThrottled());
        return Exploration.of(scenario, Bounds.DEFAULT.preemptions(0)).run(Progress.SILENT);
    }

    @Test void a_timer_that_a_dead_cpu_has_armed_never_fires() {
        Finding finding = explore(LINUX).counterexample().walk().finding();

        assertThat(finding.kind()).isEqualTo(Finding.Kind.LOST_WAKEUP);
        assertThat(String.join("; ", finding.why())).contains("rcuog/1 is asleep on real-time bandwidth",
                "sched_rt_period_timer is pending on CPU 1, which is offline, and does not fire there", "permanent: nobody but sched_rt_period_timer wakes rcuog/1 there");
    }

    @Test void up_to_6_6_whoever_takes_the_cpu_down_fetches_it_later() {
        assertThat(explore(LINUX.without(Fix.HRTIMERS_DYING)).holds()).isTrue();
    }

    @Test void from_6_12_on_the_wakeup_comes_from_another_cpu() {
        assertThat(explore(LINUX.with(Fix.RCUOG_WOKEN_ONLINE)).holds()).isTrue();
    }

    @Test void ordinary_tasks_have_no_part_in_it() {
        assertThatThrownBy(() -> explore(LINUX.tune("kthread_prio", 0))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Say tune(\"kthread_prio\", 1)");
    }
}
