package dev.lull.kernel.jupyter;

import dev.lull.kernel.shell.Outcome;
import java.util.List;

/**
 * An interrupt that comes before the cell it is for. They take different channels, and even one that was sent later can be the quicker;
 * what was sent first, by the sender's own clock, tells.
 */
final class Overtaking {
    private static final String MESSAGE = "The cell was interrupted before it had begun.";
    static final Outcome NOT_BEGUN = new Outcome.Failure("Interrupted", MESSAGE, List.of(MESSAGE));

    private Message interrupt;

    /** An interrupt has come, and there is nothing to interrupt. */
    synchronized void by(Message interrupt) {
        this.interrupt = interrupt;
    }

    /** It has found its cell. */
    synchronized void forget() {
        interrupt = null;
    }

    /** Whether the interrupt was for this cell, which it is for one cell only. */
    synchronized boolean concerns(Message cell) {
        boolean overtaken = interrupt != null && interrupt.session().equals(cell.session())
                && cell.sentAt().flatMap(sent -> interrupt.sentAt().map(sent::beforeOrWith)).orElse(false);
        if (overtaken) {
            interrupt = null;
        }
        return overtaken;
    }
}
