package dev.lull.engine.linux.rcu;

import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/** A singly linked list of callbacks with its length (struct rcu_cblist); first in, first out. */
public final class CbList {
    private final Callbacks callbacks;
    private final Word length;
    private final Word head;
    private final Word tail;

    /** A list named {@code field} inside {@code struct}. */
    public CbList(Callbacks callbacks, Struct struct, String field) {
        this.callbacks = callbacks;
        length = struct.word(field + ".len", callbacks.countRange());
        head = callbacks.areNamed() ? struct.word(field + ".head", callbacks.headRange()) : null;
        tail = callbacks.areNamed() ? struct.word(field + ".tail", callbacks.headRange()) : null;
    }

    public long length() {
        return length.get();
    }

    /** The length as a watcher sees it. */
    public long peekLength() {
        return length.peek();
    }

    public boolean isEmpty() {
        return length.get() == 0;
    }

    /** rcu_cblist_enqueue(). */
    public void append(long callback) {
        if (head != null) {
            if (length.get() == 0) head.set(callback);
            else callbacks.setNext(tail.get(), callback);
            tail.set(callback);
        }
        length.add(1);
    }

    /** rcu_cblist_dequeue(): the first callback, 0 when callbacks are counted. */
    public long removeFirst() {
        length.add(-1);
        if (head == null) return 0;
        long first = head.get();
        long next = callbacks.next(first);
        head.set(next);
        if (next == 0) tail.set(0);
        callbacks.setNext(first, 0);
        return first;
    }

    /** Moves everything in {@code other} behind what is here. */
    public void appendAll(CbList other) {
        long more = other.length.get();
        if (more == 0) return;
        if (head != null) {
            if (length.get() == 0) head.set(other.head.get());
            else callbacks.setNext(tail.get(), other.head.get());
            tail.set(other.tail.get());
            other.head.set(0);
            other.tail.set(0);
        }
        length.add(more);
        other.length.set(0);
    }

    /** The callbacks by serial number, front to back, for watchers; empty when they are counted. */
    public List<Long> serials() {
        List<Long> serials = new ArrayList<>();
        if (head == null) return serials;
        long at = head.peek();
        for (long left = length.peek(); left > 0; left--, at = callbacks.peekNext(at)) serials.add(callbacks.serialOf(at));
        return serials;
    }
}
