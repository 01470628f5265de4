package dev.lull.kernel.display;

/** HTML's own characters made harmless. */
public final class Html {
    private Html() {}

    /** The text with {@code < > & "} escaped, fit for content and attribute values. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
