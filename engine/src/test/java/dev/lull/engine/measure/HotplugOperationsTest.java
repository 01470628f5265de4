package dev.lull.engine.measure;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.CpuhpState;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class HotplugOperationsTest {
    private static final Scenario COMES_AND_GOES = Scenario.of("comes and goes", Linux.version("6.1").cpus(4).rcuNocbs(""))
            .load(CallRcuLoad.callRcu().on("0-3").poisson(2_000))
            .load(CpuDownLoad.cpuDown(1).every(Nanos.millis(100)))
            .load(CpuUpLoad.cpuUp(1).every(Nanos.millis(100)));

    private static List<HotplugOperation> operations(Scenario scenario) {
        return HotplugOperations.of(Simulation.of(scenario, 7, Nanos.millis(140)).run().trace());
    }

    @Test void a_cpu_goes_down_from_the_top_and_comes_up_from_the_bottom_each_part_by_who_executes_it() {
        List<HotplugOperation> operations = operations(COMES_AND_GOES);

        assertThat(operations).extracting(HotplugOperation::up).containsExactly(false, true);
        assertThat(operations).noneMatch(HotplugOperation::isRolledBack);
        assertThat(operations.get(0).rungs()).extracting(RungTime::by).containsSubsequence(Climber.CPUHP, Climber.IRQS_OFF, Climber.CONTROLLER).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(operations.get(1).rungs()).extracting(RungTime::by).isSorted();
    }

    @Test void rungs_follow_each_other_and_together_take_no_longer_than_the_operation() {
        for (HotplugOperation operation : operations(COMES_AND_GOES)) {
            List<RungTime> rungs = operation.rungs();
            for (int i = 0; i < rungs.size(); i++) {
                assertThat(rungs.get(i).length()).as(rungs.get(i).function()).isGreaterThan(Nanos.ZERO);
                if (i > 0 && rungs.get(i).together() == 1) assertThat(rungs.get(i).fromNs()).isGreaterThanOrEqualTo(rungs.get(i - 1).toNs());
            }
        }
    }

    @Test void rcu_takes_part_and_its_grace_period_is_the_longest_of_the_way_down() {
        HotplugOperation down = operations(COMES_AND_GOES).get(0);

        assertThat(down.rungs()).extracting(RungTime::rcu).filteredOn(rcu -> !rcu.isEmpty()).containsExactly("synchronize_rcu", "rcutree_offline_cpu", "rcutree_dying_cpu",
                "rcu_report_dead", "rcutree_migrate_callbacks", "rcutree_dead_cpu");
        assertThat(down.rungs().get(0).length()).isGreaterThan(Nanos.millis(4));
        assertThat(operations(COMES_AND_GOES).get(1).rungs()).extracting(RungTime::rcu).filteredOn(rcu -> !rcu.isEmpty())
                .containsExactly("rcutree_prepare_cpu", "rcu_cpu_starting", "rcutree_online_cpu");
    }

    @Test void booting_lies_between_the_controlling_tasks_last_rung_and_the_first_of_the_cpu_itself() {
        RungTime boot = operations(COMES_AND_GOES).get(1).rungs().stream().filter(rung -> rung.rung() == CpuhpState.AP_IDLE_DEAD).findFirst().orElseThrow();

        assertThat(boot.length()).isBetween(Nanos.millis(3), Nanos.millis(7));
    }

    @Test void what_a_failing_rung_had_below_it_is_taken_back() {
        HotplugOperation failed = operations(COMES_AND_GOES.load(FaultLoad.fail("RCU/tree:online"))).get(0);

        assertThat(failed.isRolledBack()).isTrue();
        assertThat(failed.rungs()).filteredOn(RungTime::isFailed).singleElement().satisfies(rung -> {
            assertThat(rung.function()).isEqualTo("rcutree_offline_cpu");
            assertThat(rung.returned()).isEqualTo(-11);
        });
        assertThat(failed.rungs()).filteredOn(failed::takesBack).extracting(RungTime::function).containsExactly("sched_cpu_activate");
    }

    @Test void a_trace_without_hotplug_has_none() {
        assertThat(operations(Scenario.of("calls", Linux.version("6.1")).load(CallRcuLoad.callRcu().poisson(1_000)))).isEmpty();
    }
}
