package dev.lull.engine.chance;

/**
 * Answers from a seed: the same seed gives the same answers on every JDK. The generator is SplitMix64, written out so
 * that no library's change can alter a trace.
 */
public final class Seeded implements Choices {
    private long state;

    /** Starts the sequence that belongs to {@code seed}. */
    public Seeded(long seed) {
        state = seed;
    }

    @Override public int pick(String what, int count) {
        if (count < 1) throw new IllegalArgumentException("\"" + what + "\" offers " + count + " alternatives");
        long wide = (next() >>> 33) * count;        // 31 random bits scaled down: no modulo, bias below 2^-31 a value
        return (int) (wide >>> 31);
    }

    /** Another sequence, for a purpose of its own: it stays the same however much is asked here from now on. */
    public Seeded split() {
        return new Seeded(next());
    }

    private long next() {
        long z = state += 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
