package dev.lull.engine.machine;

import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that executes program text: a task or a softirq handler. It has one activation of each routine it may
 * call, laid out in simulated memory when the machine is built (no routine here recurses), and a word that says which
 * of them is executing.
 */
public abstract class Context implements MoveSource {
    private final Machine machine;
    private final int number;
    private final String name;
    private final Struct words;
    private final Word active;
    private final Flag result;
    private final Word preemptCount;        // spinlocks it holds: its own part of the CPU's preempt_count
    private final List<Code<?>> codes = new ArrayList<>();
    private final List<Work> works = new ArrayList<>();
    private Code<?>[] table = new Code<?>[0];

    Context(Machine machine, String name) {
        this.machine = machine;
        this.name = name;
        this.number = machine.register(this);
        this.words = machine.memory().privateStruct(name, number);
        this.active = words.word("active", Range.upTo(15));
        this.result = words.flag("result");
        this.preemptCount = words.word("preempt_count", Range.upTo(15));
    }

    /** Position among the machine's contexts, from 0. */
    public final int number() {
        return number;
    }

    /** As {@code ps} or a stack trace would show it: {@code rcuog/0}. */
    public final String name() {
        return name;
    }

    public final Machine machine() {
        return machine;
    }

    /** Where it executes, or would. */
    public abstract Cpu cpu();

    /** Whether its next step may happen in this state. */
    public abstract boolean canRun();

    /** The name under which private words of this context are allocated. */
    Struct words() {
        return words;
    }

    int register(Code<?> code) {
        if (codes.size() == 16) throw new IllegalStateException(name + " has more than 16 routines");
        codes.add(code);
        table = codes.toArray(new Code<?>[0]);
        return codes.size() - 1;
    }

    void activate(int code) {
        active.set(code);
    }

    void giveResult(boolean value) {
        result.set(value);
    }

    boolean takeResult() {
        boolean value = result.isSet();
        result.clear();
        return value;
    }

    void does(Work work) {
        works.add(work);
    }

    /** What it does while others wait for it. */
    public final List<Work> works() {
        return works;
    }

    void preemptDisable() {
        preemptCount.add(1);
    }

    void preemptEnable() {
        preemptCount.add(-1);
    }

    /** How many spinlocks it holds, as a watcher sees it. */
    public final int peekSpinlocks() {
        return (int) preemptCount.peek();
    }

    /** Whether it holds a spinlock: then it is not preempted and must not sleep. */
    public final boolean holdsSpinlock() {
        return preemptCount.get() > 0;
    }

    /** Called when the outermost text has come to its end. */
    abstract void finished();

    /** The text that executes now. */
    public final Code<?> executing() {
        return table[(int) active.peek()];
    }

    /** All texts it may execute, the outermost first. */
    public final List<Code<?>> codes() {
        return List.copyOf(codes);
    }

    /** The label at which its next step is. */
    public final Enum<?> label() {
        return table[(int) active.peek()].peekLabel();
    }

    /** The names of all labels it may ever stand at. */
    public final List<String> labels() {
        List<String> names = new ArrayList<>();
        for (Code<?> code : codes) for (Enum<?> label : code.labels()) names.add(label.name());
        return names;
    }

    @Override public final int alternatives() {
        return canRun() ? 1 : 0;
    }

    @Override public final void take(int alternative) {
        table[(int) active.get()].advance();
    }

    @Override public final Context follower() {
        return this;
    }

    @Override public final String describe(int alternative) {
        return name + ": " + label();
    }

    @Override public final String toString() {
        return name;
    }
}
