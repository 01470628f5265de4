package dev.lull.kernel.lab;

/** Java text to be pasted into a cell. */
public record JavaCell(String text) {
    @Override public String toString() {
        return text;
    }
}
