package dev.lull.engine.chance;

/** Where all chance comes from. */
public interface Choices {
    /**
     * Answers a question with one of {@code count} alternatives, 0 to {@code count - 1}.
     *
     * @param what names the question on the tape
     */
    int pick(String what, int count);

    /** A number between 0, inclusive, and 1, exclusive, in steps of 2<sup>-30</sup>. */
    default double fraction(String what) {
        return pick(what, 1 << 30) / (double) (1 << 30);
    }
}
