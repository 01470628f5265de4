package dev.lull.kernel.lab;

import static dev.lull.kernel.lab.Lab.callRcu;
import static dev.lull.kernel.lab.Lab.cpuDown;
import static dev.lull.kernel.lab.Lab.cpuUp;
import static dev.lull.kernel.lab.Lab.fail;
import static dev.lull.kernel.lab.Lab.linux;
import static dev.lull.kernel.lab.Lab.millis;
import static dev.lull.kernel.lab.Lab.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A CPU's way up and down the ladder, as a chart. */
class LadderGanttTest {
    private final Experiment experiment = linux("6.1").cpus(4).rcuNocbs("").scenario("one goes and comes")
            .load(callRcu().on("0-3").poisson(2_000)).load(cpuDown(1).every(millis(100))).load(cpuUp(1).every(millis(100)));
    private final TimedRun run = experiment.simulate(seed(7), millis(140));

    @Test void every_rung_is_named_once_with_who_executes_it_and_what_rcu_does_there() {
        String down = run.hotplugGantt().asText();

        assertThat(down).startsWith("CPU 1 goes down, ").contains("235 sched:active, sched_cpu_deactivate", "synchronize_rcu(), on the CPU itself, in cpuhp/N",
                "rcutree_migrate_callbacks(), on the controlling CPU", "95 RCU/tree:dying, rcutree_dying_cpu");
        assertThat(down.lines()).hasSize(1 + run.hotplug().get(0).rungs().size());
    }

    @Test void the_drawing_has_each_rung_the_lanes_and_the_prices() {
        String svg = run.hotplugGantt(1).asSvg();

        assertThat(svg).contains("controlling CPU", "grace periods", "rcutree_prepare_cpu", "RCU takes part", "assumed: a rung 20");
        assertThat(svg.split(">199 RCU/tree:online, rcutree_online_cpu<", -1)).hasSize(2);
    }

    @Test void a_failing_rung_is_shown_with_what_is_taken_back() {
        String failed = experiment.load(fail("RCU/tree:online")).simulate(seed(7), millis(90)).hotplugGantt().asText();

        assertThat(failed).startsWith("CPU 1 goes down, and back, ").contains("rcutree_offline_cpu", "returns -11", "sched_cpu_activate").contains("taken back");
    }

    @Test void the_table_has_a_row_for_each_rung_of_each_operation() {
        assertThat(run.hotplugTable().rowCount()).isEqualTo(run.hotplug().stream().mapToInt(operation -> operation.rungs().size()).sum());
    }

    @Test void a_run_without_hotplug_says_what_to_load() {
        TimedRun quiet = linux("6.1").scenario("calls").load(callRcu().poisson(1_000)).simulate(seed(1), millis(20));

        assertThatThrownBy(() -> quiet.hotplugGantt()).hasMessage("hotplugGantt(0): no CPU came or went in this run. Load cpuDown(1).every(millis(100)), say.");
        assertThatThrownBy(() -> run.hotplugGantt(9)).hasMessage("hotplugGantt(9): the run has 2, from 0.");
    }
}
