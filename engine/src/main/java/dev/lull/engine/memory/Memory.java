package dev.lull.engine.memory;

import java.util.Arrays;

/**
 * One flat array of 64-bit words, with an incremental 64-bit fingerprint and, on demand, a footprint of what was
 * read and written. A word is allocated once, with a name and a range, and lives as long as the memory.
 *
 * <p>The fingerprint is the exclusive or of one strong mix per word (Zobrist hashing with computed keys), so a store
 * costs two mixes however large the memory is, and equal contents have equal fingerprints whatever way led there.
 */
public final class Memory {
    /** Nobody's in particular: any context may touch the word. */
    public static final int SHARED = -1;

    private long[] words = new long[64];
    private String[] names = new String[64];
    private Range[] ranges = new Range[64];
    private int[] owners = new int[64];
    private int size;

    private long fingerprint;

    private Observer observer;

    /** Told of every access while a step executes. */
    public interface Observer {
        /** A load by program text. */
        void loaded(int slot);

        /** A look by somebody who only watches, or who waits for the word to change. */
        void peeked(int slot);

        /** A store; told before it happens, even when it changes nothing. */
        void storing(int slot, long value);

        /** The accessor has just got the lock with this bit. */
        void locked(long lock);

        /** The accessor has just let the lock with this bit go. */
        void unlocked(long lock);
    }

    /** Adds one word holding {@code initial} and returns its slot. */
    int allocate(String name, Range range, long initial, int owner) {
        if (!range.holds(initial)) {
            throw new IllegalArgumentException(name + " starts at " + initial + ", outside its range " + range.min()
                    + ".." + range.max());
        }
        if (size == words.length) grow();
        int slot = size++;
        words[slot] = initial;
        names[slot] = name;
        ranges[slot] = range;
        owners[slot] = owner;
        fingerprint ^= mix(slot, initial);
        return slot;
    }

    private void grow() {
        int wanted = size * 2;
        words = Arrays.copyOf(words, wanted);
        names = Arrays.copyOf(names, wanted);
        ranges = Arrays.copyOf(ranges, wanted);
        owners = Arrays.copyOf(owners, wanted);
    }

    /** Words in use. */
    public int size() {
        return size;
    }

    /** The name a word was allocated under, for example {@code rdp[0].nocb_defer_wakeup}. */
    public String name(int slot) {
        return names[slot];
    }

    /** The values a word may hold. */
    public Range range(int slot) {
        return ranges[slot];
    }

    /** The context whose private word this is, or {@link #SHARED}. */
    public int owner(int slot) {
        return owners[slot];
    }

    long load(int slot) {
        if (observer != null) observer.loaded(slot);
        return words[slot];
    }

    void store(int slot, long value) {
        if (observer != null) observer.storing(slot, value);
        long old = words[slot];
        if (old == value) return;
        fingerprint ^= mix(slot, old) ^ mix(slot, value);
        words[slot] = value;
    }

    /** A word's value, for those who watch: no access as far as Linux is concerned. */
    public long peek(int slot) {
        if (observer != null) observer.peeked(slot);
        return words[slot];
    }

    /** A word's value, of which nobody is told: for observers themselves. */
    public long peekQuietly(int slot) {
        return words[slot];
    }

    /** Hash of the whole contents, kept up to date by every store. */
    public long fingerprint() {
        return fingerprint;
    }

    /** What {@code value} at {@code slot} contributes to the fingerprint. */
    public static long mix(int slot, long value) {
        long h = (value + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L + slot * 0xD6E8FEB86659FD93L;
        h = (h ^ (h >>> 32)) * 0x94D049BB133111EBL;
        h = (h ^ (h >>> 29)) * 0xBF58476D1CE4E5B9L;
        return h ^ (h >>> 32);
    }

    // ---- observation ------------------------------------------------------------------------------------------

    /** Has every access told to {@code observer} until {@code null} is given. */
    public void observe(Observer observer) {
        this.observer = observer;
    }

    /** Tells whoever observes that the accessor has got a lock. */
    public void locked(long lock) {
        if (observer != null) observer.locked(lock);
    }

    /** Tells whoever observes that the accessor lets a lock go. */
    public void unlocked(long lock) {
        if (observer != null) observer.unlocked(lock);
    }

    // ---- snapshot ---------------------------------------------------------------------------------------------

    /** A copy of the contents. */
    public Snapshot snapshot() {
        return new Snapshot(Arrays.copyOf(words, size), fingerprint);
    }

    /** Puts back the contents of a snapshot of this memory; words allocated since then become 0. */
    public void restore(Snapshot snapshot) {
        if (snapshot.size() > size) {
            throw new IllegalArgumentException("a snapshot of " + snapshot.size() + " words does not fit a memory of "
                    + size);
        }
        for (int slot = 0; slot < snapshot.size(); slot++) put(slot, snapshot.word(slot));
        for (int slot = snapshot.size(); slot < size; slot++) put(slot, ranges[slot].holds(0) ? 0 : ranges[slot].min());
    }

    /** Writes a word from outside any step: restoring. */
    public void put(int slot, long value) {
        long old = words[slot];
        if (old == value) return;
        fingerprint ^= mix(slot, old) ^ mix(slot, value);
        words[slot] = value;
    }

    /** Opens a struct: a prefix under which words are named and allocated. */
    public Struct struct(String name) {
        return new Struct(this, name, SHARED);
    }

    /** As {@link #struct(String)}, for the words that only the context {@code owner} touches. */
    public Struct privateStruct(String name, int owner) {
        return new Struct(this, name, owner);
    }
}
