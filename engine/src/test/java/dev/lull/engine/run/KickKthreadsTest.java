package dev.lull.engine.run;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.measure.GracePeriods;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code rcu_kick_kthreads}: the grace-period kthread is woken by a tick when its own timer does not wake it. */
class KickKthreadsTest {
    private static final Linux LINUX = Linux.version("5.14").cpus(2).tune("jiffies_till_first_fqs", 10);

    private static SimulatedRun run(Linux linux) {
        Scenario scenario = Scenario.of("a timer is lost", linux).load(CallRcuLoad.callRcu().on(0).times(1).every(Nanos.millis(10))).load(FaultLoad.fail("fqs_timeout"));
        return Simulation.of(scenario, 7, Nanos.millis(200)).run();
    }

    @Test void without_it_nobody_looks_for_idle_cpus_again() {
        SimulatedRun run = run(LINUX);

        assertThat(run.counts().left()).isEqualTo(1);
        assertThat(run.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.LOST_WAKEUP);
    }

    @Test void with_it_the_kthread_is_woken_after_three_times_the_wait() {
        SimulatedRun run = run(LINUX.tune("rcutree.rcu_kick_kthreads", 1));

        assertThat(run.findings()).isEmpty();
        assertThat(run.counts().left()).isZero();
        assertThat(GracePeriods.of(run.trace()).ended().get(0).length()).isBetween(Nanos.millis(3 * 10 * 4), Nanos.millis(3 * 10 * 4 + 12));
    }

    @Test void a_timer_that_is_not_lost_comes_first() {
        Scenario scenario = Scenario.of("no timer is lost", LINUX.tune("rcu_kick_kthreads", 1)).load(CallRcuLoad.callRcu().on(0).times(1).every(Nanos.millis(10)));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(200)).run();

        assertThat(GracePeriods.of(run.trace()).ended().get(0).length()).isLessThan(Nanos.millis(11 * 4 + 8));
    }
}
