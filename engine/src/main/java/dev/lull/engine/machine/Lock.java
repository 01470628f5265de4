package dev.lull.engine.machine;

import java.util.List;

/** What a context can hold: who has it is a word of the memory, so which locks a context holds can be read off any state. */
public sealed interface Lock permits SpinLock, Mutex, RwSemaphore, FusedLock, Work {
    String name();

    /** Its position among all that can be held on its machine, from 0. */
    int number();

    /** Its bit in a set of locks; 0 for one beyond the 64th, which is in none. */
    default long bit() {
        return number() < 64 ? 1L << number() : 0;
    }

    /** Where it is kept who holds it for himself alone: the context's number and one, 0 for nobody. */
    int slot();

    /** Who holds it, as a watcher sees it; empty when it is free. */
    List<Context> holders();

    /** Whether {@code context} holds it, as a watcher sees it. */
    default boolean isHeldBy(Context context) {
        return holders().contains(context);
    }

    /** Its name without an index: all {@code nocb_lock[...]} are of one kind, and are taken in the same order. */
    default String kind() {
        return name().replaceAll("\\[[^\\]]*\\]", "");
    }
}
