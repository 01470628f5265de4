package dev.lull.engine.memory;

import java.util.List;

/**
 * A pointer in simulated memory to one of a fixed list of targets, or to nothing.
 *
 * @param <T> what it points to
 */
public final class Ref<T> {
    private final Word word;
    private final List<T> targets;

    Ref(Word word, List<T> targets) {
        this.word = word;
        this.targets = targets;
    }

    /** The target, or {@code null} for nothing. */
    public T get() {
        long index = word.get();
        return index == 0 ? null : targets.get((int) index - 1);
    }

    /** Points at {@code target}; {@code null} for nothing. */
    public void set(T target) {
        int index = target == null ? -1 : targets.indexOf(target);
        if (target != null && index < 0) throw new IllegalArgumentException(target + " is none of " + targets);
        word.set(index + 1L);
    }

    public boolean isNull() {
        return word.get() == 0;
    }
}
