package dev.lull.kernel.shell;

import java.util.regex.Pattern;

/** The text of a Javadoc comment as a person would read it. */
final class Javadoc {
    private static final Pattern INLINE = Pattern.compile("\\{@(?:code|literal|link|linkplain|value|index|systemProperty)\\s+#?([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}");
    private static final Pattern BREAK = Pattern.compile("\\s*<(?:p|br|/p|/?ul|/?ol|/?pre|/?blockquote|h\\d|/h\\d|/?dl|/?table|tr)\\b[^>]*>\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ITEM = Pattern.compile("\\s*<(?:li|dt|dd)\\b[^>]*>\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");
    private static final Pattern FIRST_BLOCK_TAG = Pattern.compile("(?m)^\\s*@(?!implSpec|apiNote|implNote)\\w+");

    private Javadoc() {}

    /** The comment without markup; only its first sentence or two, up to the first paragraph's end, unless all is wanted. */
    static String plain(String comment, boolean all) {
        String text = comment.strip().replaceAll("(?m)^ (?=\\S)", "");       // which stood between the star and the words
        text = INLINE.matcher(text).replaceAll("$1");
        text = ITEM.matcher(text).replaceAll("\n- ");
        text = BREAK.matcher(text).replaceAll("\n\n");
        text = TAG.matcher(text).replaceAll("");
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&quot;", "\"").replace("&amp;", "&");
        text = text.replaceAll("\\n{3,}", "\n\n").strip();
        if (all) {
            return text;
        }
        String[] parts = FIRST_BLOCK_TAG.split(text, 2);
        String tags = parts.length > 1 ? "\n\n" + text.substring(parts[0].length()).strip() : "";
        String[] paragraphs = parts[0].strip().split("\n\n", 2);
        return paragraphs[0] + tags;
    }
}
