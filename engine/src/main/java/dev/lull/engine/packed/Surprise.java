package dev.lull.engine.packed;

/** A word has got a value for which states as they are packed now have no room. What was searched so far must be searched again. */
public final class Surprise extends RuntimeException {
    private static final long serialVersionUID = 1;

    Surprise(String word) {
        super(word, null, false, false);
    }
}
