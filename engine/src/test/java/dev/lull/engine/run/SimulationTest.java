package dev.lull.engine.run;

import dev.lull.engine.chance.Seeded;
import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.nocb.NocbCbWait;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.NocbGpWait;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.FtraceText;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulationTest {
    private static Scenario everywhere(String version, int cpus, double perSecond) {
        return Scenario.of("calls everywhere", Linux.version(version).cpus(cpus))
                .load(CallRcuLoad.callRcu().on("all").irqs(Irqs.EITHER).poisson(perSecond));
    }

    private static String text(SimulatedRun run) {
        return new FtraceText(run.trace()).write();
    }

    @Test void a_timed_runs_moves_are_a_path_the_machine_accepts() {
        for (long seed = 0; seed < 120; seed++) {
            Scenario scenario = AnyScenario.draw(new Seeded(seed));

            SimulatedRun run = Simulation.of(scenario, seed, Nanos.millis(20)).recordingMoves().run();

            Machine machine = new LinuxSystem(scenario, LinuxSystem.Build.timed()).machine();
            for (int move : run.moves()) {
                assertThat(machine.allows(move)).as("seed %d: %s", seed, machine.describe(move)).isTrue();
                machine.take(move);
            }
            assertThat(machine.memory().fingerprint()).as("seed %d ends in the same state", seed).isEqualTo(run.fingerprint());
            assertThat((long) run.moves().length).isEqualTo(run.counts().moves());
        }
    }

    @Test void the_fixed_kernels_invoke_every_callback_of_any_load() {
        for (long seed = 1_000; seed < 1_060; seed++) {
            Scenario scenario = AnyScenario.draw(new Seeded(seed));
            scenario = scenario.on(scenario.linux().with(Fix.NOCB_TIMER_UNIFIED));

            SimulatedRun run = Simulation.of(scenario, seed, Nanos.millis(20)).run();

            assertThat(run.findings()).as("seed %d", seed).isEmpty();
            assertThat(run.counts().left()).as("seed %d", seed).isZero();
            assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.AT_REST);
        }
    }

    @Test void a_small_run_writes_the_golden_trace() {
        Scenario scenario = Scenario.of("golden", Linux.version("5.12").cpus(2).nobypassLim(2))
                .load(CallRcuLoad.callRcu().on("all").irqs(Irqs.EITHER).poisson(1_000))
                .load(ReaderLoad.reader().on(1).holds(Nanos.millis(3)).every(Nanos.millis(10)));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(12)).run();

        Golden.assertWrites("two-cpus.ftrace", text(run));
    }

    @Test void sixty_four_cpus_give_the_same_bytes_for_the_same_seed() {
        Simulation simulation = Simulation.of(everywhere("5.13", 64, 1_000), 7, Nanos.millis(40));

        String once = text(simulation.run());

        assertThat(text(simulation.run())).isEqualTo(once);
        assertThat(text(Simulation.of(everywhere("5.13", 64, 1_000), 8, Nanos.millis(40)).run())).isNotEqualTo(once);
    }

    @Test void a_grace_period_with_idle_cpus_ends_in_the_second_tick() {
        Scenario scenario = Scenario.of("one call", Linux.version("5.13").cpus(4)).load(CallRcuLoad.callRcu().times(1).every(Nanos.millis(1)));

        SimulatedRun run = Simulation.of(scenario, 1, Nanos.millis(4)).run();

        assertThat(run.counts().invoked()).isOne();
        assertThat(run.counts().gracePeriods()).isOne();
        assertThat(run.verdict()).contains("came to rest", "nothing is lost");
    }

    @Test void callbacks_that_a_patched_kthread_forgets_are_found_when_the_run_has_come_to_rest() {
        Offloading.Kthreads forgetful = new Offloading.Kthreads() {
            @Override public NocbGpWait rcuog(Rcu rcu, List<NocbData> group) {
                return new NocbGpWait(rcu, group) {
                    @Override protected At step(At at) {
                        return super.step(at == At.WAKE_CB ? At.WAKE_GP : at);
                    }
                };
            }
        };

        SimulatedRun run = Simulation.of(everywhere("5.14", 1, 500), 7, Nanos.millis(20)).build(build -> build.with(forgetful)).run();

        assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.AT_REST);
        assertThat(run.counts().left()).isPositive();
        assertThat(run.verdict()).startsWith("VIOLATED: lost wakeup: CPU 0 has callbacks");
    }

    /** A patch under way that forgot to sleep must not keep its author waiting: neither here nor in a search or a list. */
    @Test void an_rcuop_that_never_sleeps_is_named_and_its_run_given_up() {
        Offloading.Kthreads spinning = new Offloading.Kthreads() {
            @Override public NocbCbWait rcuop(Rcu rcu, NocbData rdp) {
                return new NocbCbWait(rcu, rdp) {
                    @Override protected At step(At at) {
                        return at == At.WAIT ? At.LOCAL_BH_DISABLE : super.step(at);
                    }
                };
            }
        };
        Scenario scenario = Scenario.of("no rest", Linux.version("5.14").cpus(1)).load(CallRcuLoad.callRcu().on(0).times(1).every(Nanos.millis(1)));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(2)).build(build -> build.with(spinning)).run();
        Verdict searched = Exploration.of(scenario, Bounds.DEFAULT).with(spinning).run((states, transitions, depth, waiting, bytes) -> { });
        Play played = Script.on(scenario).build(build -> build.with(spinning)).step("1", s -> s.callRcu(0)).play();

        assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.RESTLESS);
        assertThat(run.verdict()).contains("had not come to rest", "still awake is rcuop/0;", "nothing is lost");
        assertThat(searched.holds()).isTrue();
        assertThat(played.verdict()).doesNotContain("cannot happen");
    }

    private static long busyNs(SimulatedRun run) {
        return run.busy().stream().mapToLong(Nanos::count).sum();
    }

    @Test void other_prices_make_another_run() {
        Simulation simulation = Simulation.of(everywhere("5.14", 2, 2_000), 7, Nanos.millis(20));

        SimulatedRun dear = simulation.prices(Prices.usual().with(Cost.CALLBACK, Price.around(Nanos.micros(100), 0))).run();

        assertThat(busyNs(dear)).isGreaterThan(busyNs(simulation.run()));
        assertThat(dear.prices().describe()).contains("callback 100 us", "wakeup of an idle CPU log-normal, median 15.0 us");
    }

    @Test void the_same_seed_brings_the_same_load_to_another_kernel() {
        SimulatedRun before = Simulation.of(everywhere("5.12", 3, 2_000), 7, Nanos.millis(50)).run();
        SimulatedRun after = Simulation.of(everywhere("5.14", 3, 2_000), 7, Nanos.millis(50)).run();

        assertThat(after.counts().calls()).isEqualTo(before.counts().calls()).isPositive();
    }

    @Test void interrupting_the_thread_hands_back_what_there_is() {
        Thread.currentThread().interrupt();

        SimulatedRun run = Simulation.of(everywhere("5.13", 8, 10_000), 7, Nanos.seconds(100)).run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.ending()).isEqualTo(SimulatedRun.Ending.INTERRUPTED);
        assertThat(run.trace().size()).isPositive();
    }

    @Test void a_load_without_arrivals_is_refused_with_what_to_write() {
        Scenario calls = Scenario.of("explored only", Linux.version("5.12").cpus(1)).load(CallRcuLoad.callRcu().times(3));
        Scenario reads = Scenario.of("explored only", Linux.version("5.12").cpus(1)).load(ReaderLoad.reader());

        assertThatThrownBy(() -> Simulation.of(calls, 1, Nanos.millis(1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("poisson(").hasMessageContaining("every(");
        assertThatThrownBy(() -> Simulation.of(reads, 1, Nanos.millis(1))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("every(");
        assertThatThrownBy(() -> Simulation.of(calls, 1, Nanos.ZERO)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("length");
    }
}
