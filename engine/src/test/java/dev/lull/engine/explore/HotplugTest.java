package dev.lull.engine.explore;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.WaitLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** CPUs that come and go while everybody else does what he likes. */
class HotplugTest {
    private static final Bounds SMALL = Bounds.DEFAULT.preemptions(1).checking("offline", "symmetry");

    private static Linux linux(String version, String offloaded) {
        return Linux.version(version).cpus(2).rcuNocbs(offloaded).gpStride(2).nobypassLim(2);
    }

    private static Scenario downAndUp(Linux linux) {
        return Scenario.of("down and up", linux).load(CpuDownLoad.cpuDown(1)).load(CpuUpLoad.cpuUp(1));
    }

    private static Verdict explore(Scenario scenario) {
        return Exploration.of(scenario, SMALL).run(Progress.SILENT);
    }

    private static void holds(Scenario scenario) {
        Verdict verdict = explore(scenario);
        assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding() + "" : verdict + "").isTrue();
    }

    @ParameterizedTest @ValueSource(strings = {"5.11", "5.12", "6.1"})
    void callbacks_of_a_plain_cpu_move_to_another_when_it_goes(String version) {
        holds(downAndUp(linux(version, "")).load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON)));
    }

    @ParameterizedTest @ValueSource(strings = "6.1")
    void callbacks_of_a_plain_cpu_move_to_an_offloaded_one(String version) {
        holds(downAndUp(linux(version, "0")).load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON)));
    }

    @ParameterizedTest @ValueSource(strings = {"5.11", "5.12", "6.1"})
    void callbacks_of_an_offloaded_cpu_stay_with_its_kthreads(String version) {
        holds(downAndUp(linux(version, "1")).load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON)));
    }

    @Test void a_cpu_goes_down_and_up_beside_a_reader() {
        holds(downAndUp(linux("6.1", "")).load(CallRcuLoad.callRcu().on(0).times(1)).load(ReaderLoad.reader().on(1).times(1).mayBePreempted()));
    }

    @ParameterizedTest @ValueSource(strings = {"5.14", "6.1"})
    void a_barrier_waits_for_callbacks_that_move(String version) {
        holds(Scenario.of("barrier", linux(version, "")).load(CpuDownLoad.cpuDown(1)).load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON)).load(WaitLoad.rcuBarrier().times(1)));
    }

    @ParameterizedTest @ValueSource(strings = {"5.14", "6.1"})
    void a_barrier_waits_for_callbacks_that_stay(String version) {
        holds(Scenario.of("barrier", linux(version, "1")).load(CpuDownLoad.cpuDown(1)).load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON)).load(WaitLoad.rcuBarrier().times(1)));
    }

    @ParameterizedTest @ValueSource(strings = {"RCU/tree:prepare", "sched:active", "timers:prepare"})
    void a_rung_that_fails_takes_back_what_was_done(String rung) {
        holds(downAndUp(linux("6.1", "")).load(FaultLoad.fail(rung)));
    }

    @Test void deoffloading_waits_for_hotplug_or_hotplug_for_it() {
        Scenario scenario = Scenario.of("de-offload", linux("6.1", "1")).load(CpuDownLoad.cpuDown(1)).load(ToggleLoad.deoffload(1));

        assertThat(Exploration.of(scenario, SMALL).run(Progress.SILENT).holds()).isTrue();
    }
}
