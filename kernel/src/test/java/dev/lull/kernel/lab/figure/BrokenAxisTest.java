package dev.lull.kernel.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokenAxisTest {
    private final BrokenAxis axis = new BrokenAxis(100, 600, 0, 20_000, 40_000, 60_000, 10_060_000, 10_080_000);

    @Test void a_long_stretch_in_which_nothing_happens_is_squeezed_and_its_length_is_told() {
        assertThat(axis.breaks()).singleElement().satisfies(one -> assertThat(one.label()).isEqualTo("10 ms"));
        assertThat(axis.x(60_000) - axis.x(0)).isGreaterThan(100);
    }

    @Test void elsewhere_equal_times_have_equal_widths_and_all_of_it_fits() {
        assertThat(axis.x(20_000) - axis.x(0)).isCloseTo(axis.x(10_080_000) - axis.x(10_060_000), org.assertj.core.data.Offset.offset(1e-6));
        assertThat(axis.x(0)).isEqualTo(100);
        assertThat(axis.x(10_080_000)).isCloseTo(600, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(axis.x(99_000_000)).isCloseTo(600, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test void labels_stand_apart_from_each_other_and_from_the_break() {
        double last = Double.NEGATIVE_INFINITY;
        for (BrokenAxis.Tick tick : axis.ticks()) {
            assertThat(tick.x()).isGreaterThan(last + 20);
            assertThat(Math.abs(tick.x() - axis.breaks().get(0).x())).isGreaterThan(20);
            last = tick.x();
        }
        assertThat(axis.ticks()).isNotEmpty();
    }
}
