package dev.lull.kernel.lab.table;

import dev.lull.kernel.display.Html;

/** A step table for a notebook. */
final class StepTableHtml {

    private static final String CELL = "padding:3px 9px;border-bottom:1px solid rgba(128,128,128,.25);vertical-align:top;";
    private static final String CHANGED = "background:#fff0b3;color:#222;font-weight:600;";
    private static final String FAILED = "background:#fbe3e1;color:#222;";

    private StepTableHtml() {}

    static String of(StepTable table) {
        boolean[] numeric = StepTableText.numeric(table);
        StringBuilder html = new StringBuilder("<table style=\"border-collapse:collapse;font-size:12px;line-height:1.35;text-align:left\">");
        if (!table.title().isEmpty()) {
            html.append("<caption style=\"caption-side:top;text-align:left;font-weight:600;font-size:14px;padding:4px 0 6px\">")
                    .append(Html.escape(table.title())).append("</caption>");
        }
        html.append("<thead><tr>");
        for (int c = 0; c < numeric.length; c++) {
            html.append("<th style=\"").append(CELL).append("border-bottom:2px solid #999;").append(align(numeric[c])).append("\">")
                    .append(breakable(table.columns().get(c))).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        table.rows().forEach(row -> row(html, row, numeric));
        return html.append("</tbody></table>").toString();
    }

    private static void row(StringBuilder html, StepTable.Row row, boolean[] numeric) {
        boolean failed = row.status() == StepTable.Status.FAILED;
        html.append("<tr>");
        for (int c = 0; c < numeric.length; c++) {
            StepTable.Cell cell = row.cells().get(c);
            html.append("<td style=\"").append(CELL).append(align(numeric[c])).append(failed ? FAILED : "")
                    .append(failed && c == 0 ? "border-left:4px solid #c00000;" : "").append(cell.changed() ? CHANGED : "").append("\"")
                    .append(cell.changed() ? " title=\"changed by this step\"" : "").append(">")
                    .append(failed && c == 0 ? "✗ " : "").append(breakable(cell.text())).append("</td>");
        }
        html.append("</tr>");
        if (!row.note().isEmpty()) {
            html.append("<tr><td colspan=\"").append(numeric.length).append("\" style=\"").append(CELL).append("text-align:left;")
                    .append(failed ? FAILED + "border-left:4px solid #c00000;" : "font-style:italic;").append("\">")
                    .append(Html.escape(row.note())).append("</td></tr>");
        }
    }

    private static String align(boolean numeric) {
        return numeric ? "text-align:right;" : "text-align:left;";
    }

    /** Long names of the C may be broken after their underscores. */
    private static String breakable(String text) {
        return Html.escape(text).replace("_", "_<wbr>");
    }
}
