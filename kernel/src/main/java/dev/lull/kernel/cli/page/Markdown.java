package dev.lull.kernel.cli.page;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.cli.notebook.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** Markdown as HTML, with the pictures it names carried along in the text. */
final class Markdown {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer TEXT = TextContentRenderer.builder().build();

    private final Path folder;

    /** Pictures with a relative address are looked up from this folder. */
    Markdown(Path folder) {
        this.folder = folder;
    }

    String toHtml(String markdown, JsonObject attachments) {
        Node document = PARSER.parse(markdown);
        document.accept(new AbstractVisitor() {
            @Override public void visit(Image image) {
                String data = asData(image.getDestination(), attachments);
                if (data != null) image.setDestination(data);
                visitChildren(image);
            }
        });
        return HTML.render(document);
    }

    /** The first heading of the first level, or null. */
    static String title(String markdown) {
        for (Node node = PARSER.parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() == 1) return TEXT.render(heading).strip();
        }
        return null;
    }

    private String asData(String address, JsonObject attachments) {
        if (address.startsWith("attachment:")) {
            return attachments.get(address.substring("attachment:".length())) instanceof JsonObject bundle
                    && !bundle.isEmpty() ? firstOf(bundle) : null;
        }
        if (address.contains(":")) return null;                   // http, https, data: not ours to fetch
        try {
            Path file = folder.resolve(address);
            String type = mimeType(address);
            if (type == null || !Files.isRegularFile(file)) return null;
            return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (InvalidPathException | IOException e) {
            return null;                                          // the page then shows the picture's name
        }
    }

    private static String firstOf(JsonObject bundle) {
        var entry = bundle.entrySet().iterator().next();
        return "data:" + entry.getKey() + ";base64," + Cell.text(entry.getValue()).replace("\n", "");
    }

    private static String mimeType(String name) {
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        if (lower.endsWith(".png")) return "image/png";
        if (lower.endsWith(".svg")) return "image/svg+xml";
        if (lower.endsWith(".jpg") || lower.endsWith(".jpeg")) return "image/jpeg";
        return lower.endsWith(".gif") ? "image/gif" : null;
    }
}
