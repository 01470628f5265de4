package dev.lull.kernel.lab.timeline;

import dev.lull.kernel.lab.figure.Ink;
import java.awt.Color;

/** What a CPU or task is in for a while. Two of them, IRQS_OFF and LOCK_HELD, lie over the others as thin stripes. */
public enum State {
    /** On a CPU. */
    RUNNING("running", '=', Ink.tint(Ink.series(0), 0.45)),
    /** In a hard or soft interrupt handler. */
    INTERRUPT("interrupt", '!', Ink.tint(Ink.series(2), 0.6)),
    /** Waiting for a spinlock. */
    SPINNING("spinning", '~', Ink.tint(Ink.series(3), 0.8)),
    /** Could run, but is not let: preempted, or woken and queued. */
    READY("ready, not running", '-', Ink.tint(Ink.series(4), 0.35)),
    /** Asleep until woken. */
    SLEEPING("sleeping", '.', new Color(0xD0D0D0)),
    /** A CPU that is off, or a kthread that is parked. */
    OFFLINE("offline", 'x', new Color(0x8C8C8C)),
    /** Interrupts are off. */
    IRQS_OFF("interrupts off", '^', Ink.series(1)),
    /** A lock is held; the label says which. */
    LOCK_HELD("lock held", '_', Ink.series(6));

    private final String words;
    private final char letter;
    private final Color color;

    State(String words, char letter, Color color) {
        this.words = words;
        this.letter = letter;
        this.color = color;
    }

    String words() {
        return words;
    }

    /** How the state is drawn in text. */
    char letter() {
        return letter;
    }

    Color color() {
        return color;
    }

    boolean isStripe() {
        return this == IRQS_OFF || this == LOCK_HELD;
    }

    /** A line rather than a bar. */
    boolean isThin() {
        return this == SLEEPING || this == OFFLINE;
    }
}
