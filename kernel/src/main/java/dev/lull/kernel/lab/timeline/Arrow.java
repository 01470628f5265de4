package dev.lull.kernel.lab.timeline;

/**
 * One lane acting on another: a wake-up at {@code at} that takes effect at {@code until}, the same moment or later. The
 * label is the reason; it may be empty.
 */
public record Arrow(String fromLane, long at, String toLane, long until, String label) {

    /** Refuses an effect before its cause. */
    public Arrow {
        if (until < at) {
            throw new IllegalArgumentException("The arrow \"" + label + "\" from " + fromLane + " to " + toLane + " arrives at "
                    + until + ", before it leaves at " + at + ". Give the cause, then the effect.");
        }
    }
}
