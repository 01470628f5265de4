package dev.lull.engine.machine;

import java.util.List;

/**
 * A lock that no step leaves held: whatever the C does under it is one step here. So it is kept nowhere, and nobody ever waits
 * for it. A text that {@linkplain Code#passing passes} it says so, for the order of locks and for the words that it guards.
 */
public final class FusedLock implements Lock {
    private static final int BEYOND = 64;           // a number that has no bit

    private final String name;

    FusedLock(String name) {
        this.name = name;
    }

    @Override public String name() {
        return name;
    }

    @Override public int number() {
        return BEYOND;
    }

    @Override public int slot() {
        throw new IllegalStateException(name + " is kept nowhere");
    }

    @Override public List<Context> holders() {
        return List.of();
    }

    @Override public String toString() {
        return name;
    }
}
