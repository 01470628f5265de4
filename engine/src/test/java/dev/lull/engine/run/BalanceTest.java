package dev.lull.engine.run;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.Trace;
import dev.lull.engine.trace.Tracepoint;
import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** Who waits behind others on a busy CPU, beside CPUs that are idle. */
class BalanceTest {
    private static final Scenario FLOOD = Scenario.of("CPU 0 has no time for anybody else", Linux.version("6.1").cpus(4).hz(1000))
            .load(CallRcuLoad.callRcu().on(0).every(Nanos.nanos(300)));

    @Test void an_idle_cpu_takes_over_kthreads_that_a_saturated_one_keeps_waiting() {
        SimulatedRun run = Simulation.of(FLOOD, 1, Nanos.millis(12)).run();

        assertThat(run.counts().gracePeriods()).as("rcu_preempt comes to run").isGreaterThan(2);
        assertThat(run.counts().invoked()).as("so does rcuop/0").isGreaterThan(5_000);
    }

    @Test void a_load_stays_where_it_belongs() {
        SimulatedRun run = Simulation.of(FLOOD, 1, Nanos.millis(2)).run();
        int caller = run.trace().contexts().indexOf("task/0");
        Set<Integer> cpus = new TreeSet<>();
        for (Trace.Cursor e = run.trace().read(); e.next(); ) if (e.point() == Tracepoint.SCHED_SWITCH && e.argument(1) == caller) cpus.add(e.cpu());

        assertThat(cpus).containsExactly(0);
    }

    @Test void the_same_seed_gives_the_same_run() {
        assertThat(Simulation.of(FLOOD, 3, Nanos.millis(1)).run().counts()).isEqualTo(Simulation.of(FLOOD, 3, Nanos.millis(1)).run().counts());
    }
}
