package dev.lull.kernel.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/**
 * What JShell has answered while a cell was being written. Who asks, writes a letter and asks again is answered from the first
 * answer, without a compiler; until something is declared, since by then all may mean something else. To be used with the
 * compiler held.
 */
final class EarlierAnswers {
    private static final int KEPT = 32;
    private static final Pattern MAY_BE_A_PACKAGE = Pattern.compile("(?:^|[^\\w$.)\\]\"])(?:[a-z_]\\w*\\.)+$");

    private final Map<String, Begun> members = lastOnes();
    private final Map<String, List<Documentation>> documentation = lastOnes();

    /** @param names those that go on as the word began, each with whether it is of the type that is wanted */
    private record Begun(String word, Map<String, Boolean> names) {}

    private static <T> Map<String, T> lastOnes() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > KEPT;
            }
        };
    }

    /** To be called whenever a text may from now on mean something else. */
    void forget() {
        members.clear();
        documentation.clear();
    }

    /** The members that were suggested behind the last dot of this text, as far as they begin as it ends. */
    Optional<Map<String, Boolean>> membersAt(String text) {
        String word = NamesNearby.begun(text);
        return Optional.ofNullable(members.get(behindTheDot(text, word))).filter(earlier -> word.startsWith(earlier.word))
                .map(earlier -> earlier.names.entrySet().stream().filter(name -> name.getKey().startsWith(word))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Takes note of what was suggested at the end of a text; of members only: in the background JShell still learns of packages, and so of other names. */
    void suggested(String text, Map<String, Boolean> names) {
        String word = NamesNearby.begun(text);
        String stem = behindTheDot(text, word);
        boolean ofSomethingKnown = !MAY_BE_A_PACKAGE.matcher(stem).find() || names.keySet().stream().anyMatch(name -> name.contains("("));
        if (stem.endsWith(".") && ofSomethingKnown && !names.isEmpty()) {
            members.put(stem, new Begun(word, Map.copyOf(names)));
        }
    }

    private static String behindTheDot(String text, String word) {
        return text.substring(0, text.length() - word.length());
    }

    /** What there is to say about the end of a text: as before, or found out now. */
    List<Documentation> about(String text, Supplier<List<Documentation>> otherwise) {
        List<Documentation> earlier = documentation.get(text);
        if (earlier == null) {
            earlier = otherwise.get();
            documentation.put(text, earlier);
        }
        return earlier;
    }
}
