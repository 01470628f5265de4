package dev.lull.engine.run;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.rcu.SegCbList;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.FtraceText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** CPUs that are not offloaded: their softirq numbers, advances and invokes. */
class RcuCoreTest {
    private static final Linux PLAIN = Linux.version("5.12").cpus(2).rcuNocbs("");

    private static String segments(Stage stage, int cpu) {
        SegCbList list = stage.system().rcu().data(cpu).cblist();
        StringBuilder out = new StringBuilder();
        for (int segment = 0; segment < 4; segment++) out.append(list.peekLength(segment));
        return out.toString();
    }

    @Test void a_callback_goes_from_next_to_wait_to_done_as_ticks_and_a_grace_period_come() {
        StringBuilder seen = new StringBuilder();

        Play play = Script.on(PLAIN, "softirq").step("1", s -> s.callRcu(0)).step("2", s -> seen.append(segments(s, 0)))
                .step("3", "a tick: the softirq asks for a grace period", s -> s.rcuCore(0)).step("4", s -> seen.append(' ').append(segments(s, 0)))
                .step("5", s -> s.gracePeriod()).step("6", "a tick: the softirq advances and invokes", s -> s.rcuCore(0))
                .step("7", s -> seen.append(' ').append(segments(s, 0))).play();

        assertThat(play.verdict()).isEqualTo("played to the end; nothing is lost");
        assertThat(seen.toString()).isEqualTo("0001 0100 0000");
    }

    @Test void a_callback_that_came_during_a_grace_period_waits_for_the_next_one() {
        Play play = Script.on(PLAIN, "two grace periods").step("1", s -> s.callRcu(0)).step("2", s -> s.rcuCore(0)).step("3", s -> s.gracePeriodBegins())
                .step("4", s -> s.callRcu(0)).step("5", s -> s.gracePeriodEnds()).step("6", s -> {
                    s.rcuCore(0);
                    assertThat(segments(s, 0)).isEqualTo("0100");
                }).step("7", s -> s.gracePeriod()).step("8", s -> s.rcuCore(0)).play();

        assertThat(play.verdict()).isEqualTo("played to the end; nothing is lost");
    }

    @Test void left_alone_after_its_tick_was_never_taken_a_callback_is_still_on_its_way() {
        Play play = Script.on(PLAIN, "no tick yet").step("1", s -> s.callRcu(0)).play();

        assertThat(play.finding()).as("the tick is owed, so this is no rest").isNull();
    }

    @Test void a_mixed_machine_of_offloaded_and_plain_cpus_serves_every_callback_in_every_order() {
        Scenario scenario = Scenario.of("mixed", Linux.version("5.14").cpus(2).rcuNocbs("1").gpStride(2))
                .load(CallRcuLoad.callRcu().on(0).times(1)).load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON));

        Verdict verdict = Exploration.of(scenario, Bounds.DEFAULT.shortest()).run((states, transitions, depth, waiting, bytes) -> { });

        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Verdict.Outcome.HOLDS);
    }

    @Test void a_timed_run_without_offloading_invokes_everything_within_a_few_ticks() {
        Scenario scenario = Scenario.of("plain", Linux.version("5.12").cpus(4).rcuNocbs(""))
                .load(CallRcuLoad.callRcu().on("all").irqs(Irqs.EITHER).poisson(2_000));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(60)).recordingMoves().run();

        assertThat(run.findings()).isEmpty();
        assertThat(run.counts().left()).isZero();
        assertThat(new FtraceText(run.trace()).write()).contains("cpuend", "CBs=", "AccWaitCB").doesNotContain("rcu_nocb_wake");
        var machine = new LinuxSystem(scenario, LinuxSystem.Build.timed()).machine();
        for (int move : run.moves()) {
            assertThat(machine.allows(move)).isTrue();
            machine.take(move);
        }
        assertThat(machine.memory().fingerprint()).isEqualTo(run.fingerprint());
    }

    @Test void with_use_softirq_off_a_kthread_of_each_cpu_does_the_work() {
        Scenario scenario = Scenario.of("rcuc", PLAIN.tune("rcutree.use_softirq", 0)).load(CallRcuLoad.callRcu().on("all").irqs(Irqs.EITHER).poisson(2_000));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(60)).run();

        assertThat(run.findings()).isEmpty();
        assertThat(run.counts().left()).isZero();
        assertThat(new FtraceText(run.trace()).write()).contains("next_comm=rcuc/0", "next_comm=rcuc/1", "rcuc/1-");
        assertThat(Exploration.of(Scenario.of("rcuc", PLAIN.tune("use_softirq", 0)).load(CallRcuLoad.callRcu().on("all").times(1)), Bounds.DEFAULT.shortest())
                .run((states, transitions, depth, waiting, bytes) -> { }).outcome()).isEqualTo(Verdict.Outcome.HOLDS);
    }

    @Test void an_overloaded_cpu_gets_big_batches_until_few_are_left() {
        Scenario scenario = Scenario.of("flood", Linux.version("5.12").cpus(1).rcuNocbs("").qhimark(50).tune("qlowmark", 5))
                .load(CallRcuLoad.callRcu().on(0).poisson(100_000)).load(ReaderLoad.reader().on(0).holds(Nanos.millis(9)).every(Nanos.millis(20)));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(20)).run();

        assertThat(run.counts().left()).isZero();
        assertThat(new FtraceText(run.trace()).write()).contains(" bl=10000");
    }
}
