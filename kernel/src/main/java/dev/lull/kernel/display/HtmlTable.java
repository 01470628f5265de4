package dev.lull.kernel.display;

import java.util.ArrayList;
import java.util.List;

/** A plain HTML table, as every notebook shows it in its own manner; only that text stands on the left and numbers on the right is said. */
public final class HtmlTable {
    private final List<String> headings;
    private final List<List<?>> rows = new ArrayList<>();

    public HtmlTable(List<String> headings) {
        this.headings = headings;
    }

    /** Adds a row of values, which are shown as plain text. */
    public void row(List<?> cells) {
        rows.add(cells);
    }

    int rows() {
        return rows.size();
    }

    /** All of it. */
    public String html() {
        return html(rows.size());
    }

    /** What there is of it, with a word on how many rows there are in all. */
    String html(int rowsInAll) {
        StringBuilder html = new StringBuilder("<table>");
        if (!headings.isEmpty()) {
            html.append("<thead>").append(line("th", headings)).append("</thead>");
        }
        html.append("<tbody>");
        rows.forEach(row -> html.append(line("td", row)));
        return html.append("</tbody></table>").append(rowsInAll > rows.size() ? "<p>" + rows.size() + " of " + rowsInAll + " rows</p>" : "").toString();
    }

    private String line(String tag, List<?> cells) {
        StringBuilder line = new StringBuilder("<tr>");
        for (int column = 0; column < cells.size(); column++) {
            line.append('<').append(tag).append(" style=\"text-align:").append(isNumeric(column) ? "right" : "left").append("\">")
                    .append(Html.escape(PlainText.of(cells.get(column)))).append("</").append(tag).append('>');
        }
        return line.append("</tr>").toString();
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number);
    }
}
