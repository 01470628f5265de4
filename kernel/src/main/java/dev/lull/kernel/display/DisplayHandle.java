package dev.lull.kernel.display;

/** Something that has been shown and may be shown anew in its place. */
public final class DisplayHandle {
    private final String id;
    private final DisplaySink sink;

    DisplayHandle(String id, DisplaySink sink) {
        this.id = id;
        this.sink = sink;
    }

    /** The display id, unique in this session. */
    public String id() {
        return id;
    }

    /** Shows this value in the place of the former one. */
    public DisplayHandle update(Object value) {
        sink.update(Renderers.shared().render(value), id);
        return this;
    }

    @Override
    public String toString() {
        return "display " + id;
    }
}
