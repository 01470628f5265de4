package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.measure.CallbackLatency;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Trace;
import dev.lull.engine.trace.Tracepoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.EnumSet;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class PollTest {
    private static Set<Reason> reasons(Trace trace) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (Trace.Cursor e = trace.read(); e.next(); ) if (e.point() == Tracepoint.RCU_NOCB_WAKE) reasons.add(e.reason(1));
        return reasons;
    }

    @ParameterizedTest @ValueSource(strings = {"5.11", "5.14", "5.18", "6.1", "6.11"})
    void a_polling_rcuog_serves_everybody_and_nobody_wakes_it(String version) {
        Scenario scenario = Scenario.of("poll", Linux.version(version).cpus(2).rcuNocbPoll()).load(CallRcuLoad.callRcu().on("all").irqs(Irqs.EITHER).poisson(2_000));

        SimulatedRun run = Simulation.of(scenario, 3, Nanos.millis(200)).run();

        assertThat(run.isClean()).as(run.verdict()).isTrue();
        assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.AT_REST);
        assertThat(run.counts().left()).isZero();
        assertThat(reasons(run.trace())).contains(Reason.WakeNotPoll, Reason.Poll).doesNotContain(Reason.DoWake, Reason.DeferredWake, Reason.Timer, Reason.Sleep);
        assertThat(CallbackLatency.of(run.trace()).total().max()).isLessThan(Nanos.millis(100));
    }

    @ParameterizedTest @ValueSource(strings = {"5.18", "6.1", "6.11"})
    void a_group_that_was_empty_is_polled_for_again(String version) {
        Scenario scenario = Scenario.of("there and back", Linux.version(version).cpus(1).rcuNocbPoll()).load(CallRcuLoad.callRcu().poisson(500))
                .load(ToggleLoad.deoffload(0).times(10).every(Nanos.millis(20))).load(ToggleLoad.offload(0).times(10).every(Nanos.millis(33)));

        SimulatedRun run = Simulation.of(scenario, 3, Nanos.millis(300)).run();

        assertThat(run.isClean()).as(run.verdict()).isTrue();
        assertThat(run.counts().left()).as(run.verdict()).isZero();
    }
}
