package dev.lull.engine.machine;

import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Which words of a machine must not be touched without which lock, or once what they lie in is freed. It is said while the machine is built; {@code check} watches it. */
public final class GuardedWords {
    private Guard[] guards = {};            // by slot: asked at every access
    private final List<Allocation> allocations = new ArrayList<>();

    GuardedWords() {
    }

    /** Says that {@code words} are only read and written with {@code lock} held. */
    public Guard by(Lock lock, Word... words) {
        return put(new Guard(lock, false), slots(words));
    }

    /** As {@link #by}, for words that may be read without the lock. */
    public Guard writesBy(Lock lock, Word... words) {
        return put(new Guard(lock, true), slots(words));
    }

    /** As above, for words given by the slots in which they lie. */
    public Guard writesBy(Lock lock, int... slots) {
        return put(new Guard(lock, true), slots);
    }

    /** Says that words, given by their slots, are only written on {@code cpu}, with interrupts off or in a handler: no lock will do. */
    public Guard writesOn(Cpu cpu, int... slots) {
        return put(new Guard(null, true).orWithIrqsOffOn(cpu), slots);
    }

    void add(Allocation allocation) {
        allocations.add(allocation);
    }

    /** All that is allocated and freed as the machine runs. */
    public List<Allocation> allocations() {
        return Collections.unmodifiableList(allocations);
    }

    /** Says that words, given by their slots, are only touched while what they lie in is allocated. */
    void whileAllocated(Allocation allocation, int... slots) {
        put(new Guard(allocation), slots);
    }

    private static int[] slots(Word... words) {
        return Stream.of(words).mapToInt(Word::slot).toArray();
    }

    private Guard put(Guard guard, int... slots) {
        for (int slot : slots) {
            if (slot >= guards.length) guards = Arrays.copyOf(guards, Math.max(slot + 1, 2 * guards.length));
            guards[slot] = guard;
        }
        return guard;
    }

    /** What guards the word at {@code slot}; {@code null} for nothing. */
    public Guard at(int slot) {
        return slot < guards.length ? guards[slot] : null;
    }

    public boolean isEmpty() {
        return guards.length == 0;
    }
}
