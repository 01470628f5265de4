package dev.lull.engine.run;

/** A script asked for something that the machine does not do in its present state. */
public final class CannotHappen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String instead;

    /**
     * @param expected what the script wanted
     * @param instead  what the machine did or is
     */
    public CannotHappen(String expected, String instead) {
        super(expected + " - but " + instead);
        this.expected = expected;
        this.instead = instead;
    }

    /** What the script wanted. */
    public String expected() {
        return expected;
    }

    /** What the machine did or is, and what would work. */
    public String instead() {
        return instead;
    }
}
