package dev.lull.kernel.lab;

/** The seed of a timed run. */
public record Seed(long number) {
}
