package dev.lull.kernel.lab.figure;

import java.awt.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text of one SVG drawing, as it grows. Neighbours of one style share a group, and segments that continue a line are
 * joined to it, which is most of why our files are small.
 */
final class SvgPage {

    /** Stands for the ids' prefix until the drawing is finished and its hash known. */
    private static final String PREFIX = "\u0001";

    private final StringBuilder body = new StringBuilder();
    private final Map<String, String> clips = new LinkedHashMap<>();      // path of the clip -> its id
    private String openStyle = "";
    private final StringBuilder run = new StringBuilder();                // a line being joined, "" for none
    private String runStyle = "";
    private double runX;
    private double runY;

    /** Adds an element, given without its style, under {@code style}, a list of attributes. */
    void add(String style, String element) {
        endRun();
        enter(style);
        body.append(element).append('\n');
    }

    /** Adds a segment; it joins the last one when it starts where that one ended, in the same style. */
    void segment(String style, double x1, double y1, double x2, double y2) {
        boolean continues = run.length() > 0 && style.equals(runStyle)
                && Math.abs(x1 - runX) < 0.01 && Math.abs(y1 - runY) < 0.01;
        if (!continues) {
            endRun();
            runStyle = style;
            run.append('M').append(SvgPath.number(x1)).append(' ').append(SvgPath.number(y1));
        }
        SvgPath.lineTo(run, continues ? runX : x1, continues ? runY : y1, x2, y2);
        runX = x2;
        runY = y2;
    }

    /** Opens a group whose elements share a tooltip; every browser shows a {@code <title>} when the pointer rests. */
    void openTooltip(String text) {
        endRun();
        enter("");
        body.append("<g><title>").append(escape(text)).append("</title>\n");
    }

    /** Closes the group of {@link #openTooltip}. */
    void closeTooltip() {
        endRun();
        enter("");
        body.append("</g>\n");
    }

    /** The style attribute that clips to {@code clip}. */
    String clip(Shape clip) {
        String id = clips.computeIfAbsent(SvgPath.of(clip), path -> PREFIX + clips.size());
        return " clip-path=\"url(#" + id + ")\"";
    }

    /** The whole drawing. Ids start with a hash of what is drawn: other drawings have others, this one has its own for ever. */
    String finish(int width, int height, String title, String description) {
        endRun();
        enter("");
        StringBuilder defs = new StringBuilder();
        clips.forEach((path, id) -> defs.append("<clipPath id=\"").append(id).append("\"><path d=\"").append(path)
                .append("\"/></clipPath>\n"));
        String name = title.isEmpty() ? "Figure" : title;
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\" style=\"max-width:100%;height:auto\""
                + " font-family=\"" + Fonts.CSS_FAMILY + "\">\n"
                + "<title>" + escape(name) + "</title>\n<desc>" + escape(description) + "</desc>\n"
                + (defs.length() == 0 ? "" : "<defs>\n" + defs + "</defs>\n") + body + "</svg>";
        return svg.replace(PREFIX, "c" + Integer.toUnsignedString(svg.hashCode(), 36) + "-");
    }

    private void endRun() {
        if (run.length() > 0) {
            enter(runStyle);
            body.append("<path d=\"").append(run).append("\"/>\n");
            run.setLength(0);
        }
    }

    private void enter(String style) {
        if (style.equals(openStyle)) {
            return;
        }
        if (!openStyle.isEmpty()) {
            body.append("</g>\n");
        }
        if (!style.isEmpty()) {
            body.append("<g").append(style).append(">\n");
        }
        openStyle = style;
    }

    /** {@code text} as XML character data or attribute value; characters XML cannot hold become U+FFFD. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(c == '\n' || c == '\t' || c >= ' ' && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000 ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }
}
