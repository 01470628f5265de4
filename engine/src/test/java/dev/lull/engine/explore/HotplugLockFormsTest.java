package dev.lull.engine.explore;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** CPUs that come and go under the hotplug lock in each form that Linux has had, with those who read it. */
class HotplugLockFormsTest {
    private static final Bounds FEW = Bounds.DEFAULT.preemptions(1).checking("excl", "offline", "symmetry");

    private static Linux linux(String version, String offloaded, String form) {
        return Linux.version(version).cpus(2).rcuNocbs(offloaded).gpStride(2).nobypassLim(2).hotplugLock(form);
    }

    private static void holds(Scenario scenario) {
        Verdict verdict = Exploration.of(scenario, FEW).run(Progress.SILENT);
        assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding() + "" : verdict + "").isTrue();
    }

    @ParameterizedTest @ValueSource(strings = {"one step", "count under a mutex", "counts per CPU", "pin per CPU"})
    void a_cpu_goes_and_comes(String form) {
        holds(Scenario.of("down and up", linux("6.1", "", form)).load(CpuDownLoad.cpuDown(1)).load(CpuUpLoad.cpuUp(1)));
    }

    @ParameterizedTest @ValueSource(strings = {"count under a mutex", "counts per CPU"})
    void a_barrier_keeps_a_cpu_from_going(String form) {
        holds(Scenario.of("barrier", linux("5.14", "", form)).load(CpuDownLoad.cpuDown(1)).load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON)).load(WaitLoad.rcuBarrier().times(1)));
    }

    @ParameterizedTest @ValueSource(strings = {"count under a mutex", "counts per CPU", "pin per CPU"})
    void so_does_a_change_of_its_offloading(String form) {
        holds(Scenario.of("de-offload", linux("6.1", "1", form)).load(CpuDownLoad.cpuDown(1)).load(ToggleLoad.deoffload(1)));
    }

    @Test void a_reader_who_meets_no_lock_overlaps() {
        Scenario scenario = Scenario.of("parallel", linux("5.14", "", "counts per CPU")).load(CpuUpLoad.cpuUp(1).inParallel()).load(WaitLoad.rcuBarrier().times(1));

        Finding finding = Exploration.of(scenario, FEW).run(Progress.SILENT).counterexample().walk().finding();

        assertThat(finding.title()).contains("nobody reads the hotplug lock while CPU 1 is on its way");
    }

    private static SimulatedRun cycles(String form) {
        return Simulation.of(Scenario.of("cycles", Linux.version("6.1").cpus(4).hotplugLock(form))
                .load(CpuDownLoad.cpuDown(1).every(Nanos.millis(200))).load(CpuUpLoad.cpuUp(1).every(Nanos.millis(200))), 7, Nanos.millis(900)).run();
    }

    @Test void counts_per_cpu_cost_a_writer_a_grace_period_of_the_same_rcu() {
        SimulatedRun counted = cycles("count under a mutex");
        SimulatedRun percpu = cycles("counts per CPU");

        assertThat(counted.findings()).isEmpty();
        assertThat(percpu.findings()).isEmpty();
        assertThat(percpu.ending()).isEqualTo(SimulatedRun.Ending.AT_REST);
        assertThat(percpu.counts().gracePeriods()).isGreaterThan(counted.counts().gracePeriods());
    }

    @Test void another_form_is_refused() {
        assertThatThrownBy(() -> Linux.version("6.1").hotplugLock("telepathy")).hasMessageContaining("\"counts per CPU\" (4.13 and later)");
        assertThat(Linux.version("6.1").hotplugLock("counts per CPU").describe()).endsWith("hotplug lock: counts per CPU");
    }
}
