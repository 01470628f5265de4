package dev.lull.engine.run;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.linux.rcu.GpKthread;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** RCU's promise to readers, watched while somebody breaks it. */
class GuaranteeTest {
    /** Ends grace periods without waiting for quiescent states. */
    private static final Offloading.Kthreads IMPATIENT = new Offloading.Kthreads() {
        @Override public GpKthread gpKthread(Rcu rcu, GpKthread.IdleCpus idle, boolean forces, GpKthread.Grain grain) {
            return new GpKthread(rcu, idle, forces, grain) {
                @Override protected At step(At at) {
                    return at == At.WAIT_FOR_QS ? super.step(At.CLEANUP_NODE) : super.step(at);
                }
            };
        }
    };

    private static Finding explored(Scenario scenario, Offloading.Kthreads kthreads) {
        Verdict verdict = Exploration.of(scenario, Bounds.DEFAULT).with(kthreads).run((states, transitions, depth, waiting, bytes) -> { });
        return verdict.counterexample() == null ? null : verdict.counterexample().walk().finding();
    }

    @Test void a_callback_invoked_while_a_reader_that_was_there_before_it_is_still_inside_is_found() {
        Scenario scenario = Scenario.of("impatient", Linux.version("5.14").cpus(2).rcuNocbs("").fanoutLeaf(2))
                .load(CallRcuLoad.callRcu().on(0).times(1)).load(ReaderLoad.reader().on(1).times(1));

        assertThat(explored(scenario, IMPATIENT).toString()).contains("invoked too early: h1, queued on CPU 0 while reader/1 was inside a"
                + " read-side critical section, is invoked before its rcu_read_unlock()");
        assertThat(explored(scenario, new Offloading.Kthreads() { })).isNull();
    }

    @Test void timed_runs_watch_the_promise_too() {
        Scenario scenario = Scenario.of("impatient", Linux.version("5.14").cpus(2)).load(CallRcuLoad.callRcu().on(0).poisson(5_000))
                .load(ReaderLoad.reader().on(1).holds(Nanos.millis(5)).every(Nanos.millis(10)));

        SimulatedRun run = Simulation.of(scenario, 7, Nanos.millis(50)).build(build -> build.with(IMPATIENT)).run();

        assertThat(run.findings().get(0).kind()).isEqualTo(Finding.Kind.CALLBACK);
        assertThat(run.verdict()).startsWith("VIOLATED: callback: invoked too early: h");
        assertThat(Simulation.of(scenario, 7, Nanos.millis(50)).run().findings()).isEmpty();
    }
}
