package dev.lull.engine.linux.rcu;

import dev.lull.engine.memory.Arena;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/**
 * Where callback heads (struct rcu_head) live. Two ways to hold them. <em>Named</em>: each has a record in an arena
 * that is linked into lists, freed when it has been invoked and reused; a played or timed run follows single
 * callbacks. <em>Counted</em>: lists are FIFO and callbacks interchangeable, so an exploration keeps their number only.
 */
public final class Callbacks {
    private static final int SERIAL = 0;

    private final Range count;
    private final Arena heads;          // null: counted
    private final Word serial;
    private final Word invoked;

    private Callbacks(Memory memory, Range count, boolean named) {
        this.count = count;
        Struct struct = memory.struct("callbacks");
        invoked = named ? struct.word("invoked", Range.FULL) : null;
        serial = named ? struct.word("serial", Range.FULL) : null;
        heads = named ? new Arena(memory, "rcu_head", 1) : null;
    }

    /** Callbacks that can be told apart. */
    public static Callbacks named(Memory memory) {
        return new Callbacks(memory, Range.upTo(Long.MAX_VALUE / 2), true);
    }

    /** Callbacks of which only the number matters, {@code limit} at most. */
    public static Callbacks counted(Memory memory, long limit) {
        return new Callbacks(memory, Range.upTo(limit), false);
    }

    public boolean areNamed() {
        return heads != null;
    }

    /** The range of a list's length. */
    public Range countRange() {
        return count;
    }

    /** The range of a word that points to a head; a counted one is always null. */
    public Range headRange() {
        return heads == null ? Range.upTo(0) : Range.FULL;
    }

    /** A fresh head; 0 when callbacks are counted. */
    public long allocate() {
        if (heads == null) return 0;
        int head = heads.allocate();
        serial.add(1);
        heads.set(head, SERIAL, serial.get());
        return head;
    }

    /** The callback has been invoked: its memory may be reused. */
    public void invoked(long head) {
        if (heads == null) return;
        invoked.add(1);
        heads.release((int) head);
    }

    /** Callbacks invoked so far; named ones only. */
    public long invokedSoFar() {
        return invoked == null ? -1 : invoked.peek();
    }

    /** A callback's number in the order of call_rcu(), from 1: {@code h3} is the third. */
    public long serialOf(long head) {
        return heads == null ? 0 : heads.peek((int) head, SERIAL);
    }

    long next(long head) {
        return heads.link((int) head);
    }

    long peekNext(long head) {
        return heads.peekLink((int) head);
    }

    void setNext(long head, long next) {
        heads.setLink((int) head, next);
    }
}
