package dev.lull.engine.linux.rcu;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A singly linked list of callbacks with its length (struct rcu_cblist); first in, first out. Counted callbacks of several
 * functions have their functions side by side in one word, the first in the lowest bits.
 */
public final class CbList {
    private final Callbacks callbacks;
    private final Word length;
    private final Word head;
    private final Word tail;
    private final Word functions;       // counted, of several functions; else null

    /** A list named {@code field} inside {@code struct}. */
    public CbList(Callbacks callbacks, Struct struct, String field) {
        this.callbacks = callbacks;
        length = struct.word(field + ".len", callbacks.countRange());
        head = callbacks.areNamed() ? struct.word(field + ".head", callbacks.headRange()) : null;
        tail = callbacks.areNamed() ? struct.word(field + ".tail", callbacks.headRange()) : null;
        int bits = callbacks.areNamed() ? 0 : callbacks.functionBits();
        functions = bits == 0 ? null : struct.word(field + ".functions", Range.upTo((1L << bits * callbacks.countRange().max()) - 1));
    }

    public long length() {
        return length.get();
    }

    /** Where it lies: for who says what guards it. */
    public int[] slots() {
        return Stream.of(length, head, tail, functions).filter(Objects::nonNull).mapToInt(Word::slot).toArray();
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
        if (functions != null) functions.set(functions.get() | callback << callbacks.functionBits() * length.get());
        length.add(1);
    }

    /** rcu_cblist_dequeue(): the first callback; its function when callbacks are counted. */
    public long removeFirst() {
        length.add(-1);
        if (functions != null) return removeFirstFunction();
        if (head == null) return Callbacks.PLAIN;
        long first = head.get();
        long next = callbacks.next(first);
        head.set(next);
        if (next == 0) tail.set(0);
        callbacks.setNext(first, 0);
        return first;
    }

    private long removeFirstFunction() {
        long all = functions.get();
        functions.set(all >>> callbacks.functionBits());
        return all & (1L << callbacks.functionBits()) - 1;
    }

    /** Puts everything in {@code other} before what is here. */
    public void prependAll(CbList other) {
        other.appendAll(this);
        appendAll(other);
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
        if (functions != null) {
            functions.set(functions.get() | other.functions.get() << callbacks.functionBits() * length.get());
            other.functions.set(0);
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
