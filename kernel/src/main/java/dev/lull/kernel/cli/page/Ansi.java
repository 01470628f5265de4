package dev.lull.kernel.cli.page;

import dev.lull.kernel.display.Html;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Terminal colours: taken out for plain text, turned into spans for HTML. */
public final class Ansi {
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[([0-9;]*)([A-Za-z])");
    private static final String[] COLOURS = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};

    private Ansi() {
    }

    /** The text without its colours. */
    public static String strip(String text) {
        return ESCAPE.matcher(text).replaceAll("");
    }

    /** The text escaped for HTML, colours and bold as {@code <span class="ansi-red ansi-bold">}. */
    public static String toHtml(String text) {
        StringBuilder html = new StringBuilder();
        Matcher escape = ESCAPE.matcher(text);
        int from = 0;
        String classes = "";
        while (escape.find()) {
            append(html, text.substring(from, escape.start()), classes);
            if (escape.group(2).equals("m")) classes = after(escape.group(1), classes);
            from = escape.end();
        }
        append(html, text.substring(from), classes);
        return html.toString();
    }

    private static void append(StringBuilder html, String text, String classes) {
        if (text.isEmpty()) return;
        if (classes.isEmpty()) html.append(Html.escape(text));
        else html.append("<span class=\"").append(classes).append("\">").append(Html.escape(text)).append("</span>");
    }

    private static String after(String codes, String classes) {
        String colour = "";
        String bold = "";
        for (String name : classes.split(" ")) {
            if (name.equals("ansi-bold")) bold = name;
            else colour = name;
        }
        for (String code : (codes.isEmpty() ? "0" : codes).split(";")) {
            int n = code.isEmpty() ? 0 : Integer.parseInt(code);
            if (n == 0) colour = bold = "";
            else if (n == 1) bold = "ansi-bold";
            else if (n == 22) bold = "";
            else if (n >= 30 && n <= 37) colour = "ansi-" + COLOURS[n - 30];
            else if (n >= 90 && n <= 97) colour = "ansi-" + COLOURS[n - 90];
            else if (n == 39) colour = "";
        }
        return (colour + " " + bold).trim();
    }
}
