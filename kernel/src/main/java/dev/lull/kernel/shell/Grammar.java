package dev.lull.kernel.shell;

import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Where the first piece of a text ends. JDK 17's JShell knows how to compile {@code case A -> throw ...} and {@code non-sealed}, but not
 * how to find their end, and takes whatever has them for no Java at all: then it is asked again about a text that lacks these words.
 */
final class Grammar {
    private static final String THROW = "throw";
    private static final String NON_SEALED = "non-sealed";

    private final SourceCodeAnalysis analysis;

    Grammar(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    private record Told(Completeness completeness, String source, String remaining) implements CompletionInfo {}

    /** What JShell says of a text. */
    CompletionInfo analyzeCompletion(String text) {
        CompletionInfo said = analysis.analyzeCompletion(text);
        if (said.completeness() != Completeness.UNKNOWN) {
            return said;
        }
        String plainer = withBlanks(text);
        if (plainer.equals(text)) {
            return said;
        }
        CompletionInfo again = analysis.analyzeCompletion(plainer);
        int end = text.length() - again.remaining().length();
        String added = again.completeness() == Completeness.COMPLETE_WITH_SEMI ? ";" : "";
        return again.completeness() == Completeness.UNKNOWN ? said : new Told(again.completeness(), text.substring(0, end) + added, text.substring(end));
    }

    /** The text, of the same length, with blanks for the words that are not understood. */
    private static String withBlanks(String text) {
        StringBuilder plainer = new StringBuilder(text);
        boolean afterArrow = false;
        boolean afterName = false;
        for (int i = CellText.skipBlanks(text, 0); i < text.length(); ) {
            String word = !afterName && text.startsWith(NON_SEALED, i) ? NON_SEALED : afterArrow && text.startsWith(THROW, i) ? THROW : "";
            int end = i + word.length();
            if (!word.isEmpty() && end < text.length() && !Character.isJavaIdentifierPart(text.charAt(end))) {
                plainer.replace(i, end, " ".repeat(word.length()));
            } else {
                end = CellText.endOfToken(text, i);
            }
            afterArrow = text.startsWith("->", i) || afterArrow && text.charAt(i) == '>';
            i = CellText.skipBlanks(text, end);
            afterName = i == end && Character.isJavaIdentifierPart(text.charAt(i - 1));
        }
        return plainer.toString();
    }

    /** JShell itself, for what it knows well. */
    SourceCodeAnalysis analysis() {
        return analysis;
    }
}
