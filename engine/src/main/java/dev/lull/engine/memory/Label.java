package dev.lull.engine.memory;

/**
 * One of an enum's constants in simulated memory: a place in a program text, or a state.
 *
 * @param <E> the enum
 */
public final class Label<E extends Enum<E>> {
    private final Word word;
    private final E[] constants;

    /** Reads {@code word} as the position of one of {@code constants}. */
    public Label(Word word, E[] constants) {
        this.word = word;
        this.constants = constants;
    }

    public E get() {
        return constants[(int) word.get()];
    }

    public void set(E constant) {
        word.set(constant.ordinal());
    }

    public boolean is(E constant) {
        return word.get() == constant.ordinal();
    }

    /** The value, read by a watcher: leaves no footprint. */
    public E peek() {
        return constants[(int) word.peek()];
    }

    /** Where the label lies. */
    public int slot() {
        return word.slot();
    }

    /** All it may ever hold, in order. */
    public E[] constants() {
        return constants.clone();
    }
}
