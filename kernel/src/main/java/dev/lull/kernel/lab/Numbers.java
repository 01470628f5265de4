package dev.lull.kernel.lab;

import java.util.List;
import java.util.Locale;

/** Numbers and lists as they stand in a sentence. */
final class Numbers {
    private Numbers() {
    }

    /** {@code 1 step}, {@code 1,204 steps}. */
    static String of(long n, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
    }

    /** {@code a}, {@code a and b}, {@code a, b, and c}; with semicolons where a part has a comma of its own. */
    static String joined(List<String> parts) {
        String comma = parts.stream().anyMatch(part -> part.contains(", ")) ? "; " : ", ";
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : i < parts.size() - 1 ? comma : parts.size() == 2 ? " and " : comma + "and ").append(parts.get(i));
        }
        return out.toString();
    }
}
