package dev.lull.engine.memory;

/**
 * Packs a whole memory into a few longs, each word in as many bits as its range needs, and unpacks it again. The
 * layout is computed once, when the machine is complete; no word straddles two longs, so a word costs one shift each
 * way.
 */
public final class Packing {
    private final Memory memory;
    private final int words;
    private final int longs;
    private final int[] home;       // which long a word lies in
    private final int[] shift;
    private final long[] mask;
    private final long[] base;      // the range's least value, packed as 0
    private final long[] scratch;

    /** Lays out the words {@code memory} has now. */
    public Packing(Memory memory) {
        this.memory = memory;
        words = memory.size();
        home = new int[words];
        shift = new int[words];
        mask = new long[words];
        base = new long[words];
        scratch = new long[words];
        int at = 0;
        int used = 0;
        for (int slot = 0; slot < words; slot++) {
            int bits = memory.range(slot).bits();
            if (used + bits > 64) {
                at++;
                used = 0;
            }
            home[slot] = at;
            shift[slot] = used == 64 ? 0 : used;
            mask[slot] = bits == 64 ? -1L : (1L << bits) - 1;
            base[slot] = bits == 64 ? 0 : memory.range(slot).min();
            used += bits;
        }
        longs = at + 1;
    }

    /** Longs that one packed state takes. */
    public int longs() {
        return longs;
    }

    /**
     * Writes the memory's contents to {@code into[from ..]}.
     *
     * @throws IllegalStateException when a word has left its declared range
     */
    public void pack(long[] into, int from) {
        for (int i = 0; i < longs; i++) into[from + i] = 0;
        for (int slot = 0; slot < words; slot++) {
            long value = memory.peek(slot) - base[slot];
            if ((value & ~mask[slot]) != 0) throw left(slot);
            into[from + home[slot]] |= value << shift[slot];
        }
    }

    /** Puts the contents packed at {@code packed[from ..]}, whose fingerprint is given, into the memory. */
    public void unpack(long[] packed, int from, long fingerprint) {
        for (int slot = 0; slot < words; slot++) {
            scratch[slot] = (packed[from + home[slot]] >>> shift[slot] & mask[slot]) + base[slot];
        }
        memory.adopt(scratch, fingerprint);
    }

    private IllegalStateException left(int slot) {
        Range range = memory.range(slot);
        return new IllegalStateException(memory.name(slot) + " became " + memory.peek(slot) + ", but this exploration"
                + " keeps it within " + range.min() + ".." + range.max() + ". Fewer callbacks or jiffies keep it inside.");
    }
}
