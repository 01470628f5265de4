package dev.lull.kernel.lab;

import dev.lull.engine.tally.Tally;

import java.util.Locale;

/**
 * Many cycles in virtual time.
 *
 * @param title  of what
 * @param cycles how many
 * @param failed in how many a rule was broken
 * @param seed   of the first; the next has the next one
 */
public record Soak(String title, int cycles, int failed, long seed) {
    @Override public String toString() {
        String result = failed > 0 ? String.format(Locale.ROOT, "%,d of %,d cycles fail (%s)", failed, cycles, Percent.of((double) failed / cycles))
                : String.format(Locale.ROOT, "none of %,d cycles fails: with 95 %% confidence, fewer than %.1e of all do. No proof; explore() gives one", cycles, Tally.boundAfter(cycles));
        return title + "\n" + Lines.wrapped("", result, 100) + "\n  seeds " + seed + " to " + (seed + cycles - 1);
    }
}
