package dev.lull.engine.machine;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

import java.util.stream.Stream;

/**
 * A piece of simulated memory that is allocated and freed while the machine runs: kmalloc() and kfree() of one object. Words
 * that {@linkplain #holds lie in it} must not be touched while it is free; that nobody does is watched as for {@link
 * GuardedWords guarded words}, so in every driver. What is no context says itself what it touches ({@link #touchedBy}).
 */
public final class Allocation {
    private static final long ALLOCATED = 1;
    private static final long FREED = 2;            // and from here on: by context number so many less 3

    private final Machine machine;
    private final String name;
    private final Word state;

    /** Part of building the machine. At first it is {@code allocated} or not. */
    public Allocation(Machine machine, String name, boolean allocated) {
        this.machine = machine;
        this.name = name;
        state = machine.memory().struct(name).word("allocated", Range.upTo(FREED + machine.contextLimit()), allocated ? ALLOCATED : 0);
        machine.guarded().add(this);
    }

    /** As findings call it. */
    public String name() {
        return name;
    }

    /** Says that these words lie in it. Part of building the machine. */
    public Allocation holds(Word... words) {
        machine.guarded().whileAllocated(this, Stream.of(words).mapToInt(Word::slot).toArray());
        return this;
    }

    /** Whether it is allocated now. */
    public boolean isAllocated() {
        return state.get() == ALLOCATED;
    }

    /** As {@link #isAllocated()}, for watchers. */
    public boolean peekAllocated() {
        return state.peek() == ALLOCATED;
    }

    /** kmalloc(): the same memory again. What lies in it is as it was. */
    public void allocate() {
        if (isAllocated()) throw new IllegalStateException(name + " is allocated already: ask isAllocated() first");
        state.set(ALLOCATED);
    }

    /** kfree() by context number {@code by}, or by -1, something that is none. */
    public void free(int by) {
        if (state.get() == ALLOCATED) state.set(FREED + 1 + by);
        else machine.blame("double free: " + who(by) + " frees " + name + ", " + past(state.get()));
    }

    /** Something that is no context touches it: {@code who} does {@code what}, which must not be once it is freed. */
    public void touchedBy(String who, String what) {
        if (state.get() != ALLOCATED) machine.blame("use after free: " + who + " " + what + " " + name + ", " + past(state.get()));
    }

    /** How it came not to be allocated, as a watcher sees it. */
    String past() {
        return past(state.peek());
    }

    private String past(long state) {
        return state < FREED ? "which was never allocated" : "which " + who((int) (state - FREED) - 1) + " has freed";
    }

    private String who(int by) {
        return by < 0 ? "somebody" : machine.contexts().get(by).name();
    }

    @Override public String toString() {
        return name;
    }
}
