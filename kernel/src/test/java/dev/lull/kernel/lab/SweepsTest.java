package dev.lull.kernel.lab;

import static dev.lull.kernel.lab.Lab.cpuBatches;
import static dev.lull.kernel.lab.Lab.rtDrain;
import static dev.lull.kernel.lab.Lab.seed;
import static dev.lull.kernel.lab.Lab.srcu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.kernel.lab.chart.Chart;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** Charts with a timed run, or many, behind each point. */
class SweepsTest {
    private static double[] values(Chart chart, String series) {
        XYSeries found = ((XYChart) chart.xchart()).getSeriesCollection().stream().filter(one -> one.getName().startsWith(series)).findFirst().orElseThrow();
        return found.getYData();
    }

    @Test void a_scan_reads_two_counters_of_each_possible_cpu() {
        Chart chart = srcu("6.12").scanCost(seed(7));

        double[] look = values(chart, "a look");
        assertThat(look).hasSize(11).isSorted();
        assertThat((look[10] - look[9]) / 512).as("ns for two counters").isBetween(90.0, 150.0);
        assertThat(chart.asText()).contains("assumed: reading a counter 60");
    }

    @Test void short_readers_are_nothing_to_a_normal_grace_period_and_everything_to_an_expedited_one() {
        Chart chart = srcu("6.12").latencyByReaders(seed(7));

        double[] normal = values(chart, "synchronize_srcu(), mean");
        double[] expedited = values(chart, "synchronize_srcu_expedited(), mean");
        assertThat(normal[6]).isLessThan(2 * normal[0]);                // 1 ms against 10 µs
        assertThat(expedited[6]).isGreaterThan(3 * expedited[0]);
        for (int i = 0; i < normal.length; i++) assertThat(expedited[i]).isLessThan(normal[i]);
        assertThat(expedited[12]).as("the knee").isGreaterThan(50 * expedited[0]);
    }

    @Test void a_wait_for_each_cpu_costs_more_with_each_and_one_for_all_does_not() {
        Chart chart = cpuBatches(16, seed(1));

        double[] each = values(chart, "a wait for each");
        double[] all = values(chart, "one wait for all");
        double[] none = values(chart, "no wait");
        double[] spot = values(chart, "on the spot");
        assertThat(each[0] / all[0]).isBetween(0.8, 1.25);
        assertThat(each[15] - none[15]).isGreaterThan(8 * (each[0] - none[0]));
        assertThat(all[15] - none[15]).isLessThan(2 * (all[0] - none[0]));
        assertThat(spot[15] / none[15]).isBetween(0.9, 1.2);
        assertThatThrownBy(() -> cpuBatches(0, seed(1))).hasMessageContaining("from 1 CPU");
    }

    @Test void pins_that_let_newcomers_in_drain_ever_later_and_those_that_are_moved_off_do_not() {
        Chart chart = rtDrain(seed(1));

        double[] original = values(chart, "original");
        double[] rework = values(chart, "rework");
        double[] plan = values(chart, "three-point plan");
        assertThat(original[7]).isGreaterThan(20 * original[0]);
        assertThat(rework[7]).isGreaterThan(10 * rework[0]);
        assertThat(plan[7]).isLessThan(1_000_000);
        assertThat(chart.asText()).contains("assumed, in the median: a task is pinned for 20 µs");
    }
}
