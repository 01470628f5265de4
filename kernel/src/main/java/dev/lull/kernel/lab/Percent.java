package dev.lull.kernel.lab;

import java.util.Locale;

/** Parts of a whole as they are read: two digits that count. */
final class Percent {
    private Percent() {
    }

    static String of(double share) {
        double percent = share * 100;
        return String.format(Locale.ROOT, percent == 0 || percent >= 99.95 ? "%.0f %%" : percent >= 10 ? "%.1f %%" : percent >= 0.1 ? "%.2f %%" : "%.1e %%", percent);
    }
}
