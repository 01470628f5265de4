package dev.lull.kernel.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.kernel.lab.figure.SvgText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.XYChart;

class ChartTest {

    static long[] around(long seed, int n, double medianNs, double spread) {
        Random random = new Random(seed);
        return random.longs(n, 0, 1).map(zero -> (long) (medianNs * Math.exp(spread * random.nextGaussian()))).toArray();
    }

    private static GracePeriod gracePeriod(long seq, long startNs) {
        return new GracePeriod(seq, List.of(new GracePeriod.Phase("init", startNs, startNs + 200_000),
                new GracePeriod.Phase("wait", startNs + 200_000, startNs + 4_000_000 + seq * 7),
                new GracePeriod.Phase("clean-up", startNs + 4_000_000 + seq * 7, startNs + 4_500_000)), "CPU " + seq % 64);
    }

    private static List<GracePeriod> gracePeriods(int n) {
        List<GracePeriod> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(gracePeriod(1201 + i, i * 6_000_000L));
        }
        return all;
    }

    static Stream<Chart> every() {
        PhaseBreakdown phases = new PhaseBreakdown(List.of("bypass wait", "wake delay", "grace period"),
                List.of(PhaseBreakdown.Row.of("p50", 1e6, 2e6, 9e6), PhaseBreakdown.Row.of("p99", 1e6, 58e6, 0),
                        PhaseBreakdown.Row.of("a very long label that no margin has room for, whatever the width of the chart", 0, 0, 0)));
        Map<String, Integer> bars = new LinkedHashMap<>();
        bars.put("WakeBypassIsDeferred", 410);
        bars.put("<none> & \"such\"", 0);
        XYChart own = new XYChart(500, 300);
        own.setTitle("own <chart>");
        own.addSeries("a", new double[] {1, 2, 3});
        return Stream.of(Charts.latency(Latencies.of("callback latency", around(1, 9000, 24e6, 0.35))),
                Charts.latency(Latencies.of("before", around(2, 900, 24e6, 0.9)), Latencies.of("after", around(3, 900, 18e6, 0.3))).linear(),
                Charts.phases(phases), Charts.gracePeriods(gracePeriods(8)), Charts.gracePeriods(gracePeriods(200)),
                Charts.lines(Series.of("len", 1, 5, 3), Series.of("bypass", 2, Double.NaN, 1)).title("Pending").xTitle("jiffies").yTitle("n"),
                Charts.steps(Series.of("gp_seq", new long[] {0, 3_000_000}, new long[] {1, 2})).x(Scale.NANOS),
                Charts.dots(Series.of("one", 0.0)), Charts.histogram("per GP", 3, 4, 4, 9).logY(),
                Charts.stacked(Series.of("NEXT", 1, 4, 2), Series.of("DONE", 0, 3, 9)), Charts.bars("Wake-ups", bars),
                Charts.of(own), Charts.latency(Latencies.of("none")), Charts.gracePeriods(List.of()), Charts.lines(),
                Charts.histogram("nothing", new double[0]), Charts.phases(new PhaseBreakdown(List.of("a"), List.of())));
    }

    @ParameterizedTest @MethodSource("every")
    void every_chart_is_well_formed_and_the_same_each_time(Chart chart) {
        SvgText.parse(chart.asSvg());

        assertThat(chart.asSvg()).isEqualTo(chart.asSvg());
        assertThat(chart.asText()).isNotBlank();
    }

    @ParameterizedTest @MethodSource("every")
    void no_text_of_a_small_chart_lies_on_another(Chart chart) {
        if (!chart.title().equals("own <chart>")) {           // the layout of that one is XChart's
            assertThat(SvgText.collisions(chart.size(420, 280).asSvg())).isEmpty();
        }
    }

    @ParameterizedTest @MethodSource("every")
    void no_text_of_a_chart_lies_on_another(Chart chart) {
        assertThat(SvgText.collisions(chart.asSvg())).isEmpty();
    }

    @Test void percentile_labels_keep_apart_whatever_the_distribution() {
        for (int seed = 0; seed < 25; seed++) {
            Random random = new Random(seed);
            Chart chart = Charts.latency(
                    Latencies.of("before", around(seed, 1 + random.nextInt(6000), Math.pow(10, 1 + 8 * random.nextDouble()), 2 * random.nextDouble())),
                    Latencies.of("after", around(~seed, 1 + random.nextInt(6000), Math.pow(10, 1 + 8 * random.nextDouble()), 0.1)));

            assertThat(SvgText.collisions(chart.asSvg())).as("seed %d", seed).isEmpty();
        }
    }

    @Test void axis_labels_are_text_in_round_numbers() {
        String svg = Charts.latency(Latencies.of("callback latency", around(1, 9000, 24e6, 0.35))).asSvg();

        assertThat(SvgText.boxes(svg)).extracting(SvgText.Box::text).contains("10 ms", "20 ms", "50 ms", "0 %", "100 %")
                .anyMatch(text -> text.startsWith("p50 24")).anyMatch(text -> text.startsWith("max "));
        assertThat(SvgText.boxes(Charts.lines(Series.of("even", new double[50])).asSvg())).extracting(SvgText.Box::text)
                .contains("0", "5", "10", "45");
    }

    @Test void a_chart_is_small() {
        assertThat(Charts.latency(Latencies.of("callback latency", around(1, 20_000, 24e6, 0.35))).asSvg().length()).isLessThan(30_000);
    }

    @Test void latencies_read_in_a_terminal() {
        Chart chart = Charts.latency(Latencies.of("callback latency", 1_000_000, 1_000_000, 2_000_000, 9_000_000)).title("Before");

        assertThat(chart.asText()).isEqualTo("""
                Before
                callback latency: n 4, p50 1 ms, p99 9 ms, max 9 ms
                  1 ms |█           ▅                         ▅ | 10 ms""");
    }

    @Test void what_never_ended_is_counted_beside_the_latencies() {
        Chart chart = Charts.latency(Latencies.of("callback latency", 1_000_000).never(2));

        assertThat(chart.asText()).contains("n 1, 2 never ended, p50 1 ms");
        assertThat(SvgText.boxes(chart.asSvg())).extracting(SvgText.Box::text).contains("callback latency, n = 1, 2 never ended");
    }

    @Test void stacked_series_end_at_their_sum() {
        String svg = Charts.stacked(Series.of("NEXT", 100, 100), Series.of("DONE", 100, 300)).asSvg();

        assertThat(SvgText.boxes(svg)).extracting(SvgText.Box::text).contains("400").doesNotContain("500");
        assertThatThrownBy(() -> Charts.stacked(Series.of("a", 1, 2), Series.of("b", 1, 2, 3))).hasMessageContaining("other x values");
    }

    @Test void phases_read_in_a_terminal() {
        Chart chart = Charts.phases(new PhaseBreakdown(List.of("bypass wait", "grace period"),
                List.of(PhaseBreakdown.Row.of("p50", 2e6, 6e6), PhaseBreakdown.Row.of("p99", 0, 9e6)))).title("");

        assertThat(chart.asText()).isEqualTo("""
                p50 8 ms: bypass wait 2 ms (25 %), grace period 6 ms (75 %)
                p99 9 ms: grace period 9 ms (100 %)""");
    }

    @Test void grace_periods_read_in_a_terminal() {
        assertThat(Charts.gracePeriods(gracePeriods(3)).title("").asText()).isEqualTo("""
                3 grace periods, gp_seq 1201 to 1203; length p50 4.5 ms, max 4.5 ms
                  init 200 µs each
                  wait 3.81 ms each
                  clean-up 492 µs each""");
    }

    @Test void bars_read_in_a_terminal() {
        assertThat(Charts.bars("", List.of("direct", "bypass"), 10, 40).asText()).isEqualTo("""
                direct ██████████ 10
                bypass ████████████████████████████████████████ 40""");
    }

    @Test void a_change_gives_a_new_chart() {
        Chart before = Charts.latency(Latencies.of("x", 5));
        Chart after = before.title("T").size(500, 300);

        assertThat(before.title()).isEqualTo("Latency");
        assertThat(after.title()).isEqualTo("T");
        assertThat(after.width()).isEqualTo(500);
        assertThatThrownBy(() -> before.size(10, 10)).hasMessageContaining("from 200 x 120");
    }

    @Test void the_xchart_beneath_can_be_had_and_changed_without_harm() {
        Chart chart = Charts.lines(Series.of("a", 1, 2, 3)).title("T");
        String before = chart.asSvg();

        XYChart xchart = (XYChart) chart.xchart();
        xchart.addSeries("b", new double[] {1, 2}, new double[] {3, 4});

        assertThat(xchart.getTitle()).isEqualTo("T");
        assertThat(chart.asSvg()).isEqualTo(before);
    }

    @Test void mistakes_are_refused_where_they_are_written() {
        assertThatThrownBy(() -> Charts.latency(Latencies.of("x", 1), Latencies.of("x", 2))).hasMessageContaining("named(\"before\")");
        assertThatThrownBy(() -> Latencies.of("x", -5)).hasMessageContaining("-5 ns");
        assertThatThrownBy(() -> Latencies.of("x").max()).hasMessageContaining("are empty");
        assertThatThrownBy(() -> Series.of("x", new double[2], new double[3])).hasMessageContaining("2 x values but 3 y values");
        assertThatThrownBy(() -> new PhaseBreakdown(List.of("a", "b"), List.of(PhaseBreakdown.Row.of("p50", 1))))
                .hasMessageContaining("has 1 times, but there are 2 phases [a, b]");
        assertThatThrownBy(() -> new GracePeriod.Phase("init", 5, 3)).hasMessageContaining("before it begins");
    }
}
