package dev.lull.kernel.display;

/** Something that has been shown and may be shown anew in its place. */
public final class DisplayHandle {
    private final String id;

    DisplayHandle(String id) {
        this.id = id;
    }

    /** The display id, unique in this session. */
    public String id() {
        return id;
    }

    /** Shows this value in the place of the former one; it is the cell that says so which does it, whichever cell it was shown by. */
    public DisplayHandle update(Object value) {
        Display.sink().update(Renderers.shared().render(value), id);
        return this;
    }

    @Override
    public String toString() {
        return "display " + id;
    }
}
