package dev.lull.engine.explore;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.run.Play;
import dev.lull.engine.run.Script;
import dev.lull.engine.run.Stage;
import dev.lull.engine.run.Watch;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** From 6.12 on only a CPU that is offline changes its offloading. */
class ToggleOfflineTest {
    private static final Linux LINUX = Linux.version("6.12").cpus(2).gpStride(2).nobypassLim(1);
    private static final Watch FLAGS = Watch.nothing().and("flags", system -> system.rdp(1).peekFlags()).and("list", system -> String.valueOf(system.rdp(1).peekOnList()))
            .and("mask", system -> String.valueOf(system.rdp(1).peekInMask())).and("waiting", system -> Long.toString(system.rcu().data(1).cblist().peekLength()));

    private static void everybodyElse(Stage s) {
        s.settle("rcu_preempt", "rcuog/0", "rcuop/0", "rcuop/1", "toggle/1", "hotplug/1", "swapper/1", "cpuhp/1", "rcu_core/1");
    }

    @Test void a_cpu_that_is_de_offloaded_before_it_comes_up_serves_itself() {
        Scenario scenario = Scenario.of("out", LINUX).load(CpuUpLoad.cpuUp(1)).load(ToggleLoad.deoffload(1)).load(CallRcuLoad.callRcu().on(1).irqs(Irqs.EITHER));

        Play play = Script.on(scenario).watch(FLAGS)
                .step("1", "out", s -> {
                    s.deoffload(1).untilAsleep();
                    everybodyElse(s);
                })
                .step("2", "up", s -> {
                    s.cpuUp(1).untilAsleep();
                    everybodyElse(s);
                })
                .step("3", "a callback", s -> {
                    s.callRcu(1);
                    everybodyElse(s);
                })
                .play();

        assertThat(play.isRunOfTheCode()).as(play.verdict()).isTrue();
        assertThat(play.value("1", "flags")).isEqualTo("0");
        assertThat(play.value("1", "list")).isEqualTo("false");
        assertThat(play.value("1", "mask")).isEqualTo("false");
        assertThat(play.value("3", "waiting")).isEqualTo("0");
        assertThat(play.finding()).isNull();
    }

    @Test void an_online_cpu_is_refused() {
        Scenario scenario = Scenario.of("refused", LINUX).load(ToggleLoad.deoffload(1));

        Play play = Script.on(scenario).watch(FLAGS).step("1", "no", s -> s.deoffload(1).untilAsleep()).play();

        assertThat(play.value("1", "flags")).isEqualTo("OFFLOADED");
        assertThat(play.finding()).isNull();
    }

    @Test void out_and_up_in_any_order_loses_nothing() {
        Scenario scenario = Scenario.of("any order", LINUX).load(CpuUpLoad.cpuUp(1)).load(ToggleLoad.deoffload(1)).load(CallRcuLoad.callRcu().on(1).times(1));

        Verdict verdict = Exploration.of(scenario, Bounds.DEFAULT.preemptions(1)).run(Progress.SILENT);

        assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding().toString() : verdict.states() + " " + verdict.outcome()).isTrue();
    }

    @Test void a_cpu_that_goes_down_is_taken_out_of_offloading_once_its_callbacks_are_invoked() {
        Scenario scenario = Scenario.of("down, out", LINUX).load(CpuDownLoad.cpuDown(1)).load(ToggleLoad.deoffload(1)).load(CallRcuLoad.callRcu().on(1).times(1));

        Verdict verdict = Exploration.of(scenario, Bounds.DEFAULT.preemptions(0)).run(Progress.SILENT);

        assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding().toString() : "").isTrue();
        assertThat(verdict.coverage()).filteredOn(label -> label.function().equals("rcu_nocb_rdp_deoffload") && label.label().equals("ASSERT")).allMatch(label -> label.steps() > 0);
    }

    @Test void a_kthread_that_cannot_be_created_ends_in_de_offloading() {
        Scenario scenario = Scenario.of("failure", LINUX).load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuop creation")).load(CallRcuLoad.callRcu().on(1).times(1));

        Verdict verdict = Exploration.of(scenario, Bounds.DEFAULT.preemptions(1)).run(Progress.SILENT);

        assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding().toString() : "").isTrue();
    }

    /** 1bba3900ca18: the leader has its rcuog, so the rdp is taken for one that has a rcuop to unpark. */
    @Test void offloading_a_cpu_whose_rcuop_was_never_created_unparks_nothing() {
        Scenario scenario = Scenario.of("back", LINUX).load(CpuUpLoad.cpuUp(1)).load(ToggleLoad.deoffload(1)).load(ToggleLoad.offload(1));

        Verdict without = Exploration.of(scenario, Bounds.DEFAULT.preemptions(0)).run(Progress.SILENT);
        Verdict with = Exploration.of(scenario.on(LINUX.with(Fix.OFFLOAD_CHECKS_RDP)), Bounds.DEFAULT.preemptions(1)).run(Progress.SILENT);

        assertThat(without.counterexample().walk().finding().title()).startsWith("invalid pointer: kthread_unpark()");
        assertThat(with.holds()).as(with.isViolated() ? with.counterexample().walk().finding().toString() : "").isTrue();
    }
}
