package dev.lull.kernel.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test void a_percentile_is_a_measured_value_that_so_many_did_not_exceed() {
        Latencies one = Latencies.of("x", 40, 10, 30, 20);

        assertThat(one.percentile(0)).isEqualTo(10);
        assertThat(one.percentile(25)).isEqualTo(10);
        assertThat(one.percentile(26)).isEqualTo(20);
        assertThat(one.percentile(50)).isEqualTo(20);
        assertThat(one.percentile(99)).isEqualTo(40);
        assertThat(one.percentile(100)).isEqualTo(40);
    }

    @Test void counted_latencies_are_the_same_as_listed_ones() {
        Latencies listed = Latencies.of("x", 5, 5, 5, 9, 20, 20);
        Latencies counted = Latencies.ofCounts("x", new long[] {5, 7, 9, 20}, new long[] {3, 0, 1, 2});

        for (double p : new double[] {0, 10, 50, 51, 66, 67, 84, 99.9, 100}) {
            assertThat(counted.percentile(p)).isEqualTo(listed.percentile(p));
        }
        assertThat(counted.count()).isEqualTo(6);
        assertThat(counted.distribution(10)).isDeepEqualTo(listed.distribution(10));
    }

    @Test void the_shares_of_a_histogram_are_one_together() {
        for (long seed = 0; seed < 20; seed++) {
            Latencies one = Latencies.of("x", ChartTest.around(seed, 700, 3e5, 1.5));

            assertThat(Arrays.stream(Bins.logarithmic(one.min(), one.max()).shares(one)).sum()).isCloseTo(1, within());
            assertThat(Arrays.stream(Bins.linear(one.min(), one.max()).shares(one)).sum()).isCloseTo(1, within());
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    @Test void the_breakdown_at_a_percentile_sums_to_its_latency() {
        long[][] parts = new long[100][];
        for (int i = 0; i < 100; i++) {
            parts[i] = new long[] {100 - i, 3L * i};
        }

        PhaseBreakdown breakdown = PhaseBreakdown.atPercentiles(List.of("a", "b"), parts, 50, 99, 100);

        assertThat(breakdown.rows()).extracting(PhaseBreakdown.Row::label).containsExactly("p50", "p99", "max");
        assertThat(breakdown.rows()).extracting(PhaseBreakdown.Row::total).containsExactly(198.0, 296.0, 298.0);
    }
}
