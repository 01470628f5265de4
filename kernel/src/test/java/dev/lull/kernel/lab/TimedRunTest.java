package dev.lull.kernel.lab;

import static dev.lull.kernel.lab.Lab.EITHER;
import static dev.lull.kernel.lab.Lab.callRcu;
import static dev.lull.kernel.lab.Lab.compare;
import static dev.lull.kernel.lab.Lab.linux;
import static dev.lull.kernel.lab.Lab.millis;
import static dev.lull.kernel.lab.Lab.reader;
import static dev.lull.kernel.lab.Lab.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimedRunTest {
    private static TimedRun run() {
        return linux("5.14").cpus(4).scenario("four CPUs").load(callRcu().on("0-3").poisson(1_000).irqs(EITHER))
                .load(reader().on(1).holds(millis(20)).every(millis(60))).simulate(seed(7), millis(100));
    }

    @Test void a_run_reads_well_as_text_and_gives_charts_tables_and_a_timeline() {
        TimedRun run = run();

        assertThat(run.toString()).contains("four CPUs on Linux 5.14").contains("nothing is lost").contains("p99").contains("grace periods, ");
        assertThat(run.callbackLatency().asText()).contains("p50");
        assertThat(run.callbackLatencyByPhase().asText()).contains("grace period");
        assertThat(run.gracePeriods().asText()).contains("gp_seq 1 to ");
        assertThat(run.gracePeriods().asSvg()).contains("CPU 1");
        assertThat(run.callbacks().rowCount()).isEqualTo((int) run.data().counts().calls());
        assertThat(run.gracePeriodTable().rowCount()).isPositive();
        assertThat(run.timeline(millis(0), millis(20)).asText()).contains("rcu_preempt");
        assertThat(run.ftrace()).startsWith("# tracer: nop");
    }

    @Test void the_phases_of_every_callback_add_up_to_its_latency() {
        var table = run().callbacks();
        for (int row = 0; row < table.rowCount(); row++) {
            long sum = 0;
            for (int column = 5; column < table.columnCount(); column++) sum += table.longColumn(column).getLong(row);
            assertThat(sum).as("callback %d", row).isEqualTo(table.longColumn("latency").getLong(row));
        }
    }

    @Test void the_same_seed_gives_the_same_trace_and_another_seed_another() {
        assertThat(run().ftrace()).isEqualTo(run().ftrace());
        assertThat(linux("5.14").cpus(2).scenario("x").load(callRcu().poisson(500)).simulate(seed(1), millis(50)).ftrace())
                .isNotEqualTo(linux("5.14").cpus(2).scenario("x").load(callRcu().poisson(500)).simulate(seed(2), millis(50)).ftrace());
    }

    @Test void runs_are_laid_over_each_other() {
        assertThat(compare(run(), run()).asText()).contains("four CPUs");
    }

    @Test void a_window_that_ends_before_it_begins_is_refused() {
        assertThatThrownBy(() -> run().timeline(millis(20), millis(10)))
                .hasMessage("timeline(20.0 ms, 10.0 ms): the window ends before it begins. Give begin, then end.");
    }
}
