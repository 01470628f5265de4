package dev.lull.engine.run;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.Trace;
import dev.lull.engine.trace.Tracepoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Offloading that changes while load arrives. */
class TimedToggleTest {
    private static Scenario thereAndBack(String version) {
        return Scenario.of("there and back", Linux.version(version).cpus(2)).load(CallRcuLoad.callRcu().on("all").irqs(Irqs.EITHER).poisson(3_000))
                .load(ToggleLoad.deoffload(0).times(1_000).every(Nanos.millis(7))).load(ToggleLoad.offload(0).times(1_000).every(Nanos.millis(11)));
    }

    private static int invokedBy(String context, Trace trace) {
        int count = 0;
        for (Trace.Cursor e = trace.read(); e.next(); ) if (e.point() == Tracepoint.RCU_INVOKE_CALLBACK && trace.contexts().indexOf(context) == e.context()) count++;
        return count;
    }

    @ParameterizedTest @ValueSource(strings = {"5.12", "5.13", "5.14", "5.18", "6.1", "6.2", "6.11"})
    void no_callback_is_lost_while_offloading_changes_again_and_again(String version) {
        SimulatedRun run = Simulation.of(thereAndBack(version), 5, Nanos.millis(300)).run();

        assertThat(run.isClean()).as(run.verdict()).isTrue();
        assertThat(run.counts().left()).as(run.verdict()).isZero();
        assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.AT_REST);
        assertThat(invokedBy("rcu_core/0", run.trace())).isGreaterThan(20);
        assertThat(invokedBy("rcuop/0", run.trace())).isGreaterThan(20);
    }

    @ParameterizedTest @ValueSource(strings = {"6.1", "6.12"})
    void no_callback_is_lost_while_the_cpu_also_comes_and_goes(String version) {
        Scenario scenario = Scenario.of("everything at once", Linux.version(version).cpus(4)).load(CallRcuLoad.callRcu().on("all").irqs(Irqs.EITHER).poisson(1_000))
                .load(CpuDownLoad.cpuDown(1).times(50).every(Nanos.millis(90))).load(CpuUpLoad.cpuUp(1).times(50).every(Nanos.millis(90)))
                .load(ToggleLoad.deoffload(1).times(100).every(Nanos.millis(31))).load(ToggleLoad.offload(1).times(100).every(Nanos.millis(43)));

        SimulatedRun run = Simulation.of(scenario, 1, Nanos.millis(800)).run();

        assertThat(run.isClean()).as(run.verdict()).isTrue();
        assertThat(run.counts().left()).as(run.verdict()).isZero();
        assertThat(invokedBy("rcu_core/1", run.trace())).isGreaterThan(20);
        assertThat(invokedBy("rcuop/1", run.trace())).isGreaterThan(20);
    }

    @Test void a_change_without_a_time_is_refused() {
        Scenario scenario = Scenario.of("when?", Linux.version("6.1").cpus(1)).load(ToggleLoad.deoffload(0));

        assertThatThrownBy(() -> Simulation.of(scenario, 1, Nanos.millis(1))).hasMessageContaining("does not say when").hasMessageContaining("every(millis(50))");
    }
}
