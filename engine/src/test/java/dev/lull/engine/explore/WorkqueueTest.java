package dev.lull.engine.explore;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.CpusetLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.SmpbootLoad;
import dev.lull.engine.scenario.WorkLoad;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Works that are queued on a CPU which comes and goes. */
class WorkqueueTest {
    private static final Bounds ALL = Bounds.DEFAULT.shortest().checking("offline", "symmetry");

    private static Scenario down(WorkLoad work) {
        return Scenario.of("work on a CPU that goes", Linux.version("6.1").cpus(2).rcuNocbs("")).load(CpuDownLoad.cpuDown(1)).load(work);
    }

    private static Verdict explore(Scenario scenario, Bounds bounds) {
        return Exploration.of(scenario, bounds).run(Progress.SILENT);
    }

    @Test void what_is_queued_on_a_cpu_is_done_wherever_that_goes() {
        assertThat(explore(down(WorkLoad.work(1).times(2)), ALL).holds()).isTrue();
        assertThat(explore(down(WorkLoad.work(1).flushed()).load(CpuUpLoad.cpuUp(1)), ALL).holds()).isTrue();
    }

    @Test void so_it_is_on_a_cpu_that_turns_round() {
        assertThat(explore(down(WorkLoad.work(1)).load(FaultLoad.fail("workqueue:online")), ALL).holds()).isTrue();
    }

    @Test void a_worker_that_stays_bound_to_a_dead_cpu_leaves_its_work() {
        Finding finding = explore(down(WorkLoad.work(1).neverUnbound()), Bounds.DEFAULT.shortest()).counterexample().walk().finding();

        assertThat(finding.title()).isEqualTo("work on CPU 1 is queued, and nobody will execute it");
        assertThat(finding.why()).anyMatch(why -> why.endsWith("bound to CPU 1"));
    }

    @Test void and_that_it_stays_bound_is_noticed_at_once() {
        Finding finding = explore(down(WorkLoad.work(1).neverUnbound()), ALL).counterexample().walk().finding();

        assertThat(finding.title()).contains("kworker/1:0 is bound to its CPU only while that is online");
    }

    @Test void who_flushes_what_nobody_will_do_waits_for_ever() {
        Finding finding = explore(down(WorkLoad.work(1).flushed().neverUnbound()), Bounds.DEFAULT.shortest()).counterexample().walk().finding();

        assertThat(finding.toString()).contains("queuer/1");
    }

    private static Verdict cpusets(Linux linux) {
        Scenario scenario = Scenario.of("cpusets hear of a CPU", linux.cpus(2).rcuNocbs("")).load(CpuDownLoad.cpuDown(1)).load(CpuUpLoad.cpuUp(1)).load(CpusetLoad.topCpuset());
        return explore(scenario, Bounds.DEFAULT.shortest().checking("consistent", "offline", "excl"));
    }

    @Test void cpusets_are_up_to_date_when_the_operation_returns_from_5_14_on() {
        assertThat(cpusets(Linux.version("5.13")).counterexample().walk().finding().title()).contains("the top cpuset has CPU 1");
        assertThat(cpusets(Linux.version("5.14")).holds()).isTrue();
        assertThat(cpusets(Linux.version("6.11")).holds()).isTrue();
        assertThat(cpusets(Linux.version("6.1").hotplugLock("counts per CPU")).holds()).isTrue();
    }

    @Test void before_that_they_are_in_the_end() {
        Scenario scenario = Scenario.of("cpusets hear of a CPU", Linux.version("5.13").cpus(2).rcuNocbs("")).load(CpuDownLoad.cpuDown(1)).load(CpuUpLoad.cpuUp(1)).load(CpusetLoad.topCpuset());

        assertThat(explore(scenario, Bounds.DEFAULT.shortest()).holds()).isTrue();
    }

    @ParameterizedTest @ValueSource(strings = {"5.13", "6.1", "6.12"})
    void everything_there_is_on_the_ladder_goes_together_in_virtual_time(String version) {
        Scenario all = Scenario.of("cycles", Linux.version(version).cpus(4).hotplugLock("counts per CPU")).load(CpuDownLoad.cpuDown(1).every(Nanos.millis(200)))
                .load(CpuUpLoad.cpuUp(1).every(Nanos.millis(90))).load(CpusetLoad.topCpuset()).load(SmpbootLoad.smpbootThread(1)).load(WorkLoad.work(1));

        SimulatedRun run = Simulation.of(all, 3, Nanos.millis(600)).run();

        assertThat(run.findings()).isEmpty();
        assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.AT_REST);
    }

    @Test void works_are_for_cpus_that_come_and_go() {
        assertThatThrownBy(() -> Scenario.of("nobody goes", Linux.version("6.1").cpus(2)).load(WorkLoad.work(1))).hasMessageContaining("Add the load cpuDown(1)");
    }
}
