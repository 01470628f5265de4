package dev.lull.engine.memory;

/** A truth value in simulated memory. */
public final class Flag {
    private final Word word;

    /** Reads {@code word} as a truth value: 0 is false. */
    public Flag(Word word) {
        this.word = word;
    }

    public boolean isSet() {
        return word.get() != 0;
    }

    public void set(boolean on) {
        word.set(on ? 1 : 0);
    }

    public void set() {
        word.set(1);
    }

    public void clear() {
        word.set(0);
    }

    /** The value, read by a watcher: leaves no footprint. */
    public boolean peek() {
        return word.peek() != 0;
    }

    /** Where the flag lies. */
    public int slot() {
        return word.slot();
    }
}
