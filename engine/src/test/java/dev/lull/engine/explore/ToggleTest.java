package dev.lull.engine.explore;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.run.Play;
import dev.lull.engine.run.Script;
import dev.lull.engine.run.Watch;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** CPUs that are offloaded and de-offloaded while Linux runs. */
class ToggleTest {
    private static final Watch FLAGS = Watch.nothing().and("flags", system -> system.rdp(0).peekFlags())
            .and("waiting", system -> Long.toString(system.rcu().data(0).cblist().peekLength()));

    private static Scenario oneCpu(String version) {
        return Scenario.of("there and back", Linux.version(version).cpus(1).nobypassLim(1));
    }

    @ParameterizedTest @ValueSource(strings = {"5.12", "5.13", "5.14", "5.18", "6.1", "6.2", "6.11"})
    void a_cpu_goes_out_of_offloading_and_back_and_each_side_serves_its_callbacks(String version) {
        Scenario scenario = Scenario.of("there and back", Linux.version(version).cpus(1)).load(CallRcuLoad.callRcu().on(0).irqs(Irqs.EITHER))
                .load(ToggleLoad.deoffload(0)).load(ToggleLoad.offload(0));

        Play play = Script.on(scenario).watch(FLAGS)
                .step("1", "a callback of the kthreads", s -> s.callRcu(0))
                .step("2", "out", s -> {
                    s.deoffload(0).untilAsleep();
                    s.settle("rcu_preempt", "rcuog/0", "rcuop/0", "toggle/0", "rcu_core/0");
                })
                .step("3", "a callback of the softirq", s -> s.callRcu(0))
                .step("4", "back", s -> {
                    s.offload(0).untilAsleep();
                    s.settle("rcu_preempt", "rcuog/0", "rcuop/0", "toggle/0");
                })
                .step("5", "served", s -> {
                    s.callRcu(0);
                    s.settle("rcu_preempt", "rcuog/0", "rcuop/0");
                })
                .play();

        assertThat(play.isRunOfTheCode()).as(play.verdict()).isTrue();
        Linux linux = Linux.version(version);
        assertThat(play.value("2", "flags")).isEqualTo(linux.has(Fix.NOCB_GROUP_LIST) ? "RCU_CORE" : "0");
        assertThat(play.value("4", "flags")).isEqualTo(linux.has(Fix.RCUOP_PARKED) ? "OFFLOADED|KTHREAD_GP|LOCKING" : "OFFLOADED|KTHREAD_CB|KTHREAD_GP|LOCKING");
        assertThat(play.value("5", "waiting")).isEqualTo("0");
        assertThat(play.finding()).isNull();
    }

    @ParameterizedTest @ValueSource(strings = {"5.12", "5.13", "5.14", "5.18", "6.1", "6.11"})
    void no_callback_is_lost_on_the_way_out(String version) {
        Scenario scenario = oneCpu(version).load(CallRcuLoad.callRcu().on(0).times(1).irqs(Irqs.EITHER)).load(ToggleLoad.deoffload(0));

        Verdict verdict = Exploration.of(scenario, Bounds.DEFAULT.preemptions(1)).run(Progress.SILENT);

        assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding().toString() : "").isTrue();
    }

    @ParameterizedTest @ValueSource(strings = {"5.12", "5.13", "5.14", "5.18", "6.1", "6.11"})
    void both_ways_end_whoever_comes_first(String version) {
        Scenario scenario = oneCpu(version).load(ToggleLoad.deoffload(0).times(2)).load(ToggleLoad.offload(0).times(2));

        Verdict verdict = Exploration.of(scenario, Bounds.DEFAULT.shortest()).run(Progress.SILENT);

        assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding().toString() : "").isTrue();
    }

    /** As 1bba3900ca18 has it for v6.11 and later; in v6.0 to v6.10 the same omission ends in an endless wait. */
    @Test void offloading_a_cpu_whose_rcuop_was_never_created_waits_for_ever_unless_the_rdps_own_kthread_is_asked_for() {
        Scenario scenario = Scenario.of("offload nobody", Linux.version("6.1").cpus(2).gpStride(2).nobypassLim(1))
                .load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuop creation")).load(ToggleLoad.offload(1));

        Verdict without = Exploration.of(scenario, Bounds.DEFAULT.preemptions(0)).run(Progress.SILENT);
        Verdict with = Exploration.of(scenario.on(scenario.linux().with(Fix.OFFLOAD_CHECKS_RDP)), Bounds.DEFAULT.shortest()).run(Progress.SILENT);

        assertThat(without.counterexample().walk().finding().title()).isEqualTo("the change of CPU 1's offloading never ends");
        assertThat(without.counterexample().walk().finding().why()).contains("rcuop/1, which would change KTHREAD_CB, does not exist");
        assertThat(with.holds()).isTrue();
    }

    @Test void after_the_first_patch_offloading_again_corrupts_the_groups_list() {
        Linux linux = Linux.version("5.18").with(Fix.SPAWN_FAILURE_FIRST_PATCH).with(Fix.SPAWN_FAILURE_MASK).cpus(2).gpStride(2);
        Scenario scenario = Scenario.of("again", linux).load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuop creation")).load(ToggleLoad.offload(1));

        Play play = Script.on(scenario)
                .step("1", "rcuop/1 cannot be created", s -> {
                    s.fail("rcuop creation");
                    s.online(1);
                })
                .step("2", "somebody offloads CPU 1 again", s -> s.offload(1).untilAsleep())
                .play();

        assertThat(play.finding().title()).startsWith("list corruption: toggle/1 adds rdp[1] to nocb_head_rdp[0], where it is already");
    }

    // ---- refusals ---------------------------------------------------------------------------------------------------

    @Test void a_version_before_run_time_changes_refuses() {
        assertThatThrownBy(() -> oneCpu("5.11").load(ToggleLoad.deoffload(0))).hasMessageContaining("5.11 offloads CPUs at boot or never");
    }

    @Test void a_cpu_that_was_not_offloaded_at_boot_is_refused() {
        assertThatThrownBy(() -> Scenario.of("", Linux.version("6.1").cpus(2).rcuNocbs("0")).load(ToggleLoad.offload(1)))
                .hasMessageContaining("CPU 1 is not in rcu_nocbs (\"0\")");
    }

    @Test void a_fault_that_nobody_knows_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> FaultLoad.fail("malloc")).hasMessageContaining("\"rcuog creation\", \"rcuop creation\"");
    }
}
