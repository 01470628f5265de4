package dev.lull.kernel.lab.timeline;

/** Something that lasts, on the lane of that name, from {@code from} up to {@code to}: nanoseconds, or step indices. */
public record Span(String lane, long from, long to, State state, String label) {

    /** Refuses a span that ends before it begins. */
    public Span {
        if (to < from) {
            throw new IllegalArgumentException("The span \"" + label + "\" on lane " + lane + " ends at " + to
                    + ", before it begins at " + from + ". Give begin, then end.");
        }
    }

    /** A span without a label. */
    public Span(String lane, long from, long to, State state) {
        this(lane, from, to, state, "");
    }
}
