package dev.lull.engine.machine;

import dev.lull.engine.memory.Mask;
import dev.lull.engine.memory.Word;

import java.util.HashMap;
import java.util.Map;

/**
 * Which words hold a number that stands for a part of the machine: the owner of a lock, the queue a task sleeps on, the CPU
 * a timer is on. Who exchanges two parts has to exchange these numbers with them. Unless it says otherwise, such a word
 * holds the number and one, and 0 for nobody.
 */
public final class Identities {
    /** What a number stands for. */
    public enum Of {
        CONTEXT, QUEUE, CPU,
        /** A bit for each CPU. */
        CPUS
    }

    private final Map<Integer, Of> kinds = new HashMap<>();             // looked up, never walked
    private final Map<Integer, Integer> firsts = new HashMap<>();

    Identities() {
    }

    /** Says that {@code word} holds a context's number and one, or 0. */
    public Word context(Word word) {
        kinds.put(word.slot(), Of.CONTEXT);
        return word;
    }

    /** Says that {@code word} holds a wait queue's number and one, or 0. */
    public Word queue(Word word) {
        kinds.put(word.slot(), Of.QUEUE);
        return word;
    }

    /** Says that {@code word} holds a CPU's number and one, or 0. */
    public Word cpu(Word word) {
        kinds.put(word.slot(), Of.CPU);
        return word;
    }

    /** Says that {@code mask} has a bit for each CPU from {@code first} on. */
    public Mask cpus(Mask mask, int first) {
        kinds.put(mask.slot(), Of.CPUS);
        firsts.put(mask.slot(), first);
        return mask;
    }

    /** What the word at {@code slot} stands for; {@code null} for an ordinary number. */
    public Of of(int slot) {
        return kinds.get(slot);
    }

    /** The CPU that the lowest bit of a mask stands for. */
    public int first(int slot) {
        return firsts.getOrDefault(slot, 0);
    }
}
