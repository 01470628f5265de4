package dev.lull.engine.linux.rcu;

import dev.lull.engine.chance.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GpSeqTest {
    @ParameterizedTest @CsvSource({"0, 4", "1, 8", "2, 8", "3, 8", "4, 8", "5, 12", "-1200, -1196", "-1199, -1192"})
    void a_snapshot_is_the_end_of_the_first_grace_period_that_has_not_begun(long now, long wanted) {
        assertThat(GpSeq.snap(now)).isEqualTo(wanted);
    }

    @ParameterizedTest @CsvSource({"1, 4", "2, 4", "3, 4", "5, 8", "-1199, -1196"})
    void a_grace_period_ends_on_the_next_number_at_rest(long now, long ended) {
        assertThat(GpSeq.end(now)).isEqualTo(ended);
    }

    @ParameterizedTest @CsvSource({"0, 4, false", "1, 4, true", "4, 4, true", "4, 8, false", "5, 8, true", "5, 12, false", "9, 12, true"})
    void a_grace_period_has_started_once_its_number_or_a_later_one_is_in_progress(long now, long wanted, boolean started) {
        assertThat(GpSeq.started(now, wanted)).isEqualTo(started);
    }

    @Test void whatever_the_number_now_a_full_grace_period_lies_before_its_snapshot() {
        Seeded chance = new Seeded(1);
        for (int round = 0; round < 1_000; round++) {
            long now = chance.pick("now", 1 << 20) - 1200;
            long wanted = GpSeq.snap(now);

            assertThat(GpSeq.inProgress(wanted)).isFalse();
            assertThat(GpSeq.done(now, wanted)).isFalse();
            assertThat(GpSeq.started(now, wanted)).as("snap(%d) = %d has not started", now, wanted).isFalse();
            assertThat(GpSeq.started(wanted - 4 + 1, wanted)).isTrue();
            assertThat(GpSeq.done(GpSeq.end(wanted - 4 + 1), wanted)).isTrue();
            assertThat(GpSeq.snap(now + 1)).isGreaterThanOrEqualTo(wanted);
            assertThat(GpSeq.counter(wanted) - GpSeq.counter(now)).isEqualTo(GpSeq.inProgress(now) ? 2 : 1);
        }
    }
}
