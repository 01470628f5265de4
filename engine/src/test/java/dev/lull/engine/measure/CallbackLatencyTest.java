package dev.lull.engine.measure;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallbackLatencyTest {
    /** Two groups, two leaves, a bypass list in use, a reader that holds grace periods up. */
    private static SimulatedRun busy(String version) {
        return Simulation.of(Scenario.of("busy", Linux.version(version).cpus(4).gpStride(2).fanoutLeaf(2).nobypassLim(4))
                .load(CallRcuLoad.callRcu().on("0-2").irqs(Irqs.EITHER).poisson(4_000))
                .load(CallRcuLoad.callRcu().on(3).irqs(Irqs.OFF).every(Nanos.micros(900)))
                .load(ReaderLoad.reader().on(3).holds(Nanos.millis(9)).every(Nanos.millis(20))), 11, Nanos.millis(100)).run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.12", "5.13", "5.14"})
    void a_callbacks_phases_are_never_negative_and_sum_to_its_latency(String version) {
        CallbackLatency latency = CallbackLatency.of(busy(version).trace());

        assertThat(latency.invoked()).isNotEmpty().allSatisfy(callback -> {
            long sum = 0;
            for (Phase phase : Phase.values()) {
                assertThat(callback.in(phase)).as("%s of %s", phase, callback).isGreaterThanOrEqualTo(Nanos.ZERO);
                sum += callback.in(phase).count();
            }
            assertThat(sum).isEqualTo(callback.total().count());
            assertThat(callback.gpSeq()).as("%s", callback).isPositive();
            assertThat(callback.startedNs()).as("%s", callback).isGreaterThan(callback.calledNs());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.12", "5.13", "5.14"})
    void every_call_is_followed_to_its_invocation(String version) {
        SimulatedRun run = busy(version);

        CallbackLatency latency = CallbackLatency.of(run.trace());

        assertThat(latency.callbacks()).hasSize((int) run.counts().calls());
        assertThat(latency.invoked()).hasSize((int) run.counts().invoked());
        assertThat(latency.stranded()).isEqualTo((int) run.counts().left());
    }

    @Test void no_callback_is_invoked_before_a_whole_grace_period_has_passed_since_its_call() {
        SimulatedRun run = busy("5.13");

        var gps = GracePeriods.of(run.trace()).ended();

        assertThat(CallbackLatency.of(run.trace()).invoked()).allSatisfy(callback ->
                assertThat(gps).anyMatch(gp -> gp.startNs() >= callback.calledNs() && gp.cleanupNs() <= callback.invokedNs()));
    }

    @Test void a_storm_waits_in_the_bypass_list_and_a_lone_callback_does_not() {
        Scenario lone = Scenario.of("lone", Linux.version("5.13").cpus(2)).load(CallRcuLoad.callRcu().times(1).poisson(1_000));
        Scenario storm = Scenario.of("storm", Linux.version("5.13").cpus(2).nobypassLim(2)).load(CallRcuLoad.callRcu().times(500).poisson(100_000));

        CallbackLatency alone = CallbackLatency.of(Simulation.of(lone, 1, Nanos.millis(50)).run().trace());
        CallbackLatency many = CallbackLatency.of(Simulation.of(storm, 1, Nanos.millis(50)).run().trace());

        assertThat(alone.in(Phase.BYPASS_WAIT).max()).isLessThan(Nanos.micros(1));
        assertThat(many.in(Phase.BYPASS_WAIT).max()).isGreaterThan(Nanos.millis(4));
    }

    @Test void interrupts_off_put_the_wakeup_off_by_a_jiffy_or_two() {
        Scenario off = Scenario.of("off", Linux.version("5.13").cpus(2)).load(CallRcuLoad.callRcu().times(1).irqs(Irqs.OFF).poisson(1_000));

        Nanos delay = CallbackLatency.of(Simulation.of(off, 3, Nanos.millis(50)).run().trace()).in(Phase.WAKE_DELAY).max();

        assertThat(delay).isBetween(Nanos.millis(4), Nanos.millis(9));
    }

    @Test void a_callback_that_nobody_invokes_is_counted_as_stranded() {
        Scenario scenario = Scenario.of("a call", Linux.version("5.13").cpus(2)).load(CallRcuLoad.callRcu().every(Nanos.millis(5)));
        Thread.currentThread().interrupt();                 // the run ends before the first grace period can
        SimulatedRun run = Simulation.of(scenario, 1, Nanos.seconds(1)).run();
        assertThat(Thread.interrupted()).isTrue();

        CallbackLatency latency = CallbackLatency.of(run.trace());

        assertThat(latency.stranded()).isEqualTo((int) run.counts().left()).isPositive();
        CallbackTimes last = latency.callbacks().get(latency.callbacks().size() - 1);
        assertThatThrownBy(last::total).isInstanceOf(IllegalStateException.class).hasMessageContaining("never invoked");
    }

    @Test void percentiles_are_lengths_that_occurred() {
        Latencies latencies = new Latencies(new long[] {40, 10, 30, 20});

        assertThat(latencies.percentile(0)).isEqualTo(Nanos.nanos(10));
        assertThat(latencies.median()).isEqualTo(Nanos.nanos(20));
        assertThat(latencies.percentile(75)).isEqualTo(Nanos.nanos(30));
        assertThat(latencies.percentile(99)).isEqualTo(Nanos.nanos(40));
        assertThat(latencies.mean()).isEqualTo(Nanos.nanos(25));
        assertThatThrownBy(() -> latencies.percentile(101)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0 to 100");
    }
}
