package dev.lull.kernel.lab;

import dev.lull.kernel.display.Html;

/** A marked listing for a notebook: what was never reached stands out. */
final class ListingHtml {
    private static final String NEVER = "background:#fbe3e1;color:#222;";
    private static final String SOME = "background:#fff6d6;color:#222;";

    private ListingHtml() {
    }

    static String of(Listing listing) {
        StringBuilder html = new StringBuilder("<p><b>").append(Html.escape(listing.title())).append("</b></p>");
        for (Listing.Routine routine : listing.routines()) {
            html.append("<table style=\"border-collapse:collapse;font-size:12px;line-height:1.4;text-align:left;margin:0 0 10px\"><caption style=\"text-align:left;padding:2px 0\"><code>")
                    .append(Html.escape(routine.function())).append("()</code> in ").append(Html.escape(String.join(", ", routine.contexts()))).append("</caption>");
            for (Listing.Step step : routine.steps()) row(html, step);
            html.append("</table>");
        }
        return html.toString();
    }

    private static void row(StringBuilder html, Listing.Step step) {
        String style = step.steps() == 0 ? NEVER : step.neverIn().isEmpty() ? "" : SOME;
        html.append("<tr style=\"").append(style).append("\"><td style=\"text-align:right;padding:1px 12px 1px 0;font-family:monospace\">").append(Listing.count(step))
                .append("</td><td style=\"text-align:left;padding:1px 12px 1px 0;font-family:monospace\">").append(Html.escape(step.label()))
                .append("</td><td style=\"text-align:left;padding:1px 12px 1px 0\">").append(Html.escape(step.words()))
                .append(step.neverIn().isEmpty() ? "" : " <i>never in " + Html.escape(String.join(", ", step.neverIn())) + "</i>").append("</td></tr>");
    }
}
