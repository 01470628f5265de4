package dev.lull.kernel.lab.timeline;

/** Something that happens at one moment on the lane of that name: nanoseconds, or a step index. */
public record Instant(String lane, long at, Mark mark, String label) {}
