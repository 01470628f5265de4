package dev.lull.kernel.display;

/** Where shown things go: a notebook cell, a terminal, a list in a test. */
public interface DisplaySink {
    /** Shows a bundle; the id names it for later updates. */
    void display(MimeBundle bundle, String id);

    /** Puts another bundle in the place of the one shown under this id. */
    void update(MimeBundle bundle, String id);

    /** Removes what the cell has shown so far, at once or as soon as something new is shown. */
    void clear(boolean wait);

    /** True when an update replaces what was shown, so that many of them a second are no nuisance. */
    boolean live();
}
