package dev.lull.kernel.cli.page;

import dev.lull.kernel.cli.notebook.Cell;
import dev.lull.kernel.cli.notebook.Notebook;
import dev.lull.kernel.display.Html;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An executed notebook as one HTML file that needs neither network nor scripts and reads like an article. */
public final class HtmlPage {
    private HtmlPage() {
    }

    /**
     * The page.
     *
     * @param source    where the notebook came from, for its pictures and for a title of last resort
     * @param generator who made the page
     */
    public static String of(Notebook notebook, Path source, String generator) {
        Path folder = source.toAbsolutePath().getParent();
        Markdown markdown = new Markdown(folder);
        OutputHtml outputs = new OutputHtml(markdown);
        StringBuilder body = new StringBuilder();
        for (Cell cell : notebook.cells()) {
            if (cell.isMarkdown()) {
                body.append("<section class=\"prose\">\n").append(markdown.toHtml(cell.source(), cell.attachments()))
                        .append("</section>\n");
            } else if (cell.isCode() && !(cell.source().isBlank() && cell.outputs().isEmpty())) {
                code(body, cell, outputs);
            }
        }
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="generator" content="%s">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(Html.escape(generator), Html.escape(title(notebook, source)), style(), body);
    }

    private static void code(StringBuilder body, Cell cell, OutputHtml outputs) {
        int n = cell.executionCount();
        body.append("<section class=\"code\"").append(n > 0 ? " id=\"in-" + n + "\"" : "").append(">\n");
        if (n > 0) body.append("<a class=\"count\" href=\"#in-").append(n).append("\">").append(n).append("</a>\n");
        body.append("<pre class=\"source\"><code>").append(JavaColours.toHtml(cell.source())).append("</code></pre>\n");
        for (int i = 0; i < cell.outputs().size(); i++) body.append(outputs.of(cell.outputs().getObject(i)));
        body.append("</section>\n");
    }

    private static String title(Notebook notebook, Path source) {
        for (Cell cell : notebook.cells()) {
            String title = cell.isMarkdown() ? Markdown.title(cell.source()) : null;
            if (title != null) return title;
        }
        return source.getFileName().toString().replaceFirst("\\.ipynb$", "");
    }

    private static String style() {
        try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
