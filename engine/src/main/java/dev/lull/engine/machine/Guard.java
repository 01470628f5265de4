package dev.lull.engine.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A lock without which some words must not be touched, and who may do so all the same: see {@link GuardedWords}. Or what
 * some words lie in, which must not have been freed: see {@link Allocation}. It says what is right; that nobody does otherwise
 * is for others to watch.
 */
public final class Guard {
    private final Lock lock;                    // null: none will do
    private final boolean writesOnly;
    private final Allocation allocation;        // what the words lie in; null: a lock or a place guards them
    private BooleanSupplier unlocked;           // while this is so, being on a CPU will do; null: it never does
    private Cpu orOn;                           // null: nothing but the lock will do
    private final List<Exempt> exempt = new ArrayList<>();

    /**
     * A place in a text from which a guarded word may be touched without its lock.
     *
     * @param function the text
     * @param label    the step
     * @param known    what is known to be wrong with it; {@code null} when nothing is
     */
    public record Exempt(String function, String label, String known) { }

    Guard(Lock lock, boolean writesOnly) {
        this.lock = lock;
        this.writesOnly = writesOnly;
        allocation = null;
    }

    Guard(Allocation allocation) {
        lock = null;
        writesOnly = false;
        this.allocation = allocation;
    }

    /** Says that whoever executes on {@code cpu} with interrupts off, or in a handler, needs no lock. Part of building the machine. */
    public Guard orWithIrqsOffOn(Cpu cpu) {
        orOn = cpu;
        return this;
    }

    /**
     * Says that while {@code unlocked} is so, nobody takes the lock: whoever executes on {@code cpu} may touch the words, and anybody
     * while it is offline. Part of building the machine.
     */
    public Guard orOn(Cpu cpu, BooleanSupplier unlocked) {
        orOn = cpu;
        this.unlocked = unlocked;
        return this;
    }

    /** Says that this step touches the words without the lock, and may. Part of building the machine. */
    public Guard except(String function, Enum<?> label) {
        exempt.add(new Exempt(function, label.name(), null));
        return this;
    }

    /** Says that this step touches the words without the lock, which is a mistake that is known. Part of building the machine. */
    public Guard knownBroken(String function, Enum<?> label, String known) {
        exempt.add(new Exempt(function, label.name(), known));
        return this;
    }

    /** The lock; {@code null} when only {@link #orWithIrqsOffOn a place} guards the words, or their lifetime. */
    public Lock lock() {
        return lock;
    }

    /** Whether it depends on what others do meanwhile: on what the words lie in, or on whether there is a lock to take. */
    public boolean dependsOnOthers() {
        return allocation != null || unlocked != null;
    }

    /**
     * What is wrong with a word's having been touched.
     *
     * @param says  the sentence
     * @param known what is known of it; {@code null} for a mistake that is news
     */
    public record Breach(String says, String known) {
        /** With what is known of it. */
        public String words() {
            return known == null ? says : says + ": " + known;
        }
    }

    /**
     * Judges a step that touches a guarded word at this moment; {@code null} when it may.
     *
     * @param by       who makes the step
     * @param function the text that it began in
     * @param label    the label that it began at
     * @param word     the word's name
     * @param wrote    whether the word is written, or only read
     * @param holds    whether {@code by} holds the lock
     */
    public Breach judge(Context by, String function, Enum<?> label, String word, boolean wrote, boolean holds) {
        if (allocation != null) return judgeLifetime(by, function, label, word, wrote);
        if (holds || writesOnly && !wrote) return null;
        if (unlocked != null && unlocked.getAsBoolean() && (by.cpu() == orOn || !orOn.isOnline())) return null;
        if (unlocked == null && orOn != null && by.cpu() == orOn && (by instanceof Softirq || orOn.peekIrqsOff())) return null;
        Exempt exemption = exemption(function, label);
        if (exemption != null && exemption.known() == null) return null;
        String says = "access without lock: " + by.name() + (wrote ? " wrote " : " read ") + word + " without " + (lock == null ? "" : "holding " + lock.name())
                + (unlocked != null ? ", which is to be taken now" : orOn == null ? "" : (lock == null ? "" : ", nor ") + "being on CPU " + orOn.number() + " with interrupts off") + ", in " + function + ": " + label;
        return new Breach(says, exemption == null ? null : exemption.known());
    }

    private Breach judgeLifetime(Context by, String function, Enum<?> label, String word, boolean wrote) {
        if (allocation.isAllocated()) return null;
        return new Breach("use after free: " + by.name() + (wrote ? " wrote " : " read ") + word + ", in " + function + ": " + label + "; it lies in "
                + allocation.name() + ", " + allocation.past(), null);
    }

    private Exempt exemption(String function, Enum<?> label) {
        for (Exempt one : exempt) if (one.function().equals(function) && one.label().equals(label.name())) return one;
        return null;
    }
}
