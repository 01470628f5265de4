package dev.lull.engine.memory;

import java.util.Arrays;

/** The contents of a {@link Memory} at one moment; immutable, comparable. */
public final class Snapshot {
    private final long[] words;
    private final long fingerprint;

    Snapshot(long[] words, long fingerprint) {
        this.words = words;
        this.fingerprint = fingerprint;
    }

    /** Words held. */
    public int size() {
        return words.length;
    }

    /** The value of one word. */
    public long word(int slot) {
        return words[slot];
    }

    /** The memory's fingerprint at that moment. */
    public long fingerprint() {
        return fingerprint;
    }

    @Override public boolean equals(Object other) {
        return other instanceof Snapshot that && Arrays.equals(words, that.words);
    }

    @Override public int hashCode() {
        return Long.hashCode(fingerprint);
    }
}
