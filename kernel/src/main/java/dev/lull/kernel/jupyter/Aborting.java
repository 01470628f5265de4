package dev.lull.kernel.jupyter;

import java.time.Duration;
import java.time.Instant;

/**
 * After an error: which of the waiting requests were sent before their sender could know of it. Those that had arrived,
 * and those of the same session that, by the sender's own clock, followed the failed one sooner than its reply took.
 */
final class Aborting {
    private boolean untilAllReceived;
    private String session = "";
    private Instant knownAt = Instant.MIN;

    /** A request has failed, so long after it arrived. */
    void begin(Message failed, Duration took) {
        untilAllReceived = true;
        session = failed.session();
        knownAt = failed.sentAt().map(sent -> sent.plus(took)).orElse(Instant.MIN);
    }

    /** Everything that had arrived when the error was told has been answered. */
    void allReceived() {
        untilAllReceived = false;
    }

    /** Whether this request is to be answered "aborted". */
    boolean concerns(Message request) {
        return untilAllReceived
                || request.session().equals(session) && request.sentAt().map(sent -> sent.isBefore(knownAt)).orElse(false);
    }
}
