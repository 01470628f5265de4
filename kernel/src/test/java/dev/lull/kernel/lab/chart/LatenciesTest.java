package dev.lull.kernel.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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
        long[][] parts = new long[2][100];
        for (int i = 0; i < 100; i++) {
            parts[0][i] = 100 - i;
            parts[1][i] = 3L * i;
        }

        PhaseBreakdown breakdown = PhaseBreakdown.atPercentiles(List.of("a", "b"), parts, 50, 99, 100);

        assertThat(breakdown.rows()).extracting(PhaseBreakdown.Row::label).containsExactly("p50", "p99", "max");
        assertThat(breakdown.rows()).extracting(PhaseBreakdown.Row::total).containsExactly(198.0, 296.0, 298.0);
    }

    @Test void the_samples_round_a_percentile_are_those_that_sorting_would_put_there() {
        for (int seed = 1; seed <= 50; seed++) {
            long[] drawn = ChartTest.around(seed, 1 + seed * 37, 20, 1);        // many alike
            long[][] parts = new long[2][drawn.length];
            for (int i = 0; i < drawn.length; i++) {
                parts[0][i] = drawn[(i + 5) % drawn.length] % (drawn[i] + 1);
                parts[1][i] = drawn[i] - parts[0][i];
            }
            int[] sorted = IntStream.range(0, drawn.length).boxed().sorted(Comparator.comparingLong(i -> drawn[i])).mapToInt(i -> i).toArray();

            for (double percentile : new double[] {1, 50, 90, 99, 100}) {
                int rank = (int) Math.max(0, Math.ceil(percentile / 100 * drawn.length - 1e-9) - 1);
                int reach = Math.min(drawn.length / 200, Math.min(rank, drawn.length - 1 - rank));
                double first = Arrays.stream(sorted, rank - reach, rank + reach + 1).mapToLong(i -> parts[0][i]).average().orElseThrow();

                assertThat(PhaseBreakdown.atPercentiles(List.of("a", "b"), parts, percentile).rows().get(0).ns().get(0))
                        .as("seed " + seed + ", percentile " + percentile).isCloseTo(first, within());
            }
        }
    }
}
