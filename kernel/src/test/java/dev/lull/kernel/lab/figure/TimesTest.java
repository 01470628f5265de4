package dev.lull.kernel.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesTest {

    @Test void a_time_has_the_unit_that_suits_it_and_three_digits() {
        assertThat(Times.text(0)).isEqualTo("0 ns");
        assertThat(Times.text(850)).isEqualTo("850 ns");
        assertThat(Times.text(1_200)).isEqualTo("1.2 µs");
        assertThat(Times.text(24_700_000)).isEqualTo("24.7 ms");
        assertThat(Times.text(999_700)).isEqualTo("1 ms");
        assertThat(Times.text(8_550_000_000L)).isEqualTo("8.55 s");
        assertThat(Times.text(3_600e9)).isEqualTo("3600 s");
        assertThat(Times.text(-4_000_000)).isEqualTo("-4 ms");
    }

    @Test void ticks_of_one_axis_share_a_unit_and_differ() {
        assertThat(Times.tick(0, 40e6, 5e6)).isEqualTo("0 ms");
        assertThat(Times.tick(5e6, 40e6, 5e6)).isEqualTo("5 ms");
        assertThat(Times.tick(500_000, 1.5e6, 250_000)).isEqualTo("0.5 ms");
        assertThat(Times.tick(750_000, 1.5e6, 250_000)).isEqualTo("0.75 ms");
        assertThat(Times.tick(2_000_050_000L, 2_000_100_000L, 50_000)).isEqualTo("2.00005 s");
    }
}
