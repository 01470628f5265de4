package dev.lull.engine.run;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Readers that nest and that are preempted, and grace periods that they hold up. */
class ReadersTest {
    private static final ReaderLoad READER = ReaderLoad.reader().on(1).times(1);

    private static Scenario plain(ReaderLoad reader) {
        return Scenario.of("readers", Linux.version("5.12").cpus(2).rcuNocbs("").fanoutLeaf(2)).load(CallRcuLoad.callRcu().on(0).times(1)).load(reader);
    }

    @Test void a_preempted_reader_lets_its_cpu_pass_a_quiescent_state_and_holds_the_grace_period_up_by_itself() {
        Play play = Script.on(plain(READER.mayBePreempted())).step("1", s -> {
            s.readLock(1);
            s.callRcu(0);
            s.rcuCore(0);
            s.gracePeriodBegins();
        }).step("2", s -> {
            s.preemptReader(1);
            s.quiescentState(0);
            s.quiescentState(1);
            s.run("rcu_preempt");
            assertThat(s.system().rcu().gpKthread().sleeps()).as("nobody has told it that all is over").isTrue();
        }).step("3", s -> {
            s.readUnlock(1);
            s.run("rcu_preempt").untilAsleep();
            s.rcuCore(0);
        }).play();

        assertThat(play.verdict()).isEqualTo("played to the end; nothing is lost");
    }

    @Test void a_reader_preempted_before_the_grace_period_began_is_waited_for_and_one_preempted_after_its_cpus_report_is_not() {
        Play play = Script.on(plain(READER.mayBePreempted())).step("1", "after the report", s -> {
            s.callRcu(0);
            s.rcuCore(0);
            s.gracePeriodBegins();
            s.quiescentState(1);
            s.readLock(1);
            s.preemptReader(1);
            s.quiescentState(0);
            s.run("rcu_preempt").untilAsleep();
            s.rcuCore(0);
            assertThat(s.system().rcu().peekGpSeq() & 3).isZero();
        }).play();

        assertThat(play.verdict()).isEqualTo("played to the end; nothing is lost");
    }

    @Test void only_the_outermost_unlock_ends_a_section() {
        Play play = Script.on(plain(READER.nested(3))).step("1", s -> {
            s.readLock(1);
            s.readLock(1);
            s.readLock(1);
            s.callRcu(0);
            s.rcuCore(0);
            s.gracePeriodBegins();
            s.quiescentState(0);
            s.readUnlock(1);
            s.readUnlock(1);
        }).step("2", s -> s.quiescentState(1)).play();

        assertThat(play.stoppedAt().number()).isEqualTo("2");
        assertThat(play.stoppedAt().expected()).isEqualTo("CPU 1 passes a quiescent state");
    }

    @Test void no_callback_is_invoked_before_a_nested_or_preempted_reader_has_left_in_any_order() {
        Scenario scenario = plain(READER.nested(2).mayBePreempted().times(2));

        Verdict verdict = Exploration.of(scenario, Bounds.DEFAULT.shortest()).run((states, transitions, depth, waiting, bytes) -> { });

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.HOLDS);
    }

    @Test void a_reader_that_stays_for_half_a_minute_is_named_in_a_stall() {
        Scenario scenario = Scenario.of("stall", Linux.version("5.14").cpus(2)).load(CallRcuLoad.callRcu().on(0).every(Nanos.millis(500)))
                .load(ReaderLoad.reader().on(1).times(1).holds(Nanos.seconds(30)).every(Nanos.seconds(1)));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.seconds(31)).run();

        assertThat(run.findings()).hasSize(1);
        assertThat(run.findings().get(0).kind()).isEqualTo(Finding.Kind.STALL);
        assertThat(run.findings().get(0).toString()).contains("has not ended for 21 s, held up by CPU 1",
                "CPU 1 has passed no quiescent state: reader/1 is inside a read-side critical section");
    }

    @Test void a_preempted_reader_is_named_in_a_stall_by_itself() {
        Scenario scenario = Scenario.of("stall", Linux.version("5.14").cpus(1).tune("rcu_cpu_stall_timeout", 3)).load(CallRcuLoad.callRcu().on(0).every(Nanos.millis(100)))
                .load(ReaderLoad.reader().on(0).times(1).mayBePreempted().holds(Nanos.seconds(5)).every(Nanos.seconds(1)));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.seconds(7)).run();

        assertThat(run.verdict()).contains("held up by reader/0", "was preempted on CPU 0 inside a read-side critical section");
    }

    @Test void thousands_of_cpus_pass_a_grace_period() {
        Scenario scenario = Scenario.of("big", Linux.version("5.14").cpus(2_500)).load(CallRcuLoad.callRcu().on("0-9").times(2).every(Nanos.millis(1)));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(5)).run();

        assertThat(run.counts().left()).isZero();
        assertThat(run.counts().gracePeriods()).isPositive();
        assertThat(run.findings()).isEmpty();
    }
}
