package dev.lull.engine.memory;

import java.util.List;

/**
 * A C struct in simulated memory: allocates its fields under one prefix, {@code rdp[3].nocb_gp_sleep}. Fields are
 * made when the machine is built and never afterwards.
 */
public final class Struct {
    private final Memory memory;
    private final String name;
    private final int owner;

    Struct(Memory memory, String name, int owner) {
        this.memory = memory;
        this.name = name;
        this.owner = owner;
    }

    /** The prefix of the fields' names. */
    public String name() {
        return name;
    }

    /** A number in {@code range}, starting at 0 or, where 0 is outside, at the range's least value. */
    public Word word(String field, Range range) {
        return word(field, range, range.holds(0) ? 0 : range.min());
    }

    /** A number in {@code range} starting at {@code initial}. */
    public Word word(String field, Range range, long initial) {
        return new Word(memory, memory.allocate(name + "." + field, range, initial, owner));
    }

    /** A truth value, false at first. */
    public Flag flag(String field) {
        return new Flag(word(field, Range.FLAG));
    }

    /** One of an enum's constants, the first at first. */
    public <E extends Enum<E>> Label<E> label(String field, Class<E> type) {
        E[] constants = type.getEnumConstants();
        return new Label<>(word(field, Range.upTo(constants.length - 1)), constants);
    }

    /** A set of the numbers 0 to {@code members - 1}, at most 64, empty at first. */
    public Mask mask(String field, int members) {
        if (members < 1 || members > 64) throw new IllegalArgumentException("a mask holds 1 to 64 members, not " + members);
        return new Mask(word(field, members == 64 ? Range.FULL : Range.upTo((1L << members) - 1)), members);
    }

    /** A pointer to one of {@code targets}, or to nothing at first. */
    public <T> Ref<T> ref(String field, List<T> targets) {
        return new Ref<>(word(field, Range.upTo(targets.size())), List.copyOf(targets));
    }
}
