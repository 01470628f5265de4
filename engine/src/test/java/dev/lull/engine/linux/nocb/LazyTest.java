package dev.lull.engine.linux.nocb;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.measure.CallbackLatency;
import dev.lull.engine.measure.Latencies;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LazyTest {
    private static final Linux LAZY = Linux.version("6.2").rcuLazy();
    private static final Nanos TWO_SECONDS = Nanos.millis(2_000);

    private static Verdict explore(Scenario scenario) {
        return Exploration.of(scenario, Bounds.DEFAULT.preemptions(1)).run(Progress.SILENT);
    }

    private static Scenario calls(Linux linux, CallRcuLoad load) {
        return Scenario.of("lazy or not", linux.cpus(1).nobypassLim(1)).load(load.on(0));
    }

    private static Latencies latency(SimulatedRun run) {
        return CallbackLatency.of(run.trace()).total();
    }

    @Test void no_callback_is_forgotten_lazy_or_not() {
        Verdict verdict = explore(calls(LAZY, CallRcuLoad.callRcu().times(2).irqs(Irqs.EITHER).lazyOrHurry()));

        assertThat(verdict.isViolated()).as(() -> String.valueOf(verdict.counterexample())).isFalse();
        assertThat(verdict.coverage()).filteredOn(label -> label.label().equals("DEFER_LAZY") || label.label().equals("COUNT_LAZY")).allMatch(label -> label.steps() > 0);
    }

    @Test void a_kernel_without_laziness_takes_no_more_states_for_it() {
        Verdict plain = explore(calls(Linux.version("6.2"), CallRcuLoad.callRcu().times(2)));
        Verdict either = explore(calls(Linux.version("6.2"), CallRcuLoad.callRcu().times(2).lazyOrHurry()));

        assertThat(either.states()).isEqualTo(plain.states());
    }

    /** As a real 6.12 with four CPUs showed it: two seconds of calls, then nothing; half of all waited for 8.55 s, the last for 10.1 s. */
    @Test void lazy_callbacks_wait_for_ten_seconds() {
        Scenario churn = Scenario.of("churn", LAZY.cpus(4)).load(CallRcuLoad.callRcu().on("all").lazy().poisson(300));

        SimulatedRun run = Simulation.of(churn, 1, TWO_SECONDS).run();

        assertThat(run.isClean()).as(run.verdict()).isTrue();
        assertThat(run.counts().left()).isZero();
        assertThat(latency(run).median()).isBetween(Nanos.millis(8_000), Nanos.millis(10_000));
        assertThat(latency(run).max()).isBetween(Nanos.millis(9_900), Nanos.millis(10_500));
    }

    @Test void who_is_in_a_hurry_takes_the_lazy_ones_along() {
        Scenario hurried = Scenario.of("churn", LAZY.cpus(2)).load(CallRcuLoad.callRcu().on("all").lazyOrHurry().poisson(300));

        SimulatedRun run = Simulation.of(hurried, 1, TWO_SECONDS).run();

        assertThat(latency(run).percentile(90)).isLessThan(Nanos.millis(100));
    }

    @Test void rcu_barrier_does_not_wait_for_ten_seconds() {
        Scenario scenario = Scenario.of("barrier", LAZY.cpus(2)).load(CallRcuLoad.callRcu().on("all").lazy().poisson(300)).load(WaitLoad.rcuBarrier().every(Nanos.millis(500)));

        assertThat(latency(Simulation.of(scenario, 1, TWO_SECONDS).run()).percentile(50)).isLessThan(Nanos.millis(1_000));
        assertThat(latency(Simulation.of(scenario.on(LAZY.cpus(2).without(Fix.BARRIER_WAKES)), 1, TWO_SECONDS).run()).percentile(50)).isGreaterThan(Nanos.millis(8_000));
    }

    @Test void memory_pressure_flushes_lazy_callbacks() {
        Scenario scenario = Scenario.of("pressure", LAZY.cpus(2)).load(CallRcuLoad.callRcu().on("all").lazy().poisson(300)).load(WaitLoad.memoryPressure().every(Nanos.millis(400)));

        assertThat(latency(Simulation.of(scenario, 1, TWO_SECONDS).run()).percentile(50)).isLessThan(Nanos.millis(1_000));
    }

    @Test void laziness_is_refused_where_there_is_none() {
        assertThatThrownBy(() -> Linux.version("6.1").rcuLazy()).hasMessageContaining("enable_rcu_lazy means nothing to 6.1").hasMessageContaining("6.2");
        assertThatThrownBy(() -> calls(Linux.version("6.2"), CallRcuLoad.callRcu().times(1).lazy())).hasMessageContaining("linux(\"6.2\").rcuLazy()");
        assertThatThrownBy(() -> Scenario.of("pressure", Linux.version("6.2")).load(WaitLoad.memoryPressure())).hasMessageContaining("lazy kernels only");
    }
}
