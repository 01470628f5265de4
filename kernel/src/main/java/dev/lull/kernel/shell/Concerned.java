package dev.lull.kernel.shell;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Snippet;

/** Which declarations a text can have to do with: those that it names, those that use these, and what they in turn name. */
final class Concerned {
    private final List<Snippet> byIndex;
    private final Map<String, Set<Integer>> users;

    /**
     * Among these declarations.
     *
     * @param byIndex each with its number; may have gaps
     * @param users   the numbers of those that use a name
     */
    Concerned(List<Snippet> byIndex, Map<String, Set<Integer>> users) {
        this.byIndex = byIndex;
        this.users = users;
    }

    /** The declarations, by number, that a text has nothing to do with; none when there may be more to it than can be seen. */
    Map<Integer, Snippet> notBy(String text) {
        Map<Integer, Snippet> others = new HashMap<>();
        Set<String> names = NamesInText.of(text);
        if (names.contains("import") || text.startsWith("import") || text.contains("\\u")) {
            return others;
        }
        Set<String> seen = new HashSet<>(names);
        Deque<String> affected = new ArrayDeque<>(names);
        Set<Integer> numbers = new HashSet<>();
        while (!affected.isEmpty()) {
            for (Integer user : users.getOrDefault(affected.remove(), Set.of())) {
                Snippet snippet = byIndex.get(user);
                if (snippet != null && numbers.add(user)) {
                    seen.addAll(NamesInText.of(snippet.source()));
                    if (snippet instanceof DeclarationSnippet named) {
                        affected.add(named.name());
                    }
                }
            }
        }
        for (int i = 0; i < byIndex.size(); i++) {
            if (canBeHidden(byIndex.get(i)) && !numbers.contains(i) && !seen.contains(((DeclarationSnippet) byIndex.get(i)).name())) {
                others.put(i, byIndex.get(i));
            }
        }
        return others;
    }

    /** The same for the beginning of a text, which may be in the middle of a name, or about to be followed by any. */
    Map<Integer, Snippet> notByBeginning(String text) {
        int start = text.length();
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        String begun = text.substring(start);
        if (begun.isEmpty() && !text.stripTrailing().endsWith(".")) {
            return Map.of();
        }
        Map<Integer, Snippet> others = notBy(text);
        others.values().removeIf(snippet -> !begun.isEmpty() && ((DeclarationSnippet) snippet).name().startsWith(begun));
        return others;
    }

    /** A type may be meant without being named; so may one that has no name, which a variable's text brings along. */
    private static boolean canBeHidden(Snippet snippet) {
        return snippet != null && switch (snippet.kind()) {
            case METHOD -> true;
            case VAR -> snippet.source().indexOf('{') < 0;
            default -> false;
        };
    }

    /** Those of these that a text names, and all that they name. */
    static List<Snippet> namedBy(String text, Collection<Snippet> all) {
        Map<String, Set<Snippet>> byName = new HashMap<>();
        for (Snippet snippet : all) {
            if (snippet instanceof DeclarationSnippet named) {
                byName.computeIfAbsent(named.name(), n -> new HashSet<>()).add(snippet);
            }
        }
        Set<Snippet> wanted = new HashSet<>();
        Deque<String> texts = new ArrayDeque<>(List.of(text));
        while (!texts.isEmpty()) {
            for (String name : NamesInText.of(texts.remove())) {
                byName.getOrDefault(name, Set.of()).stream().filter(wanted::add).forEach(snippet -> texts.add(snippet.source()));
            }
        }
        return all.stream().filter(snippet -> !(snippet instanceof DeclarationSnippet) || wanted.contains(snippet)).toList();
    }
}
