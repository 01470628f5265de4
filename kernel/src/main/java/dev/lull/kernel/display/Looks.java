package dev.lull.kernel.display;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The looks of the JDK's own types: tables for maps and for lists of records, few frames for exceptions. */
final class Looks {
    private static final int ROWS_MAX = 50;
    private static final int FRAMES_MAX = 10;

    private Looks() {}

    static void addTo(Renderers renderers) {
        renderers.add(Map.class, Looks::map);
        renderers.add(Collection.class, Looks::collection);
        renderers.add(Throwable.class, Looks::throwable);
    }

    private static MimeBundle map(Map<?, ?> map) {
        MimeBundle plain = MimeBundle.text(PlainText.of(map));
        if (map.isEmpty()) {
            return plain;
        }
        HtmlTable table = new HtmlTable(List.of("key", "value"));
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (table.rows() == ROWS_MAX) {
                break;
            }
            table.row(Arrays.asList(entry.getKey(), entry.getValue()));
        }
        return plain.html(table.html(map.size()));
    }

    private static MimeBundle collection(Collection<?> collection) {
        MimeBundle plain = MimeBundle.text(PlainText.of(collection));
        try {
            return asTable(collection, plain);
        } catch (RuntimeException unreadable) {
            return plain;           // which says why
        }
    }

    private static MimeBundle asTable(Collection<?> collection, MimeBundle plain) {
        Iterator<?> elements = collection.iterator();
        Object first = elements.hasNext() ? elements.next() : null;
        if (!(first instanceof Record) || !collection.stream().allMatch(e -> e != null && e.getClass() == first.getClass())) {
            return plain;
        }
        RecordFields fields = new RecordFields(first.getClass());
        HtmlTable table = new HtmlTable(fields.names());
        for (Object element : collection) {
            if (table.rows() == ROWS_MAX) {
                break;
            }
            table.row(fields.values((Record) element));
        }
        return plain.html(table.html(collection.size()));
    }

    /** Where the frames begin by which a cell was called: reflection and Lull, which explain nothing to anybody. */
    private static int endOfTheUsers(StackTraceElement[] frames) {
        int end = frames.length;
        while (end > 0 && frames[end - 1].getClassName().matches("dev\\.lull\\.kernel\\.shell\\..*|java\\.lang\\.(reflect|Thread).*|jdk\\.internal\\.reflect\\..*")) {
            end--;
        }
        return end;
    }

    private static MimeBundle throwable(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        StackTraceElement[] frames = thrown.getStackTrace();
        int end = endOfTheUsers(frames);
        for (int i = 0; i < end && i < FRAMES_MAX; i++) {
            text.append("\n    at ").append(frames[i].getClassName()).append('.').append(frames[i].getMethodName())
                    .append('(').append(frames[i].getFileName()).append(':').append(frames[i].getLineNumber()).append(')');
        }
        if (end > FRAMES_MAX) {
            text.append("\n    ... ").append(end - FRAMES_MAX).append(" more");
        }
        for (Throwable cause = thrown.getCause(); cause != null && text.length() < 4000; cause = cause.getCause()) {
            text.append("\nCaused by: ").append(cause);
        }
        return MimeBundle.text(text.toString());
    }
}
