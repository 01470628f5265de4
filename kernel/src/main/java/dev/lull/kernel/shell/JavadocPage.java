package dev.lull.kernel.shell;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments on a page that the javadoc tool has written, by the marks that it has set since Java 7. */
final class JavadocPage {
    private static final Pattern BLOCK = Pattern.compile("<div class=\"block\">(.*?)</div>", Pattern.DOTALL);

    private JavadocPage() {}

    /** The comment on the page's type, or on one of its members. */
    static Optional<String> commentOn(String page, Signature wanted) {
        if (wanted.member().isEmpty()) {
            return firstBlock(page, 0, page.length());
        }
        Matcher mark = Pattern.compile("(?:id|name)=\"" + markOf(wanted) + "\"").matcher(page);
        if (!mark.find()) {
            return Optional.empty();
        }
        Matcher next = Pattern.compile("<(?:section|a)[^>]* (?:id|name)=\"").matcher(page);
        int end = next.find(mark.end()) ? next.start() : page.length();
        return firstBlock(page, mark.end(), end);
    }

    /** {@code max(int,int)}, or {@code max-int-int-} as Java 8 wrote it; types may be qualified. */
    private static String markOf(Signature wanted) {
        boolean constructor = wanted.type().equals(wanted.member()) || wanted.type().endsWith("." + wanted.member());
        String name = constructor ? "(?:&lt;init&gt;|%3Cinit%3E|<init>|" + Pattern.quote(wanted.member()) + ")" : Pattern.quote(wanted.member());
        if (wanted.parameters() == null) {
            return name;
        }
        StringBuilder types = new StringBuilder();
        for (String type : wanted.parameters()) {
            String dimensions = type.endsWith("[]") ? "(?:\\[\\]|:A|\\.\\.\\.)" : "";
            types.append(types.length() == 0 ? "" : "[,-]\\s*").append("(?:[\\w.]+\\.)?").append(Pattern.quote(type.replace("[]", ""))).append(dimensions);
        }
        return name + "[(-]" + types + "[)-]";
    }

    private static Optional<String> firstBlock(String page, int from, int to) {
        Matcher block = BLOCK.matcher(page).region(from, to);
        return block.find() ? Optional.of(block.group(1)) : Optional.empty();
    }
}
