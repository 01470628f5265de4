package dev.lull.engine.run;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.measure.CallbackLatency;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.FtraceText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Those who wait for RCU: synchronize_rcu() and rcu_barrier(). */
class WaitingTest {
    private static Verdict explored(Scenario scenario) {
        return Exploration.of(scenario, Bounds.DEFAULT.shortest()).run((states, transitions, depth, waiting, bytes) -> { });
    }

    @Test void synchronize_rcu_returns_after_one_grace_period_on_an_offloaded_cpu() {
        Scenario scenario = Scenario.of("synchronize", Linux.version("5.14").cpus(1)).load(WaitLoad.synchronizeRcu().times(1));

        Play play = Script.on(scenario).step("1", s -> s.synchronizeRcu(0)).step("2", "rcuog asks for a grace period", s -> s.run("rcuog/0").untilAsleep())
                .step("3", s -> s.gracePeriod()).step("4", s -> {
                    s.run("rcuog/0").untilAsleep();
                    s.run("rcuop/0").untilAsleep();
                    assertThat(s.system().callers().get(0).isIdle()).isFalse();
                    s.run("sync/0").untilAsleep();
                    assertThat(s.system().callers().get(0).isIdle()).isTrue();
                }).play();

        assertThat(play.verdict()).isEqualTo("played to the end; nothing is lost");
    }

    @Test void synchronize_rcu_returns_in_every_order_and_never_before_a_reader() {
        Scenario plain = Scenario.of("plain", Linux.version("5.12").cpus(2).rcuNocbs("")).load(WaitLoad.synchronizeRcu().on("0-1").times(1))
                .load(ReaderLoad.reader().on(1).times(1));

        Verdict verdict = explored(plain);

        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Verdict.Outcome.HOLDS);
    }

    @Test void rcu_barrier_waits_for_every_callback_queued_before_it_in_every_order() {
        Scenario plain = Scenario.of("plain", Linux.version("5.12").cpus(1).rcuNocbs("")).load(CallRcuLoad.callRcu().times(2)).load(WaitLoad.rcuBarrier().times(1));
        Scenario offloaded = Scenario.of("offloaded", Linux.version("5.14").cpus(1)).load(CallRcuLoad.callRcu().times(1)).load(WaitLoad.rcuBarrier().times(1));

        assertThat(explored(plain).outcome()).isEqualTo(Verdict.Outcome.HOLDS);
        assertThat(explored(offloaded).outcome()).isEqualTo(Verdict.Outcome.HOLDS);
    }

    @Test void an_expedited_grace_period_waits_for_readers_running_and_preempted_in_every_order() {
        Scenario scenario = Scenario.of("expedited", Linux.version("5.12").cpus(2).rcuNocbs("").fanoutLeaf(2)).load(WaitLoad.synchronizeRcuExpedited().on("0-1").times(1))
                .load(ReaderLoad.reader().on(0).times(2)).load(ReaderLoad.reader().on(1).times(1).nested(2).mayBePreempted());

        Verdict verdict = explored(scenario);

        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Verdict.Outcome.HOLDS);
    }

    @Test void an_expedited_grace_period_ends_when_the_reader_that_was_interrupted_leaves() {
        Scenario scenario = Scenario.of("expedited", Linux.version("5.12").cpus(2).rcuNocbs("")).load(WaitLoad.synchronizeRcuExpedited().times(1))
                .load(ReaderLoad.reader().on(1).times(1));

        Play play = Script.on(scenario).step("1", s -> s.readLock(1)).step("2", s -> {
            s.synchronizeRcuExpedited(0);
            assertThat(s.system().callers().get(0).task().waitingFor()).hasToString("expedited_wq");
        }).step("3", s -> s.readUnlock(1)).step("4", s -> {
            s.run("expedited/0").untilAsleep();
            assertThat(s.system().callers().get(0).task().waitingFor()).hasToString("expedited/0.arrivals");
        }).play();

        assertThat(play.verdict()).isEqualTo("played to the end; nothing is lost");
    }

    @Test void a_timed_run_with_expedited_grace_periods_comes_to_rest() {
        Scenario scenario = Scenario.of("expedited", Linux.version("5.14").cpus(4)).load(CallRcuLoad.callRcu().on("all").poisson(1_000))
                .load(WaitLoad.synchronizeRcuExpedited().on(3).every(Nanos.millis(4)));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(100)).run();

        assertThat(run.findings()).isEmpty();
        assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.AT_REST);
    }

    @Test void a_barrier_interrupts_a_cpu_that_is_idle() {
        Scenario scenario = Scenario.of("idle", Linux.version("5.14").cpus(2).rcuNocbs("")).load(CallRcuLoad.callRcu().on(1).times(1).every(Nanos.micros(100)))
                .load(WaitLoad.rcuBarrier().on(0).times(1).every(Nanos.micros(300)));

        SimulatedRun run = Simulation.of(scenario, 3, Nanos.millis(2)).run();

        assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.AT_REST);
        assertThat(new FtraceText(run.trace()).write()).contains("Inc2");
    }

    @Test void a_timed_run_with_barriers_and_synchronizers_comes_to_rest() {
        Scenario scenario = Scenario.of("all of it", Linux.version("5.14").cpus(4).rcuNocbs("2-3"))
                .load(CallRcuLoad.callRcu().on("0,2").irqs(Irqs.EITHER).poisson(3_000)).load(ReaderLoad.reader().on(1).holds(Nanos.millis(3)).every(Nanos.millis(10)))
                .load(WaitLoad.synchronizeRcu().on("1,3").every(Nanos.millis(15))).load(WaitLoad.rcuBarrier().on(0).every(Nanos.millis(40)));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(200)).run();

        assertThat(run.findings()).isEmpty();
        assertThat(run.counts().left()).isZero();
        String text = new FtraceText(run.trace()).write();
        assertThat(text).contains("rcu_preempt Begin cpu -1", "OnlineQ cpu", "LastCB", "Inc2");
        assertThat(CallbackLatency.of(run.trace()).invoked()).as("the barrier's own callbacks are not measured").isNotEmpty();
    }

    @Test void waits_without_an_end_or_without_arrivals_are_refused_with_what_to_write() {
        Scenario endless = Scenario.of("endless", Linux.version("5.14").cpus(1)).load(WaitLoad.rcuBarrier());

        assertThatThrownBy(() -> explored(endless)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("times(n)");
        assertThatThrownBy(() -> Simulation.of(endless, 1, Nanos.millis(1))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("every(");
    }
}
