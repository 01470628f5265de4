package dev.lull.kernel.lab.timeline;

/** A horizontal lane: one CPU, kthread or timer. Lanes of one {@code group} stand together, set apart from the next. */
public record Lane(String name, String group) {

    /** A lane in no group. */
    public Lane(String name) {
        this(name, "");
    }
}
