package dev.lull.engine.packed;

/** Parts that were declared {@linkplain dev.lull.engine.model.Interchangeable interchangeable} are not. What was searched so far must be searched again. */
public final class Asymmetry extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param what in what they differ, as a sentence without its end */
    public Asymmetry(String what) {
        super(what, null, false, false);
    }
}
