package dev.lull.kernel.lab.table;

import dev.lull.kernel.display.Html;
import java.util.List;

/** Step columns for a notebook: a row's text begins in its context's column and may run on to the right edge. */
final class StepColumnsHtml {

    private static final String CELL = "padding:3px 9px;border-bottom:1px solid rgba(128,128,128,.25);vertical-align:top;text-align:left;";
    private static final String THREAD = "border-left:1px solid rgba(128,128,128,.35);";
    private static final String CODE = "font-family:monospace;font-size:95%;white-space:nowrap";

    private StepColumnsHtml() {}

    static String of(StepColumns table) {
        StringBuilder html = new StringBuilder("<table style=\"border-collapse:collapse;font-size:12px;line-height:1.4;text-align:left\">");
        if (!table.title().isEmpty()) {
            html.append("<caption style=\"caption-side:top;text-align:left;font-weight:600;font-size:14px;padding:4px 0 6px\">")
                    .append(Html.escape(table.title())).append("</caption>");
        }
        html.append("<thead><tr><th style=\"").append(CELL).append("border-bottom:2px solid #999;text-align:right\">#</th>");
        for (String context : table.contexts()) {
            html.append("<th style=\"").append(CELL).append(THREAD).append("border-bottom:2px solid #999;white-space:nowrap\">")
                    .append(Html.escape(context)).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (int i = 0; i < table.steps().size(); i++) {
            if (i == table.loopsFrom()) rule(html, table, "from here on, for ever:");
            row(html, table, i);
        }
        if (table.loopsFrom() >= 0) rule(html, table, "and again from step " + (table.loopsFrom() + 1));
        return html.append("</tbody></table>").toString();
    }

    private static void rule(StringBuilder html, StepColumns table, String words) {
        html.append("<tr><td colspan=\"").append(table.contexts().size() + 1).append("\" style=\"").append(CELL)
                .append("font-style:italic;border-top:2px dashed #999\">↻ ").append(words).append("</td></tr>");
    }

    private static void row(StringBuilder html, StepColumns table, int index) {
        StepColumns.Step step = table.steps().get(index);
        int column = Math.max(0, step.column());
        html.append("<tr><td style=\"").append(CELL).append("text-align:right\">").append(index + 1).append("</td>");
        for (int i = 0; i < column; i++) html.append("<td style=\"").append(CELL).append(THREAD).append("\"></td>");
        html.append("<td colspan=\"").append(Math.max(1, table.contexts().size() - column)).append("\" style=\"").append(CELL).append(THREAD)
                .append(step.column() < 0 ? "font-style:italic;" : "").append("\">");
        if (step.inside().size() < 2) {
            html.append(Html.escape(step.does()));
        } else {
            html.append("<details><summary>").append(Html.escape(step.does())).append("</summary>");
            inside(html, step.inside());
            html.append("</details>");
        }
        accesses(html, step);
        html.append("</td></tr>");
    }

    private static void inside(StringBuilder html, List<StepColumns.Step> steps) {
        html.append("<ol style=\"margin:4px 0 6px\">");
        for (StepColumns.Step step : steps) {
            html.append("<li>").append(Html.escape(step.does()));
            accesses(html, step);
            html.append("</li>");
        }
        html.append("</ol>");
    }

    private static void accesses(StringBuilder html, StepColumns.Step step) {
        line(html, "reads", "opacity:.75;", step.reads());
        line(html, "writes", "", step.writes());
    }

    private static void line(StringBuilder html, String what, String style, List<String> items) {
        if (items.isEmpty()) return;
        html.append("<div style=\"").append(style).append("\"><span style=\"opacity:.6\">").append(what).append("</span> ");
        for (int i = 0; i < items.size(); i++) {
            html.append(i > 0 ? ", " : "").append("<span style=\"").append(CODE).append("\">").append(Html.escape(items.get(i)).replace("-&gt;", "→")).append("</span>");
        }
        html.append("</div>");
    }
}
