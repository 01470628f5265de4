package dev.lull.engine.memory;

/** A number in simulated memory. */
public final class Word {
    private final Memory memory;
    private final int slot;

    Word(Memory memory, int slot) {
        this.memory = memory;
        this.slot = slot;
    }

    /** The value now. */
    public long get() {
        return memory.load(slot);
    }

    /** Replaces the value. */
    public void set(long value) {
        memory.store(slot, value);
    }

    /** Adds {@code delta}, which may be negative. */
    public void add(long delta) {
        memory.store(slot, memory.load(slot) + delta);
    }

    /** The value, read by a watcher: leaves no footprint. */
    public long peek() {
        return memory.peek(slot);
    }

    /** Where the word lies. */
    public int slot() {
        return slot;
    }
}
