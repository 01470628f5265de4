package dev.lull.kernel.cli.page;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.lull.kernel.cli.notebook.Cell;
import dev.lull.kernel.display.Html;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One output of a cell as HTML: the richest form it has. */
final class OutputHtml {
    private static final Pattern OVERWRITTEN = Pattern.compile("[^\n\r]*\r(?!\n)");
    private static final Pattern BEFORE_SVG = Pattern.compile("\\A.*?(?=<svg\\b)", Pattern.DOTALL);

    private final Markdown markdown;

    OutputHtml(Markdown markdown) {
        this.markdown = markdown;
    }

    String of(JsonObject output) {
        return switch (output.getString("output_type", "")) {
            case "stream" -> stream(output.getString("name", "stdout"), Cell.text(output.get("text")));
            case "error"  -> error(output);
            default       -> bundle(output.getObject("data", new JsonObject()),
                    output.getObject("metadata", new JsonObject()));
        };
    }

    private static String stream(String name, String text) {
        String lastState = OVERWRITTEN.matcher(text).replaceAll("");       // what a terminal would still show
        return pre("stderr".equals(name) ? "stream stderr" : "stream", Ansi.toHtml(lastState));
    }

    private static String error(JsonObject output) {
        JsonArray traceback = output.getArray("traceback", new JsonArray());
        String text = traceback.isEmpty()
                ? output.getString("ename") + ": " + output.getString("evalue")
                : traceback.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        return pre("error", Ansi.toHtml(text.stripTrailing()));
    }

    private String bundle(JsonObject data, JsonObject metadata) {
        if (data.has("text/html")) return div("html", text(data, "text/html"));
        if (data.has("image/svg+xml")) {
            return div("figure", BEFORE_SVG.matcher(text(data, "image/svg+xml")).replaceFirst(""));
        }
        for (String type : new String[] {"image/png", "image/jpeg", "image/gif"}) {
            if (data.has(type)) return div("figure", image(type, text(data, type), data, metadata));
        }
        if (data.has("text/markdown")) return div("markdown", markdown.toHtml(text(data, "text/markdown"), new JsonObject()));
        if (data.has("text/latex")) return pre("latex", Html.escape(text(data, "text/latex")));
        return pre("plain", Ansi.toHtml(text(data, "text/plain")));
    }

    private static String image(String type, String base64, JsonObject data, JsonObject metadata) {
        String size = "";
        if (metadata.get(type) instanceof JsonObject asked) {
            if (asked.has("width")) size += " width=\"" + asked.getInt("width") + "\"";
            if (asked.has("height")) size += " height=\"" + asked.getInt("height") + "\"";
        }
        return "<img src=\"data:" + type + ";base64," + base64.replaceAll("\\s", "") + "\"" + size
                + " alt=\"" + Html.escape(text(data, "text/plain").strip()) + "\">";
    }

    private static String text(JsonObject data, String type) {
        return Cell.text(data.get(type));
    }

    private static String div(String kind, String html) {
        return "<div class=\"output " + kind + "\">" + html + "</div>\n";
    }

    private static String pre(String kind, String html) {
        return "<pre class=\"output " + kind + "\">" + html + "</pre>\n";
    }
}
