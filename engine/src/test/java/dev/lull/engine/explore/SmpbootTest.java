package dev.lull.engine.explore;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.SmpbootLoad;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.FtraceText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A per-CPU kthread that parks when its CPU goes, while somebody elsewhere wakes it. */
class SmpbootTest {
    private static final Linux OLD = Linux.version("5.11").without(Fix.SCHED_WAIT_EMPTY);

    private static Verdict explore(Linux linux) {
        return Exploration.of(Scenario.of("parks", linux.cpus(2).rcuNocbs("")).load(CpuDownLoad.cpuDown(1)).load(CpuUpLoad.cpuUp(1)).load(SmpbootLoad.smpbootThread(1)),
                Bounds.DEFAULT.shortest().checking("offline", "symmetry")).run(Progress.SILENT);
    }

    private static String found(Linux linux) {
        return explore(linux).counterexample().walk().finding().title();
    }

    @Test void a_kthread_that_is_really_parked_is_on_its_cpu_whenever_that_is_up() {
        assertThat(explore(OLD).holds()).isTrue();
        assertThat(explore(Linux.version("6.1")).holds()).isTrue();
    }

    @Test void waiting_without_a_special_state_notices_a_wakeup_that_was_under_way() {
        assertThat(found(OLD.without(Fix.PARKED_IS_SPECIAL))).contains("kthread_park() finds smpboot/1 not parked");
    }

    @Test void a_special_state_without_waiting_is_enough_as_far_as_binding_goes() {
        assertThat(explore(OLD.without(Fix.PARK_WAITS_INACTIVE)).holds()).isTrue();
    }

    @Test void with_neither_the_kthread_works_on_another_cpu_or_is_warned_of() {
        assertThat(found(OLD.without(Fix.PARKED_IS_SPECIAL).without(Fix.PARK_WAITS_INACTIVE))).contains("smpboot/1");
    }

    @Test void one_that_is_offline_at_first_is_unparked_when_it_comes() {
        Scenario comes = Scenario.of("comes", Linux.version("6.1").cpus(2).rcuNocbs("")).load(CpuUpLoad.cpuUp(1)).load(SmpbootLoad.smpbootThread(1).times(2));

        assertThat(Exploration.of(comes, Bounds.DEFAULT.shortest().checking("offline")).run(Progress.SILENT).holds()).isTrue();
    }

    @Test void it_parks_in_a_timed_run_too() {
        Scenario goes = Scenario.of("goes", Linux.version("6.1").cpus(2).rcuNocbs("")).load(CpuDownLoad.cpuDown(1).every(Nanos.millis(200)))
                .load(CpuUpLoad.cpuUp(1).every(Nanos.millis(90))).load(SmpbootLoad.smpbootThread(1));

        SimulatedRun run = Simulation.of(goes, 1, Nanos.seconds(1)).run();

        assertThat(run.findings()).isEmpty();
        assertThat(new FtraceText(run.trace()).write()).contains("smpboot_park_threads", "smpboot_unpark_threads");
    }

    @Test void a_cpu_that_stays_parks_nobody() {
        assertThatThrownBy(() -> Scenario.of("nobody goes", OLD.cpus(2)).load(SmpbootLoad.smpbootThread(1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither comes nor goes");
    }
}
