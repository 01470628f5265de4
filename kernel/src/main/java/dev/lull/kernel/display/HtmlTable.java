package dev.lull.kernel.display;

import java.util.List;

/** A plain HTML table without classes or styles, so that every notebook shows it in its own manner. */
final class HtmlTable {
    private final StringBuilder html = new StringBuilder("<table><thead><tr>");
    private int rows;

    HtmlTable(List<String> headings) {
        headings.forEach(heading -> html.append("<th>").append(Html.escape(heading)).append("</th>"));
        html.append("</tr></thead><tbody>");
    }

    void row(List<String> cells) {
        html.append("<tr>");
        cells.forEach(cell -> html.append("<td>").append(Html.escape(cell)).append("</td>"));
        html.append("</tr>");
        rows++;
    }

    int rows() {
        return rows;
    }

    String html(int rowsInAll) {
        String rest = rowsInAll > rows ? "<p>" + rows + " of " + rowsInAll + " rows</p>" : "";
        return html + "</tbody></table>" + rest;
    }
}
