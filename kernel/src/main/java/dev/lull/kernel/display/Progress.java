package dev.lull.kernel.display;

import java.util.Locale;
import java.util.UUID;

/**
 * How far a long work has come. At most ten updates a second reach the sink, so it may be told after every step; when
 * closed it leaves one static line. To be used in a try-with-resources, so that it ends with the work whatever happens.
 *
 * <p>This is the one place where the clock on the wall is shown; no result depends on it.
 */
public final class Progress implements AutoCloseable {
    private static final long BETWEEN_UPDATES_NS = 100_000_000L;
    private static final int BAR_WIDTH = 20;

    private final String label;
    private final long total;
    private final DisplaySink sink;
    private final String id = UUID.randomUUID().toString();
    private final long startedNs = System.nanoTime();
    private long shownNs;
    private boolean shown;
    private boolean closed;
    private long done;
    private String note = "";
    private String ending = "done";

    Progress(String label, long total, DisplaySink sink) {
        this.label = label;
        this.total = total;
        this.sink = sink;
        this.shownNs = startedNs;
    }

    /** So much of the total is done. */
    public void at(long done) {
        at(done, "");
    }

    /** So much of the total is done, with a few words to be shown beside the bar. */
    public synchronized void at(long done, String note) {
        this.done = done;
        this.note = note;
        long now = System.nanoTime();
        if (!closed && sink.live() && now - shownNs >= BETWEEN_UPDATES_NS) {
            shownNs = now;
            show(running());
        }
    }

    /** What the last line will say instead of "done": "stopped", "failed: ...". */
    public synchronized void endsAs(String ending) {
        this.ending = ending;
    }

    /** Leaves the one static line; the second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            show(MimeBundle.text(label + ": " + ending + count() + withNote() + ", " + elapsed()));
        }
    }

    private MimeBundle running() {
        String words = total > 0 ? Math.min(100, 100 * done / total) + "% " : String.format(Locale.ROOT, "%,d ", done);
        String bar = total > 0 ? "<progress value=\"" + done + "\" max=\"" + total + "\"></progress> " : "<progress></progress> ";
        return MimeBundle.text(label + " " + plainBar() + words + elapsed() + withNote())
                .html("<div>" + Html.escape(label) + " " + bar + Html.escape(words + elapsed() + withNote()) + "</div>");
    }

    private String plainBar() {
        if (total <= 0) {
            return "";
        }
        int full = (int) Math.max(0, Math.min(BAR_WIDTH, BAR_WIDTH * done / total));
        return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "] ";
    }

    private void show(MimeBundle bundle) {
        if (shown) {
            sink.update(bundle, id);
        } else {
            sink.display(bundle, id);
            shown = true;
        }
    }

    private String count() {
        return total > 0 ? String.format(Locale.ROOT, " (%,d of %,d)", done, total) : String.format(Locale.ROOT, " (%,d)", done);
    }

    private String withNote() {
        return note.isEmpty() ? "" : ", " + note;
    }

    private String elapsed() {
        long ms = (System.nanoTime() - startedNs) / 1_000_000;
        return ms < 10_000 ? String.format(Locale.ROOT, "%.1f s", ms / 1000.0) : ms / 1000 + " s";
    }
}
