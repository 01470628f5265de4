package dev.lull.engine.packed;

import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Range;

import java.util.Arrays;

/**
 * Where each word lies in a packed state. Words that have never changed lie nowhere; of a word with few values it is kept
 * which of them it has, of others the value itself. No word straddles two longs, so that it costs one shift and one mask.
 */
final class Layout {
    /** Bits of a word that has none. */
    static final int CONSTANT = 0;

    private final Memory memory;
    private final int words;
    private final int longs;
    final byte[] width;
    final int[] home;
    final byte[] shift;
    private final long[] base;              // of a word with many values, the least
    private final long[][] values;          // of a word with few, all of them
    private final int[] varying;
    private final int lastHome;
    private final int lastShift;
    private final int lastWidth;

    /**
     * @param extent   what there must be room for
     * @param contexts 0, or the number of contexts of which one is remembered as the one that went last
     */
    Layout(Memory memory, Extent extent, int contexts) {
        this.memory = memory;
        words = memory.size();
        width = new byte[words];
        home = new int[words];
        shift = new byte[words];
        base = new long[words];
        values = new long[words][];
        int used = 0;
        int at = 0;
        int count = 0;
        int[] found = new int[words];
        for (int slot = 0; slot < words; slot++) {
            if (!extent.varies(slot)) continue;
            values[slot] = extent.values(slot);
            Range room = values[slot] != null ? Range.upTo(values[slot].length - 1) : extent.room(slot);
            int bits = room.bits();
            if (used + bits > 64) {
                at++;
                used = 0;
            }
            width[slot] = (byte) bits;
            home[slot] = at;
            shift[slot] = (byte) (used & 63);
            base[slot] = bits == 64 ? 0 : room.min();
            used += bits;
            found[count++] = slot;
        }
        varying = Arrays.copyOf(found, count);
        lastWidth = contexts == 0 ? 0 : 64 - Long.numberOfLeadingZeros(contexts);
        if (used + lastWidth > 64) {
            at++;
            used = 0;
        }
        lastHome = at;
        lastShift = used & 63;
        longs = at + 1;
    }

    /** Longs that one state takes. */
    int longs() {
        return longs;
    }

    /** Bits that one state takes: its words and who went last. */
    int bits() {
        int bits = lastWidth;
        for (int slot : varying) bits += width[slot];
        return bits;
    }

    static long mask(int width) {
        return width == 64 ? -1L : (1L << width) - 1;
    }

    /** The field of a word that varies, as it is packed. */
    long field(long[] state, int from, int slot) {
        return state[from + home[slot]] >>> shift[slot] & mask(width[slot]);
    }

    /** How a value of a word that varies is packed; -1 when there is no room for it, unless all of 64 bits are taken. */
    long fieldOf(int slot, long value) {
        if (values[slot] != null) {
            int index = Arrays.binarySearch(values[slot], value);
            return index < 0 ? -1 : index;
        }
        long field = value - base[slot];
        return width[slot] < 64 && (field & ~mask(width[slot])) != 0 ? -1 : field;
    }

    /** Whether the layout has room for the word to hold {@code value}. */
    boolean holds(int slot, long value) {
        return width[slot] == 64 || fieldOf(slot, value) >= 0;
    }

    /** Whether two words are packed in the same way. */
    boolean packsAlike(int one, int other) {
        return width[one] == width[other] && base[one] == base[other] && Arrays.equals(values[one], values[other]);
    }

    /** Whether a field of that number stands for a value. */
    boolean isField(int slot, int field) {
        return values[slot] == null || field < values[slot].length;
    }

    long valueOf(int slot, long field) {
        return values[slot] != null ? values[slot][(int) field] : field + base[slot];
    }

    /** Packs the memory's contents; false when some word does not fit. */
    boolean pack(long[] into, int from) {
        for (int i = 0; i < longs; i++) into[from + i] = 0;
        for (int slot : varying) {
            long value = memory.peek(slot);
            if (!holds(slot, value)) return false;
            into[from + home[slot]] |= fieldOf(slot, value) << shift[slot];
        }
        return true;
    }

    /** Puts a packed state into the memory. */
    void unpack(long[] state, int from) {
        for (int slot : varying) memory.put(slot, valueOf(slot, field(state, from, slot)));
    }

    /** Number of the context that went last plus one; 0 for none, or when it is not remembered. */
    int last(long[] state, int from) {
        return (int) (state[from + lastHome] >>> lastShift & (1L << lastWidth) - 1);
    }

    void last(long[] state, int from, int context) {
        if (lastWidth == 0) return;
        long mask = (1L << lastWidth) - 1 << lastShift;
        state[from + lastHome] = state[from + lastHome] & ~mask | (long) context << lastShift;
    }
}
