package dev.lull.engine.memory;

import java.util.BitSet;

/** What a stretch of execution read and wrote, by slot: known from the accesses themselves, never declared. */
public final class Footprint implements Memory.Observer {
    private final BitSet read = new BitSet();
    private final BitSet written = new BitSet();

    @Override public void loaded(int slot) {
        read.set(slot);
    }

    @Override public void peeked(int slot) {
        // who only watches leaves no trace
    }

    @Override public void storing(int slot, long value) {
        written.set(slot);
    }

    @Override public void locked(long lock) {
        // the lock's own word tells
    }

    @Override public void unlocked(long lock) {
        // the lock's own word tells
    }

    /** Forgets everything. */
    public void clear() {
        read.clear();
        written.clear();
    }

    /** Slots that were loaded. */
    public BitSet reads() {
        return (BitSet) read.clone();
    }

    /** Slots that were stored to, changed or not. */
    public BitSet writes() {
        return (BitSet) written.clone();
    }

    /** Whether two steps with these footprints give the same result in either order. */
    public boolean independentOf(Footprint other) {
        return !written.intersects(other.read) && !written.intersects(other.written) && !read.intersects(other.written);
    }
}
