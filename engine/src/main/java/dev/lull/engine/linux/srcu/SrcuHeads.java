package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * The callback heads (struct rcu_head) there are: one on the stack of each who waits, one in each object that is freed by a
 * callback, one in each CPU's srcu_data for srcu_barrier(). Each is in use from its being queued until its invocation; a head
 * that a list forgets stays in use for ever, and that is how a lost callback is known.
 */
public final class SrcuHeads {
    private final Machine machine;
    private final Range range;
    private final List<Word> next = new ArrayList<>();
    private final List<Word> queued = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private Watcher watcher = new Watcher() { };

    /** What a callback does when it is invoked, in one step. */
    interface Function {
        void invoke(int context, int cpu);
    }

    /** Told of callbacks. */
    interface Watcher {
        default void queued(int head) {
        }

        default void invoked(int head) {
        }
    }

    /** @param most heads at most */
    SrcuHeads(Machine machine, int most) {
        this.machine = machine;
        range = Range.upTo(most);
    }

    /** Makes a head. Part of building the machine. */
    int head(String name, Function function) {
        names.add(name);
        functions.add(function);
        next.add(machine.memory().struct("rcu_head." + name).word("next", range));
        queued.add(machine.memory().struct("rcu_head." + name).word("queued", Range.FLAG));
        return names.size();
    }

    void watch(Watcher other) {
        watcher = other;
    }

    /** The range of a word that points to a head; 0 points to none. */
    Range range() {
        return range;
    }

    long next(long head) {
        return next.get((int) head - 1).get();
    }

    void setNext(long head, long other) {
        next.get((int) head - 1).set(other);
    }

    void queue(long head) {
        Word state = queued.get((int) head - 1);
        if (state.get() != 0) machine.blame("callback queued twice: that of " + names.get((int) head - 1));
        state.set(1);
        watcher.queued((int) head);
    }

    void invoke(long head, int context, int cpu) {
        Word state = queued.get((int) head - 1);
        if (state.get() == 0) machine.blame("callback invoked twice: that of " + names.get((int) head - 1));
        state.set(0);
        watcher.invoked((int) head);
        functions.get((int) head - 1).invoke(context, cpu);
    }

    /** It was put on no list after all. */
    void unqueue(long head) {
        queued.get((int) head - 1).set(0);
    }

    boolean isQueued(int head) {
        return queued.get(head - 1).get() != 0;
    }

    /** Heads that have been queued and not been invoked, by name, as a watcher sees it. */
    public List<String> waiting() {
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) if (queued.get(i).peek() != 0) waiting.add(names.get(i));
        return waiting;
    }

    /** Whether the head of that task's call_srcu() is in use. */
    boolean isQueuedOf(String task) {
        return isQueued(names.indexOf(task + "'s call_srcu()") + 1);
    }

    int count() {
        return names.size();
    }

    String name(int head) {
        return names.get(head - 1);
    }
}
