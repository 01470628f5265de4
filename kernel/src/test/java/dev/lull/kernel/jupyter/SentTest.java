package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SentTest {
    private static final Duration FIVE_MS = Duration.ofMillis(5);

    @Test void a_date_without_a_fraction_puts_nothing_in_order() {
        assertThat(Sent.on("2020-01-01T00:00:00Z")).isEmpty();
        assertThat(Sent.on("yesterday, 7.30")).isEmpty();
        assertThat(Sent.on("")).isEmpty();
        assertThat(Sent.on("2020-01-01T00:00:00.000Z")).isPresent();
    }

    @Test void what_was_sent_in_one_millisecond_was_sent_together() {
        assertThat(sent("00.123Z").beforeOrWith(sent("00.123Z"))).isTrue();
        assertThat(sent("00.122Z").beforeOrWith(sent("00.123Z"))).isTrue();
        assertThat(sent("00.124Z").beforeOrWith(sent("00.123Z"))).isFalse();
    }

    @Test void a_clock_of_microseconds_that_does_not_move_stands_still() {
        assertThat(sent("00.123456Z").beforeOrWith(sent("00.123456Z"))).isFalse();
        assertThat(sent("00.123456+00:00").beforeOrWith(sent("00.123457+00:00"))).isTrue();
    }

    @Test void a_millisecond_may_have_been_at_its_end() {
        assertThat(sent("00.105Z").soonerAfter(sent("00.100Z"), FIVE_MS.plusNanos(900_000))).isFalse();
        assertThat(sent("00.104Z").soonerAfter(sent("00.100Z"), FIVE_MS.plusNanos(900_000))).isTrue();
        assertThat(sent("00.104999Z").soonerAfter(sent("00.100000Z"), FIVE_MS)).isTrue();
        assertThat(sent("00.105000Z").soonerAfter(sent("00.100000Z"), FIVE_MS)).isFalse();
        assertThat(sent("00.100Z").soonerAfter(sent("00.100Z"), FIVE_MS)).isFalse();
    }

    private static Sent sent(String secondsAndZone) {
        return Sent.on("2020-01-01T00:00:" + secondsAndZone).orElseThrow();
    }
}
