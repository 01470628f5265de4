package dev.lull.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.chance.Seeded;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Sorting as the library does it, whatever the lengths are. */
class AscendingTest {
    @Test void lengths_of_every_magnitude_come_in_order_and_the_given_ones_stay_as_they_are() {
        for (int seed = 1; seed <= 40; seed++) {
            Choices chance = new Seeded(seed);
            int bits = 1 + chance.pick("bits", 62);
            long[] lengths = new long[chance.pick("how many", 20_000)];
            for (int i = 0; i < lengths.length; i++) lengths[i] = ((long) chance.pick("half", Integer.MAX_VALUE) << 31 | chance.pick("half", Integer.MAX_VALUE)) >>> 62 - bits;
            long[] given = lengths.clone();
            long[] expected = lengths.clone();
            Arrays.sort(expected);

            assertThat(Ascending.of(lengths)).as("seed " + seed + ", " + lengths.length + " of " + bits + " bits").isEqualTo(expected);
            assertThat(lengths).isEqualTo(given);
        }
    }

    @Test void negative_ones_come_first() {
        long[] lengths = new long[10_000];
        for (int i = 0; i < lengths.length; i++) lengths[i] = 5_000 - i;

        assertThat(Ascending.of(lengths)).isSorted().startsWith(-4_999).endsWith(5_000);
    }
}
