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
    private static final long RATE_OVER_NS = 1_000_000_000L;
    private static final int BAR_WIDTH = 20;

    private final String label;
    private final DisplaySink sink;
    private final String id = UUID.randomUUID().toString();
    private final long startedNs = System.nanoTime();
    private long total;
    private String unit = "";
    private long shownNs;
    private long rateSinceNs;
    private long rateSince;
    private double perSecond;
    private boolean shown;
    private boolean closed;
    private long done;
    private String note = "";
    private String ending = "";

    Progress(String label, long total, DisplaySink sink) {
        this.label = label;
        this.total = total;
        this.sink = sink;
        this.shownNs = startedNs;
        this.rateSinceNs = startedNs;
    }

    /** What is counted, "states": then their rate is shown too, as long as the work goes on. */
    public Progress of(String unit) {
        this.unit = unit;
        return this;
    }

    /** From now on there is so much to do; zero or less means that nobody knows. */
    public Progress outOf(long total) {
        this.total = total;
        return this;
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
        if (!closed && now - shownNs >= BETWEEN_UPDATES_NS) {
            shownNs = now;
            measure(now);
            if (!sink.pass(words()) && sink.live()) show(running());
        }
    }

    /** The rate of the last second or so, not of the whole work: it is to show when things slow down. */
    private void measure(long now) {
        if (done < rateSince) {                              // another count has begun
            rateSince = 0;
            rateSinceNs = now;
            perSecond = 0;
        }
        long over = now - rateSinceNs;
        if (over < RATE_OVER_NS / 4) return;
        perSecond = (done - rateSince) * 1e9 / over;
        if (over < RATE_OVER_NS) return;
        rateSinceNs = now;
        rateSince = done;
    }

    /**
     * What the last line will say: "done", "stopped", "failed: ...". Without it, work is done that has come to the end of its total,
     * broken off if it has not, as when an exception ends it, and has just ended where nobody knew how much there is.
     */
    public synchronized void endsAs(String ending) {
        this.ending = ending;
    }

    /** Leaves the one static line; the second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            sink.pass("");
            show(MimeBundle.text(label + ": " + ending() + count() + withNote() + ", " + elapsed()));
        }
    }

    private String ending() {
        if (!ending.isEmpty()) return ending;
        boolean countsFromNought = done > 0 && done == total - 1;       // and says so at the beginning of each step
        return total <= 0 ? "ended" : done >= total || countsFromNought ? "done" : "broken off";
    }

    private String words() {
        return label + " " + plainBar() + rest();
    }

    private MimeBundle running() {
        String bar = total > 0 ? "<progress value=\"" + done + "\" max=\"" + total + "\"></progress> " : "<progress></progress> ";
        return MimeBundle.text(words()).html("<div>" + Html.escape(label) + " " + bar + Html.escape(rest()) + "</div>");
    }

    private String rest() {
        String words = total > 0 ? Math.min(100, 100 * done / total) + "% " : String.format(Locale.ROOT, "%,d%s ", done, unit.isEmpty() ? "" : " " + unit);
        return words + rate() + elapsed() + toGo() + withNote();
    }

    private String rate() {
        return unit.isEmpty() || perSecond < 1 ? "" : String.format(Locale.ROOT, "(%,.0f/s) ", perSecond);
    }

    /** How long it will still take, once enough is done to tell. */
    private String toGo() {
        if (total <= 0 || 50 * done < total || done >= total) return "";
        return ", " + text((shownNs - startedNs) / 1_000_000 * (total - done) / done) + " to go";
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
        if (total <= 0 && done == 0 && unit.isEmpty()) return "";     // nothing was ever counted
        String what = unit.isEmpty() ? "" : " " + unit;
        return total > 0 ? String.format(Locale.ROOT, " (%,d of %,d%s)", done, total, what) : String.format(Locale.ROOT, " (%,d%s)", done, what);
    }

    private String withNote() {
        return note.isEmpty() ? "" : ", " + note;
    }

    private String elapsed() {
        return text((System.nanoTime() - startedNs) / 1_000_000);
    }

    private static String text(long ms) {
        return ms < 10_000 ? String.format(Locale.ROOT, "%.1f s", ms / 1000.0) : ms < 120_000 ? ms / 1000 + " s" : ms / 60_000 + " min " + ms / 1000 % 60 + " s";
    }
}
