package dev.lull.engine.explore;

/** Hashes of packed states. Of states of less than 64 bits it is one to one, so that no two are ever taken for one. */
final class Fingerprint {
    private Fingerprint() {
    }

    static long first(long[] state, int from, int longs) {
        long h = 1L << 63;              // so that no state of less than 64 bits has 0
        for (int i = 0; i < longs; i++) h = mix(h ^ state[from + i], 0xBF58476D1CE4E5B9L, 0x94D049BB133111EBL);
        return h;
    }

    /** Another one, independent of the first. */
    static long second(long[] state, int from, int longs) {
        long h = 0x632BE59BD9B4E019L;
        for (int i = 0; i < longs; i++) h = mix(h + state[from + i], 0xD6E8FEB86659FD93L, 0xA0761D6478BD642FL);
        return h;
    }

    private static long mix(long h, long one, long two) {
        h = (h ^ h >>> 32) * one;
        h = (h ^ h >>> 29) * two;
        return h ^ h >>> 32;
    }
}
