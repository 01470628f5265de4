package dev.lull.kernel.shell;

import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** The names that a piece of Java may mean something by: all of its identifiers but those behind a dot. */
final class NamesInText {
    private NamesInText() {}

    static Set<String> of(String text) {
        Set<String> names = new LinkedHashSet<>();
        boolean afterDot = false;
        int i = CellText.skipBlanks(text, 0);
        while (i < text.length()) {
            int end = endOfWord(text, i);
            if (end == i) {
                end = CellText.endOfToken(text, i);
                afterDot = text.charAt(i) == '.';
            } else {
                String word = text.substring(i, end);
                if (!afterDot && Character.isJavaIdentifierStart(word.codePointAt(0)) && !SourceVersion.isKeyword(word)) {
                    names.add(word);
                }
                afterDot = false;
            }
            i = CellText.skipBlanks(text, end);
        }
        return names;
    }

    /** Past the identifier, keyword or number that begins here; here, if none does. */
    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isJavaIdentifierPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }
}
