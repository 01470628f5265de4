package dev.lull.kernel.cli;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;

/** One cell of a {@link Notebook}. */
final class Cell {
    private final JsonObject json;

    Cell(JsonObject json) {
        this.json = json;
    }

    boolean isCode() {
        return "code".equals(json.getString("cell_type"));
    }

    boolean isMarkdown() {
        return "markdown".equals(json.getString("cell_type"));
    }

    String id() {
        return json.getString("id");
    }

    void name(String id) {
        json.put("id", id);
    }

    String source() {
        return text(json.get("source"));
    }

    JsonArray outputs() {
        if (!(json.get("outputs") instanceof JsonArray)) json.put("outputs", new JsonArray());
        return json.getArray("outputs");
    }

    /** Pictures pasted into a Markdown cell: file name to mime bundle. */
    JsonObject attachments() {
        return json.get("attachments") instanceof JsonObject attachments ? attachments : new JsonObject();
    }

    /** The n of In [n], or 0. */
    int executionCount() {
        return json.getInt("execution_count", 0);
    }

    void executionCount(int count) {
        json.put("execution_count", count);
    }

    void forget() {
        json.put("outputs", new JsonArray());
        json.put("execution_count", null);
    }

    /** Whether the author gave it this tag ({@code raises-exception}, {@code skip-execution}), as nbconvert reads them. */
    boolean hasTag(String tag) {
        return json.get("metadata") instanceof JsonObject metadata
                && metadata.get("tags") instanceof JsonArray tags && tags.contains(tag);
    }

    /** Text that the format keeps as one string or as a list of lines. */
    static String text(Object value) {
        if (value instanceof String text) return text;
        if (!(value instanceof JsonArray lines)) return "";
        StringBuilder all = new StringBuilder();
        for (Object line : lines) all.append(line);
        return all.toString();
    }
}
