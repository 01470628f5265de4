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

    /** {@code a}, {@code a and b}, {@code a, b, and c}. */
    static String joined(List<String> parts) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : i < parts.size() - 1 ? ", " : parts.size() == 2 ? " and " : ", and ").append(parts.get(i));
        }
        return out.toString();
    }
}
