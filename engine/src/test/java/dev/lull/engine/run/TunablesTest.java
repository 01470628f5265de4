package dev.lull.engine.run;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.Tunable;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.Trace;
import dev.lull.engine.trace.Tracepoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TunablesTest {
    private static final Linux BUSY = Linux.version("5.12").cpus(4).rcuNocbs("2-3").hz(1000).qhimark(100).tune("qlowmark", 20).tune("blimit", 20);
    private static final Linux CALM = BUSY.qhimark(10_000);

    @ParameterizedTest @CsvSource({
        "rcutree.blimit, 2000", "rcutree.qhimark, 1000", "rcutree.qlowmark, 10000", "rcutree.qovld, 10", "rcutree.jiffies_till_first_fqs, 9", "rcutree.jiffies_till_next_fqs, 9",
        "rcutree.nocb_nobypass_lim_per_jiffy, 1", "rcutree.rcu_nocb_gp_stride, 1", "rcutree.rcu_fanout_leaf, 2",
        "rcutree.rcu_divisor, 1", "rcutree.use_softirq, 0"})
    void each_has_an_effect(String parameter, long value) {
        boolean whenOverloaded = events(run(BUSY.tune(parameter, value))) != events(run(BUSY));
        boolean whenCalm = events(run(CALM.tune(parameter, value))) != events(run(CALM));

        assertThat(whenOverloaded || whenCalm).isTrue();
    }

    @Test void a_batch_of_the_softirq_ends_when_its_time_is_over() {
        Scenario flood = Scenario.of("a flood", Linux.version("5.12").cpus(4).rcuNocbs("2-3").hz(1000).qhimark(500).tune("qlowmark", 50).tune("blimit", 20))
                .load(CallRcuLoad.callRcu().on(0).every(Nanos.nanos(1_500)));
        Prices slow = Prices.usual().with(Cost.CALLBACK, Price.around(Nanos.nanos(2_500), 0));

        long usual = longestBatchNs(Simulation.of(flood, 1, Nanos.millis(30)).prices(slow).run());
        long shorter = longestBatchNs(Simulation.of(flood.on(flood.linux().tune("rcu_resched_ns", 1_000_000)), 1, Nanos.millis(30)).prices(slow).run());

        assertThat(usual).isBetween(3_000_000L, 3_100_000L);
        assertThat(shorter).isBetween(1_000_000L, 1_100_000L);
    }

    @Test void a_sched_fifo_kthread_goes_first() {
        Scenario flood = Scenario.of("one CPU", Linux.version("6.1").cpus(1).nobypassLim(1_000_000)).load(CallRcuLoad.callRcu().on(0).every(Nanos.nanos(700)));

        long usual = longestWait(flood);
        long fifo = longestWait(flood.on(flood.linux().tune("rcutree.kthread_prio", 1)));

        assertThat(fifo).isLessThan(usual / 2);
    }

    /** The longest time that rcu_preempt had to wait for its CPU. */
    private static long longestWait(Scenario scenario) {
        SimulatedRun run = Simulation.of(scenario, 1, Nanos.millis(100)).run();
        int kthread = run.trace().contexts().indexOf("rcu_preempt");
        long woken = -1;
        long longest = 0;
        for (Trace.Cursor e = run.trace().read(); e.next(); ) {
            if (e.point() == Tracepoint.SCHED_WAKING && e.argument(0) == kthread && woken < 0) woken = e.timeNs();
            if (e.point() == Tracepoint.SCHED_SWITCH && e.argument(1) == kthread && woken >= 0) {
                longest = Math.max(longest, e.timeNs() - woken);
                woken = -1;
            }
        }
        return longest;
    }

    @Test void the_kernels_defaults_and_limits_are_kept() {
        assertThat(BUSY.get(Tunable.JIFFIES_TILL_SCHED_QS)).isEqualTo(100);
        assertThat(BUSY.hz(100).tune("jiffies_till_next_fqs", 7).get(Tunable.JIFFIES_TILL_SCHED_QS)).isEqualTo(1 + 2 * 7);
        assertThat(BUSY.get(Tunable.QOVLD)).isEqualTo(200);
        assertThatThrownBy(() -> BUSY.tune("rcu_resched_ns", 10)).hasMessageContaining("nanoseconds, 1 ms to 1 s");
        assertThatThrownBy(() -> BUSY.tune("rcu_divisor", 63)).hasMessageContaining("the kernel takes 0 to 62");
    }

    private static SimulatedRun run(Linux linux) {
        Scenario scenario = Scenario.of("busy", linux)
                .load(CallRcuLoad.callRcu().on(0).every(Nanos.micros(15))).load(CallRcuLoad.callRcu().on(2).every(Nanos.micros(20)))
                .load(ReaderLoad.reader().on(1).every(Nanos.millis(8)).holds(Nanos.millis(5)));
        return Simulation.of(scenario, 1, Nanos.millis(30)).run();
    }

    /** All that happened, as one number. */
    private static long events(SimulatedRun run) {
        long events = 1;
        for (Trace.Cursor e = run.trace().read(); e.next(); ) {
            events = events * 31 + e.timeNs() * 7 + e.point().ordinal();
            for (int i = 0; i < e.arguments(); i++) events = events * 31 + e.argument(i);
        }
        return events;
    }

    /** Of batches that have a time limit. */
    private static long longestBatchNs(SimulatedRun run) {
        long began = -1;
        long longest = 0;
        for (Trace.Cursor e = run.trace().read(); e.next(); ) {
            if (e.point() == Tracepoint.RCU_BATCH_START && e.argument(0) == 0) began = e.argument(2) > 100 ? e.timeNs() : Long.MAX_VALUE;
            if (e.point() == Tracepoint.RCU_BATCH_END && e.argument(0) == 0) longest = Math.max(longest, e.timeNs() - began);
        }
        return longest;
    }
}
