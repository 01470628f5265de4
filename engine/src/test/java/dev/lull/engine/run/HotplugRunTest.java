package dev.lull.engine.run;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.FtraceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** CPUs that come and go in virtual time, and in scripts. */
class HotplugRunTest {
    private static Scenario cycling(Linux linux) {
        return Scenario.of("CPU 1 comes and goes", linux)
                .load(CpuDownLoad.cpuDown(1).every(Nanos.millis(200))).load(CpuUpLoad.cpuUp(1).every(Nanos.millis(200)))
                .load(CallRcuLoad.callRcu().on("0-3").poisson(2_000)).load(ReaderLoad.reader().on(2).holds(Nanos.millis(1)).every(Nanos.millis(10)))
                .load(WaitLoad.rcuBarrier().every(Nanos.millis(40)));
    }

    private static String hotplugLines(SimulatedRun run) {
        return new FtraceText(run.trace()).write().lines().filter(line -> line.contains("cpuhp_") || line.contains("cpuofl")).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest @CsvSource({"5.11, 0-3", "5.14, ''", "6.1, 1-3", "6.1, 0"})
    void a_cpu_comes_and_goes_under_load_and_no_callback_is_lost(String version, String offloaded) {
        SimulatedRun run = Simulation.of(cycling(Linux.version(version).cpus(4).rcuNocbs(offloaded)), 7, Nanos.millis(900)).run();

        assertThat(run.findings()).isEmpty();
        assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.AT_REST);
        assertThat(run.counts().invoked()).isEqualTo(run.counts().calls());
    }

    @Test void the_trace_shows_every_rung_as_ftrace_does() {
        SimulatedRun run = Simulation.of(cycling(Linux.version("6.1").cpus(4)), 7, Nanos.millis(450)).run();

        assertThat(hotplugLines(run))
                .containsPattern("cpuhp/1-\\d+ +\\[001] .*: cpuhp_enter: cpu: 0001 target:   0 step: 235 \\(sched_cpu_deactivate\\)")
                .containsPattern("hotplug/1-\\d+ .*: cpuhp_enter: cpu: 0001 target: 236 step:  50 \\(rcutree_prepare_cpu\\)")
                .containsPattern("cpuhp_exit:  cpu: 0001  state: 236 step: 235 ret: 0")
                .contains("cpuofl");
    }

    @Test void a_rung_that_fails_leaves_the_cpu_where_it_was() {
        Scenario scenario = cycling(Linux.version("6.1").cpus(4)).load(FaultLoad.fail("workqueue:online").times(2));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(900)).run();

        assertThat(run.findings()).isEmpty();
        assertThat(hotplugLines(run)).containsPattern("cpuhp_exit:  cpu: 0001  state: \\d+ step: 197 ret: -11");
    }

    @Test void without_a_time_to_go_a_timed_run_asks_for_one() {
        Scenario scenario = Scenario.of("when?", Linux.version("6.1").cpus(2)).load(CpuDownLoad.cpuDown(1));

        assertThatThrownBy(() -> Simulation.of(scenario, 1, Nanos.millis(10))).hasMessageContaining("does not say when");
    }

    @Test void a_script_takes_a_cpu_down_and_up_and_its_callbacks_move() {
        Linux linux = Linux.version("6.1").cpus(2).rcuNocbs("");
        Scenario scenario = Scenario.of("by hand", linux).load(CpuDownLoad.cpuDown(1)).load(CpuUpLoad.cpuUp(1)).load(CallRcuLoad.callRcu().on("0-1").times(2));

        Play play = Script.on(scenario).watch(Watch.nothing().and("of 0", s -> "" + s.rcu().data(0).peekWaiting()).and("of 1", s -> "" + s.rcu().data(1).peekWaiting()))
                .step("1", "CPU 1 queues a callback", s -> s.callRcu(1)).expect("of 1", 1)
                .step("2", "CPU 1 goes down", s -> s.offline(1)).expect("of 1", 0).expect("of 0", 1)
                .step("3", "CPU 1 comes up", s -> s.online(1)).expect("of 0", 1)
                .play();

        assertThat(play.isRunOfTheCode()).as(play.toString()).isTrue();
    }

    @Test void the_last_cpu_is_not_taken_down() {
        assertThatThrownBy(() -> Scenario.of("all", Linux.version("6.1").cpus(1)).load(CpuDownLoad.cpuDown(0))).hasMessageContaining("none is left to see to it");
    }
}
