package dev.lull.engine.run;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.measure.GracePeriod;
import dev.lull.engine.measure.GracePeriods;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.TicklessLoad;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Grace periods that wait for a CPU which stays in the kernel with its tick off. At 250 Hz a jiffy lasts 4 ms, and {@code jiffies_to_sched_qs} is 25 of them. */
class UrgentQsTest {
    private static final Linux LINUX = Linux.version("5.14").cpus(4).nohzFull("3");
    private static final TicklessLoad LOOP = TicklessLoad.tickless(3);

    private static Scenario calls(Linux linux) {
        return Scenario.of("callbacks beside a loop in the kernel", linux).load(CallRcuLoad.callRcu().on(0).every(Nanos.millis(400)));
    }

    private static List<GracePeriod> gracePeriods(Scenario scenario) {
        return GracePeriods.of(Simulation.of(scenario, 7, Nanos.seconds(2)).run().trace()).ended();
    }

    private static boolean isBetween(GracePeriod gp, long millis, long mostMillis) {
        return gp.length().compareTo(Nanos.millis(millis)) > 0 && gp.length().compareTo(Nanos.millis(mostMillis)) < 0;
    }

    @Test void a_nohz_full_cpu_that_is_in_user_space_is_found_there_by_the_first_scan() {
        assertThat(gracePeriods(calls(LINUX))).hasSize(5).allMatch(gp -> isBetween(gp, 0, 8));
    }

    @Test void one_that_stays_in_the_kernel_is_waited_for_until_its_tick_is_forced_on() {
        Scenario often = Scenario.of("callbacks beside a loop in the kernel", LINUX).load(CallRcuLoad.callRcu().on(0).every(Nanos.millis(200))).load(LOOP);

        List<GracePeriod> all = gracePeriods(often);

        assertThat(all).hasSizeGreaterThan(5).allMatch(gp -> gp.heldUpBy() == 3 && !gp.foundIdle(), "held up by CPU 3, which reports by itself");
        assertThat(all.subList(2, 5)).as("the next interrupt is sent three times as long after the last").allMatch(gp -> isBetween(gp, 3 * 25 * 4, 3 * 25 * 4 + 16));
    }

    @Test void jiffies_till_sched_qs_says_how_long() {
        List<GracePeriod> hasty = gracePeriods(calls(LINUX.tune("jiffies_till_sched_qs", 5)).load(LOOP));

        assertThat(hasty).hasSize(5).allMatch(gp -> isBetween(gp, 8, 20));
    }

    @Test void the_tick_goes_off_again_when_its_quiescent_state_is_reported() {
        SimulatedRun run = Simulation.of(calls(LINUX).load(LOOP), 7, Nanos.seconds(2)).run();

        assertThat(run.findings()).isEmpty();
        assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.AT_REST);
        assertThat(run.busy().get(3)).isLessThan(Nanos.micros(20));
    }

    @Test void without_the_forced_tick_the_grace_period_stalls() {
        SimulatedRun run = Simulation.of(calls(LINUX.without(Fix.FORCED_TICK).tune("rcu_cpu_stall_timeout", 3)).load(LOOP), 7, Nanos.seconds(4)).run();

        assertThat(run.findings()).extracting(Finding::kind).contains(Finding.Kind.STALL);
        assertThat(run.verdict()).contains("held up by CPU 3", "it is in the kernel, with its tick off");
    }

    @Test void without_it_a_loop_with_cond_resched_counts_as_idle_for_a_moment_at_twice_the_age() {
        List<GracePeriod> found = gracePeriods(calls(LINUX.without(Fix.FORCED_TICK)).load(LOOP.condResched()));

        assertThat(found).hasSize(5).allMatch(gp -> gp.heldUpBy() == 3 && gp.foundIdle())
                .allMatch(gp -> isBetween(gp, 2 * 25 * 4, 2 * 25 * 4 + 20));
    }

    private static final Scenario EXPLORED = Scenario.of("a loop in the kernel", Linux.version("5.14").cpus(2).rcuNocbs("1").nobypassLim(1))
            .load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON)).load(TicklessLoad.tickless(0));

    private static Verdict explore(Scenario scenario) {
        return Exploration.of(scenario, Bounds.DEFAULT.shortest().fairly()).run((states, transitions, depth, waiting, bytes) -> { });
    }

    @Test void an_exploration_comes_by_the_interrupt_and_the_forced_tick() {
        Verdict forced = explore(EXPLORED);
        Verdict not = explore(EXPLORED.on(EXPLORED.linux().without(Fix.FORCED_TICK)));

        assertThat(forced.outcome()).isEqualTo(Verdict.Outcome.HOLDS);
        assertThat(forced.coverage()).anyMatch(label -> label.label().equals("FORCE_TICK") && label.steps() > 0);
        assertThat(not.outcome()).as("scans go on for ever").isEqualTo(Verdict.Outcome.VIOLATED);
        assertThat(not.rounds()).isEqualTo(Verdict.Rounds.FOUND);
    }

    @Test void each_step_can_be_played() {
        Play play = Script.on(EXPLORED).step("1", "a grace period begins, and its first scan takes a snapshot", s -> {
            s.callRcu(1);
            s.settle("rcuog/1");
            s.gracePeriodBegins();
            s.quiescentState(1);
            s.tick();
            s.fire("fqs_timeout");
            s.run("rcu_preempt").untilAsleep();
        }).step("2", "the next scan sends CPU 0 an interrupt", s -> {
            s.tick();
            s.fire("fqs_timeout");
            s.run("rcu_preempt").untilAsleep();
            s.reschedInterrupt(0).until("FORCE_TICK");
        }).step("3", "the forced tick reports", s -> {
            s.run("resched/0").untilAsleep();
            s.quiescentState(0);
            s.run("rcu_preempt").untilAsleep();
            s.settle("rcuog/1", "rcuop/1");
        }).play();

        assertThat(play.verdict()).isEqualTo("played to the end; nothing is lost");
    }
}
