package dev.lull.kernel.jupyter;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a message was sent, by its sender's own clock: at this instant or, since many a clock counts whole milliseconds,
 * up to one tick later.
 */
record Sent(Instant at, Duration tick) {
    private static final Pattern MILLISECONDS = Pattern.compile(".*\\.\\d{1,3}(\\D.*)?");
    private static final Pattern SECONDS = Pattern.compile("[^.]*");
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    /** Reads a header's date; a clock that counts whole seconds is no help in putting messages in order. */
    static Optional<Sent> on(String date) {
        if (SECONDS.matcher(date).matches()) {
            return Optional.empty();
        }
        try {
            Duration tick = MILLISECONDS.matcher(date).matches() ? MILLISECOND : Duration.ZERO;
            return Optional.of(new Sent(OffsetDateTime.parse(date).toInstant(), tick));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether this was sent before the other, or in the same tick of a clock that ticks. */
    boolean beforeOrWith(Sent other) {
        return at.isBefore(other.at) || at.equals(other.at) && !tick.isZero();
    }

    /** Whether this was sent after the other, and surely sooner than so much later. */
    boolean soonerAfter(Sent other, Duration later) {
        return at.isAfter(other.at) && at.plus(tick).isBefore(other.at.plus(later));
    }
}
