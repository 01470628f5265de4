package dev.lull.kernel.cli.notebook;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;

/** One cell of a {@link Notebook}. */
public final class Cell {
    private final JsonObject json;

    Cell(JsonObject json) {
        this.json = json;
    }

    /** Whether it is to be executed. */
    public boolean isCode() {
        return "code".equals(json.getString("cell_type"));
    }

    /** Whether it is prose. */
    public boolean isMarkdown() {
        return "markdown".equals(json.getString("cell_type"));
    }

    /** Its name in the file. */
    public String id() {
        return json.getString("id");
    }

    void name(String id) {
        json.put("id", id);
    }

    /** What the author wrote. */
    public String source() {
        return text(json.get("source"));
    }

    /** The outputs, to be read or added to. */
    public JsonArray outputs() {
        if (!(json.get("outputs") instanceof JsonArray)) json.put("outputs", new JsonArray());
        return json.getArray("outputs");
    }

    /** Pictures pasted into a Markdown cell: file name to mime bundle. */
    public JsonObject attachments() {
        return json.get("attachments") instanceof JsonObject attachments ? attachments : new JsonObject();
    }

    /** The n of In [n], or 0. */
    public int executionCount() {
        return json.getInt("execution_count", 0);
    }

    /** Sets the n of In [n]. */
    public void executionCount(int count) {
        json.put("execution_count", count);
    }

    /** Drops the outputs of an earlier run. */
    public void forget() {
        json.put("outputs", new JsonArray());
        json.put("execution_count", null);
    }

    /** Whether the author gave it this tag ({@code raises-exception}, {@code skip-execution}), as nbconvert reads them. */
    public boolean hasTag(String tag) {
        return json.get("metadata") instanceof JsonObject metadata
                && metadata.get("tags") instanceof JsonArray tags && tags.contains(tag);
    }

    /** Text that the format keeps as one string or as a list of lines. */
    public static String text(Object value) {
        if (value instanceof String text) return text;
        if (!(value instanceof JsonArray lines)) return "";
        StringBuilder all = new StringBuilder();
        for (Object line : lines) all.append(line);
        return all.toString();
    }
}
