package dev.lull.engine.run;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Context;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Trees of more than one rcu_node. */
class TreeTest {
    private static final Scenario TWO_LEAVES = Scenario.of("two leaves", Linux.version("5.12").cpus(4).fanoutLeaf(2).nobypassLim(10))
            .load(CallRcuLoad.callRcu().on(0).times(1));

    @Test void a_leafs_last_report_reaches_the_root_in_a_step_of_its_own() {
        LinuxSystem system = new LinuxSystem(TWO_LEAVES, LinuxSystem.Build.played()).settle();
        system.machine().take(system.machine().move(system.callers().get(0), 0));
        system.settle();

        for (int cpu = 0; cpu < 2; cpu++) system.machine().take(system.machine().move(system.quiescentStates().get(cpu), 0));

        Context up = system.quiescentStates().get(1).follower();
        assertThat(system.rcu().leaves().get(0).peekAwaits(1)).as("the leaf awaits CPU 1").isFalse();
        assertThat(up.canRun()).as("the report is on its way").isTrue();
        up.take(0);
        assertThat(up.canRun()).as("the root still awaits the other leaf").isFalse();
        for (int cpu = 2; cpu < 4; cpu++) system.machine().take(system.machine().move(system.quiescentStates().get(cpu), 0));
        while (system.quiescentStates().get(3).follower().canRun()) system.quiescentStates().get(3).follower().take(0);
        assertThat(system.rcu().gpKthread().sleeps()).as("rcu_preempt, once the root has heard of all").isFalse();
    }

    @Test void every_order_of_reports_keeps_the_promise() {
        assertThat(Exploration.of(TWO_LEAVES, Bounds.DEFAULT.fineGracePeriods().preemptions(0)).run(Progress.SILENT).isViolated()).isFalse();
    }

    @Test void in_a_timed_run_of_three_levels_nothing_is_lost() {
        Scenario many = Scenario.of("three levels", Linux.version("5.12").cpus(140).fanoutLeaf(2).hz(1000)).load(CallRcuLoad.callRcu().on("0-139").every(Nanos.millis(5)));

        SimulatedRun run = Simulation.of(many, 1, Nanos.millis(30)).run();

        assertThat(run.findings()).isEmpty();
        assertThat(run.counts().left()).isZero();
        assertThat(run.counts().gracePeriods()).isGreaterThan(1);
    }
}
