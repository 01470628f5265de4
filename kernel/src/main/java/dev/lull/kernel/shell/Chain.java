package dev.lull.kernel.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Names, calls and indices with dots between them: what stands before most dots, and means there what it would mean by itself. */
final class Chain {
    private static final String LINK = "[\\p{L}_$][\\w$]*+\\s*+(?:\\(\\)\\s*+|\\[\\]\\s*+)*+";
    private static final Pattern LINKS = Pattern.compile("\\s*+(?:(?<word>[\\p{L}_$][\\w$]*)|\"\\s*\"|(?=\\(\\)))\\s*+(?:\\(\\)\\s*+|\\[\\]\\s*+)*+(?:\\.\\s*+" + LINK + ")*+\\.");

    private Chain() {}

    /** Whether this text is such a chain and nothing else, the last dot included. */
    static boolean is(String text) {
        Matcher links = LINKS.matcher(withoutWhatBracketsHold(NamesNearby.code(text)));
        return links.matches() && (links.group("word") == null || !SourceVersion.isKeyword(links.group("word")));
    }

    private static String withoutWhatBracketsHold(String code) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (char c : code.toCharArray()) {
            boolean opens = c == '(' || c == '[' || c == '{';
            boolean closes = c == ')' || c == ']' || c == '}';
            depth -= closes ? 1 : 0;
            if (depth == 0) {
                outside.append(c);
            }
            depth += opens ? 1 : 0;
        }
        return outside.toString();
    }
}
