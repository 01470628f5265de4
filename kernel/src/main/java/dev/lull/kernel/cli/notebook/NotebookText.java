package dev.lull.kernel.cli.notebook;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A notebook as text, byte for byte as Python's nbformat writes it (sorted keys, one space, long text as a list of
 * lines), so that notebooks saved by Jupyter and by us differ only where they differ.
 */
final class NotebookText {
    private static final Pattern LINE_END = Pattern.compile("(?<=\n)");

    private final StringBuilder out = new StringBuilder();

    private NotebookText() {
    }

    static String of(JsonObject notebook) {
        NotebookText text = new NotebookText();
        text.write(asLines(notebook), "\n");
        return text.out.append('\n').toString();
    }

    private void write(Object value, String newline) {
        if (value instanceof Map<?, ?> map) {
            writeAll('{', '}', new TreeMap<>(map).entrySet(), newline, entry -> {
                writeString((String) entry.getKey());
                out.append(": ");
                write(entry.getValue(), newline + " ");
            });
        } else if (value instanceof List<?> list) {
            writeAll('[', ']', list, newline, item -> write(item, newline + " "));
        } else if (value instanceof String string) {
            writeString(string);
        } else {
            out.append(value);                              // numbers as they were read, true, false, null
        }
    }

    private <T> void writeAll(char open, char close, Iterable<T> items, String newline, java.util.function.Consumer<T> each) {
        out.append(open);
        boolean any = false;
        for (T item : items) {
            out.append(any ? "," : "").append(newline).append(' ');
            each.accept(item);
            any = true;
        }
        out.append(any ? newline : "").append(close);
    }

    private void writeString(String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"'  -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default   -> {
                    if (c < ' ') out.append(String.format("\\u%04x", (int) c));
                    else out.append(c);
                }
            }
        }
        out.append('"');
    }

    /** The places where nbformat keeps text as a list of lines. */
    private static JsonObject asLines(JsonObject notebook) {
        JsonObject copy = new JsonObject(notebook);
        JsonArray cells = new JsonArray();
        for (Object item : notebook.getArray("cells")) {
            JsonObject cell = new JsonObject((JsonObject) item);
            cell.computeIfPresent("source", (key, text) -> lines(text));
            cell.computeIfPresent("attachments", (key, all) -> mapValues(all, NotebookText::bundle));
            cell.computeIfPresent("outputs", (key, all) -> outputs((JsonArray) all));
            cells.add(cell);
        }
        copy.put("cells", cells);
        return copy;
    }

    private static JsonArray outputs(JsonArray outputs) {
        JsonArray all = new JsonArray();
        for (Object item : outputs) {
            JsonObject output = new JsonObject((JsonObject) item);
            output.computeIfPresent("data", (key, data) -> bundle(data));
            if ("stream".equals(output.get("output_type"))) output.computeIfPresent("text", (key, text) -> lines(text));
            all.add(output);
        }
        return all;
    }

    private static Object bundle(Object data) {
        if (!(data instanceof JsonObject object)) return data;
        JsonObject copy = new JsonObject(object);
        copy.replaceAll((mime, value) -> isTextual(mime) ? lines(value) : value);
        return copy;
    }

    private static boolean isTextual(String mime) {
        return mime.startsWith("text/") || mime.equals("image/svg+xml") || mime.equals("application/javascript");
    }

    private static Object mapValues(Object map, java.util.function.UnaryOperator<Object> change) {
        if (!(map instanceof JsonObject object)) return map;
        JsonObject copy = new JsonObject(object);
        copy.replaceAll((key, value) -> change.apply(value));
        return copy;
    }

    private static Object lines(Object text) {
        if (!(text instanceof String string)) return text;
        return string.isEmpty() ? new JsonArray() : new JsonArray(List.of(LINE_END.split(string)));
    }
}
