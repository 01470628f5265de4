package dev.lull.kernel.jupyter;

import java.time.Duration;
import java.util.Optional;

/**
 * After an error: which of the waiting requests were sent before their sender could know of it. Those that had arrived,
 * and those of the same session that, by the sender's own clock, followed the failed one sooner than its reply took. A
 * sender whose clock stands still or goes back is believed nothing.
 */
final class Aborting {
    private boolean untilAllReceived;
    private String session = "";
    private Optional<Sent> failedAt = Optional.empty();
    private Duration took = Duration.ZERO;

    /** A request has failed, so long after it arrived. */
    void begin(Message failed, Duration took) {
        untilAllReceived = true;
        session = failed.session();
        failedAt = failed.sentAt();
        this.took = took;
    }

    /** Everything that had arrived when the error was told has been answered. */
    void allReceived() {
        untilAllReceived = false;
    }

    /** Whether this request is to be answered "aborted". */
    boolean concerns(Message request) {
        return untilAllReceived || request.session().equals(session) && request.sentAt().map(this::nobodyKnewAt).orElse(false);
    }

    private boolean nobodyKnewAt(Sent sent) {
        return failedAt.map(failed -> sent.soonerAfter(failed, took)).orElse(false);
    }
}
