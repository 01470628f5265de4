package dev.lull.engine.linux.rcu;

import dev.lull.engine.memory.Arena;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * Where callback heads (struct rcu_head) live. Two ways to hold them. <em>Named</em>: each has a record in an arena
 * that is linked into lists, freed when it has been invoked and reused; a played or timed run follows single
 * callbacks. <em>Counted</em>: lists are FIFO and callbacks of the same function interchangeable, so an exploration keeps
 * their number only, and which functions where there is more than one: a callback then <em>is</em> its function's number.
 */
public final class Callbacks {
    /** The function of a plain callback: it frees something. */
    public static final int PLAIN = 0;

    private static final int SERIAL = 0;
    private static final int FUNCTION = 1;
    private static final int STATE = 2;
    private static final long QUEUED = 1;

    private final Range count;
    private final int functionBits;     // of each callback in a counted list
    private final int kinds;            // functions at most, the plain one included
    private final Arena heads;          // null: counted
    private final Word serial;
    private final Word invoked;
    private final List<Function> functions = new ArrayList<>();
    private boolean queueAgain;         // whether some of them do
    private int entrained = -1;         // the function of callbacks that wait for no grace period; -1: there are none

    /** What a callback does when it is invoked, in one step. */
    public interface Function {
        /**
         * @param context who invokes it
         * @param on      the CPU it does so on
         */
        void invoke(int context, int on);

        /**
         * call_rcu() is about to queue it: for those of whom there is one head only. False, with somebody blamed, when it must not.
         *
         * @param context who calls
         * @param cpu     the CPU on whose list it goes
         */
        default boolean queue(int context, int cpu) {
            return true;
        }

        /** Whether, having just been invoked, it ends with call_rcu() of its own head. */
        default boolean queuesAgain() {
            return false;
        }
    }

    private Callbacks(Memory memory, Range count, boolean named, int kinds) {
        this.count = count;
        this.kinds = kinds;
        functionBits = 64 - Long.numberOfLeadingZeros(kinds - 1L);
        if (!named && count.max() * functionBits > 62) {
            throw new IllegalArgumentException("a counted list of " + count.max() + " callbacks of " + kinds + " functions does not fit a word: let an exploration make fewer calls");
        }
        Struct struct = memory.struct("callbacks");
        invoked = named ? struct.word("invoked", Range.FULL) : null;
        serial = named ? struct.word("serial", Range.FULL) : null;
        heads = named ? new Arena(memory, "rcu_head", 3) : null;
        functions.add((context, on) -> { });
    }

    /** Callbacks that can be told apart. */
    public static Callbacks named(Memory memory) {
        return new Callbacks(memory, Range.upTo(Long.MAX_VALUE / 2), true, Integer.MAX_VALUE);
    }

    /** Callbacks of which only the number matters, {@code limit} at most. */
    public static Callbacks counted(Memory memory, long limit) {
        return counted(memory, limit, 1);
    }

    /** As above, with {@code functions} different functions, the plain one included. */
    public static Callbacks counted(Memory memory, long limit, int functions) {
        return new Callbacks(memory, Range.upTo(limit), false, functions);
    }

    public boolean areNamed() {
        return heads != null;
    }

    /** The range of a list's length. */
    public Range countRange() {
        return count;
    }

    /** The range of a word that points to a head; a counted one is its function. */
    public Range headRange() {
        return heads == null ? functionRange() : Range.FULL;
    }

    /** The range of a word that holds a function's number. */
    public Range functionRange() {
        return heads == null ? Range.upTo(kinds - 1L) : Range.upTo(1 << 20);
    }

    /** Bits that a counted list needs for each callback. */
    int functionBits() {
        return functionBits;
    }

    /** Makes a function known and returns its number. Part of building the machine. */
    public int register(Function function) {
        if (functions.size() == kinds) throw new IllegalStateException("these callbacks were laid out for " + kinds + " functions");
        functions.add(function);
        return functions.size() - 1;
    }

    /** Says that some of them call call_rcu() themselves. Part of building the machine, before anybody is there to invoke them. */
    public Callbacks queueingAgain() {
        queueAgain = true;
        return this;
    }

    /** Whether some of them call call_rcu() themselves: then whoever invokes them must be able to. */
    public boolean queueAgain() {
        return queueAgain;
    }

    /** As {@link #register}, for rcu_barrier()'s: entrained behind others, they wait for no grace period of their own. */
    int registerEntrained(Function function) {
        entrained = register(function);
        return entrained;
    }

    /** Whether the callback is rcu_barrier()'s. */
    boolean isEntrained(long head) {
        return entrained >= 0 && functionOf(head) == entrained;
    }

    private int functionOf(long head) {
        return (int) (heads == null ? head : heads.get((int) head, FUNCTION));
    }

    /** A fresh head for a plain callback. */
    public long allocate() {
        return allocate(PLAIN);
    }

    /** A fresh head whose function is number {@code function}; counted, that number. */
    public long allocate(int function) {
        if (heads == null) return function;
        int head = heads.allocate();
        serial.add(1);
        heads.set(head, SERIAL, serial.get());
        heads.set(head, FUNCTION, function);
        heads.set(head, STATE, QUEUED);
        return head;
    }

    /** Does what the callback is for; its function when it ends with call_rcu() of its own head, else {@link #PLAIN}. */
    int call(long head, int context, int on) {
        int function = functionOf(head);
        if (function == PLAIN) return PLAIN;
        functions.get(function).invoke(context, on);
        return functions.get(function).queuesAgain() ? function : PLAIN;
    }

    /** debug_rcu_head_queue(): whether a callback of that function may be queued; who has only one head may not while it is. */
    boolean mayQueue(int function, int context, int cpu) {
        return function == PLAIN || functions.get(function).queue(context, cpu);
    }

    /** Whether the callback is one that has been queued and not been invoked since. */
    boolean isQueued(long head) {
        return heads == null || heads.get((int) head, STATE) == QUEUED;
    }

    /** The callback has been invoked: its memory may be reused. */
    void free(long head) {
        if (heads == null) return;
        invoked.add(1);
        heads.set((int) head, STATE, 0);
        heads.release((int) head);
    }

    /** A head that was allocated and not queued after all. */
    void discard(long head) {
        if (heads == null) return;
        serial.add(-1);
        heads.set((int) head, STATE, 0);
        heads.release((int) head);
    }

    /** Callbacks queued so far; named ones only. */
    public long queuedSoFar() {
        return serial == null ? -1 : serial.peek();
    }

    /** Callbacks invoked so far; named ones only. */
    public long invokedSoFar() {
        return invoked == null ? -1 : invoked.peek();
    }

    /** Callbacks made and not invoked, named ones only. */
    public long outstanding() {
        return invoked == null ? -1 : serial.peek() - invoked.peek();
    }

    /** A callback's number in the order of call_rcu(), from 1: {@code h3} is the third. */
    public long serialOf(long head) {
        return heads == null ? 0 : heads.peek((int) head, SERIAL);
    }

    /** The serial number of the youngest callback; named ones only. */
    long lastSerial() {
        return serial.get();
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
