package dev.lull.kernel.display;

import java.util.UUID;

/** Where shown things go: a notebook cell, a terminal, a list in a test. */
public interface DisplaySink {
    /** Shows a bundle; the id names it for later updates. */
    void display(MimeBundle bundle, String id);

    /** Puts another bundle in the place of the one shown under this id. */
    void update(MimeBundle bundle, String id);

    /** Removes what the cell has shown so far, at once or as soon as something new is shown. */
    void clear(boolean wait);

    /** Shows a bundle in the front end's pager, where there is one. */
    default void page(MimeBundle bundle) {
        display(bundle, UUID.randomUUID().toString());
    }

    /**
     * Shows a line in passing, in the place of the one before it; an empty one ends it. What cannot, returns false: then it
     * is to be displayed and updated like anything else, if {@link #live()}.
     */
    default boolean pass(String line) {
        return false;
    }

    /** True when an update replaces what was shown, so that many of them a second are no nuisance. */
    boolean live();
}
