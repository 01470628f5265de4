package dev.lull.engine.packed;

import dev.lull.engine.model.Interchangeable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names as they are when interchangeable parts have changed places. */
final class Renaming {
    private record Pair(String from, String to) { }

    private final List<Pair> pairs = new ArrayList<>();

    /** Has the parts of the {@code i}th take the place of those of the {@code places[i]}th. */
    void exchange(Interchangeable of, int[] places) {
        for (int one = 0; one < places.length; one++) {
            for (int part = 0; part < of.parts().get(one).size(); part++) {
                pairs.add(new Pair(of.parts().get(one).get(part), of.parts().get(places[one]).get(part)));
            }
        }
        pairs.sort(Comparator.comparingInt((Pair pair) -> -pair.from.length()));
    }

    String of(String name) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < name.length()) {
            Pair pair = at(name, at);
            out.append(pair == null ? name.substring(at, at + 1) : pair.to);
            at += pair == null ? 1 : pair.from.length();
        }
        return out.toString();
    }

    private Pair at(String name, int at) {
        for (Pair pair : pairs) if (name.startsWith(pair.from, at) && begins(name, at, pair) && ends(name, at, pair)) return pair;
        return null;
    }

    /** A name begins where no other goes on, and is no field of something else, unless it is a lock's that tells who waits for it. */
    private static boolean begins(String name, int at, Pair pair) {
        if (at == 0 || !isPartOfName(pair.from.charAt(0))) return true;
        char before = name.charAt(at - 1);
        return !isPartOfName(before) && (before != '.' || name.startsWith("_by", Math.max(0, at - 4)));
    }

    private static boolean ends(String name, int at, Pair pair) {
        int end = at + pair.from.length();
        return end == name.length() || !isPartOfName(name.charAt(end - 1)) || !isPartOfName(name.charAt(end));
    }

    private static boolean isPartOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
