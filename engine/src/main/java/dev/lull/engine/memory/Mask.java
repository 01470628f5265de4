package dev.lull.engine.memory;

/** A set of small numbers in simulated memory: the kernel's bit masks. */
public final class Mask {
    private final Word word;
    private final int members;

    Mask(Word word, int members) {
        this.word = word;
        this.members = members;
    }

    public boolean has(int member) {
        return (word.get() >>> member & 1) != 0;
    }

    public void add(int member) {
        word.set(word.get() | 1L << member);
    }

    public void remove(int member) {
        word.set(word.get() & ~(1L << member));
    }

    public boolean isEmpty() {
        return word.get() == 0;
    }

    public void clear() {
        word.set(0);
    }

    /** Everything from 0 to the last member. */
    public void fill() {
        word.set(members == 64 ? -1L : (1L << members) - 1);
    }

    /** The same members as {@code other}. */
    public void copy(Mask other) {
        word.set(other.word.get());
    }

    public long bits() {
        return word.get();
    }

    /** Where the bits lie. */
    public int slot() {
        return word.slot();
    }

    /** The bits, read by a watcher: leaves no footprint. */
    public long peek() {
        return word.peek();
    }
}
