package dev.lull.kernel.display;

import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The door through which running code shows things: {@code display(x)}, {@code display(x).update(y)}. */
public final class Display {
    private static final DisplaySink TERMINAL = new TerminalSink();
    private static volatile Supplier<DisplaySink> sinks = () -> TERMINAL;

    private Display() {}

    /** Shows a value in whatever way fits it best. */
    public static DisplayHandle display(Object value) {
        return display(value, UUID.randomUUID().toString());
    }

    /** Shows a value under an id of the caller's choice. */
    public static DisplayHandle display(Object value, String id) {
        sink().display(Renderers.shared().render(value), id);
        return new DisplayHandle(id);
    }

    /** Removes what the cell has shown so far. */
    public static void clearOutput() {
        clearOutput(false);
    }

    /** Removes what the cell has shown so far; with {@code wait} only when something new comes, which does not flicker. */
    public static void clearOutput(boolean wait) {
        sink().clear(wait);
    }

    /** Shows a value in the front end's pager, which does not become part of the notebook. */
    public static void page(Object value) {
        sink().page(Renderers.shared().render(value));
    }

    /** Starts a progress bar towards {@code total}; a total of zero or less means that nobody knows how much there is. */
    public static Progress progress(String label, long total) {
        return new Progress(label, total, sink());
    }

    /** Teaches Lull how values of a type look from now on. */
    public static <T> void render(Class<T> type, Function<? super T, MimeBundle> renderer) {
        Renderers.shared().add(type, renderer);
    }

    /** A value that looks like this HTML. */
    public static MimeBundle html(String html) {
        return MimeBundle.text(html).html(html);
    }

    /** A value that looks like this Markdown. */
    public static MimeBundle markdown(String markdown) {
        return MimeBundle.text(markdown).markdown(markdown);
    }

    /** A value that looks like this LaTeX, given with its own dollar signs. */
    public static MimeBundle latex(String latex) {
        return MimeBundle.text(latex).latex(latex);
    }

    /** A value that looks like this SVG. */
    public static MimeBundle svg(String svg) {
        return MimeBundle.text("an SVG picture").svg(svg);
    }

    /** Maps, records, lists, arrays, strings, numbers and booleans, to be unfolded by the front end. */
    public static MimeBundle json(Object value) {
        return MimeBundle.text(PlainText.of(value)).json(value);
    }

    /** A value's picture in pixels, for places that show no SVG; bytes are taken for a picture that is a PNG already. */
    public static MimeBundle png(Object value) {
        MimeBundle bundle = value instanceof byte[] ? MimeBundle.text("a PNG picture") : Renderers.shared().render(value);
        byte[] picture = value instanceof byte[] bytes ? bytes : bundle.pixels().orElseThrow(() -> new IllegalArgumentException(
                "png(...): a " + value.getClass().getSimpleName() + " has no picture. Charts, timelines, images and the bytes of a PNG have one."));
        return MimeBundle.text(bundle.plain()).png(picture);
    }

    /** Where the calling thread's output goes just now. */
    public static DisplaySink sink() {
        DisplaySink sink = sinks.get();
        return sink == null ? TERMINAL : sink;
    }

    /**
     * Decides for the whole process where shown things go. Asked anew each time, by the thread that shows; an answer
     * of null means the terminal.
     *
     * @return who decided before
     */
    public static Supplier<DisplaySink> install(Supplier<DisplaySink> source) {
        Supplier<DisplaySink> before = sinks;
        sinks = source;
        return before;
    }
}
