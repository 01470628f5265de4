package dev.lull.engine.measure;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GracePeriodsTest {
    private static final Scenario CALLS = Scenario.of("calls", Linux.version("5.13").cpus(8).fanoutLeaf(4))
            .load(CallRcuLoad.callRcu().on("0-3").poisson(2_000));

    @Test void a_grace_periods_parts_sum_to_its_length() {
        SimulatedRun run = Simulation.of(CALLS, 5, Nanos.millis(200)).run();

        GracePeriods gps = GracePeriods.of(run.trace());

        assertThat(gps.ended()).hasSize((int) run.counts().gracePeriods()).allSatisfy(gp -> {
            assertThat(gp.init().plus(gp.waiting()).plus(gp.scanning()).plus(gp.cleanup())).isEqualTo(gp.length());
            assertThat(gp.init()).isGreaterThan(Nanos.ZERO);
            assertThat(gp.waiting()).isGreaterThan(Nanos.ZERO);
            assertThat(gp.cleanup()).isGreaterThan(Nanos.ZERO);
            assertThat(gp.scans()).isPositive();
        });
        assertThat(gps.isOneUnfinished()).isFalse();
    }

    @Test void grace_periods_come_one_after_another_in_the_order_of_their_numbers() {
        var gps = GracePeriods.of(Simulation.of(CALLS, 5, Nanos.millis(200)).run().trace()).ended();

        for (int i = 1; i < gps.size(); i++) {
            assertThat(gps.get(i).seq()).isEqualTo(gps.get(i - 1).seq() + 4);
            assertThat(gps.get(i).startNs()).isGreaterThanOrEqualTo(gps.get(i - 1).endNs());
        }
    }

    @Test void with_idle_cpus_it_lasts_one_to_two_jiffies() {
        Latencies lengths = GracePeriods.of(Simulation.of(CALLS, 5, Nanos.millis(200)).run().trace()).lengths();

        assertThat(lengths.median()).isBetween(Nanos.millis(4), Nanos.millis(9));
    }

    @Test void a_long_reader_holds_it_up_and_is_named() {
        Scenario scenario = CALLS.load(ReaderLoad.reader().on(6).holds(Nanos.millis(30)).every(Nanos.millis(60)));

        var gps = GracePeriods.of(Simulation.of(scenario, 5, Nanos.millis(300)).run().trace()).ended();

        assertThat(gps).filteredOn(gp -> gp.length().compareTo(Nanos.millis(20)) > 0).isNotEmpty().allSatisfy(gp -> assertThat(gp.heldUpBy()).isEqualTo(6));
    }
}
