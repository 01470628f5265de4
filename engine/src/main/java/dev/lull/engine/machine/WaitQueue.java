package dev.lull.engine.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A wait queue. A sleeper stays asleep until it is woken, whatever becomes of the condition it waits for; once woken
 * it tests again. Of several sleepers the one admitted first is woken first.
 */
public final class WaitQueue {
    private final String name;
    private final int number;
    private final List<Task> admitted = new ArrayList<>();
    private final List<Context> wakers = new ArrayList<>();
    private Work work;                  // what sleepers wait for, as the order of locks has it; null: nothing it counts

    WaitQueue(String name, int number) {
        this.name = name;
        this.number = number;
    }

    public String name() {
        return name;
    }

    int number() {
        return number;
    }

    /** Says that {@code task} may sleep here. Part of building the machine. */
    public WaitQueue admit(Task task) {
        if (!knows(task)) admitted.add(task);
        return this;
    }

    /**
     * Says that nobody but these contexts will ever wake a sleeper: the one that completes a completion, the one that serves
     * a request. A sleeper all of whose wakers wait for it is in a deadlock with them. Part of building the machine.
     */
    public WaitQueue wokenBy(Context... contexts) {
        wakers.addAll(List.of(contexts));
        return this;
    }

    /** Who alone will wake a sleeper; empty when nobody has said. */
    public List<Context> wakers() {
        return Collections.unmodifiableList(wakers);
    }

    void waitsFor(Work work) {
        this.work = work;
    }

    /** What sleepers wait for, if the order of locks counts it as a lock; else {@code null}. */
    Work work() {
        return work;
    }

    private boolean knows(Task task) {
        return admitted.contains(task);
    }

    /** Refuses a task that could never be woken here. */
    void checkAdmitted(Task task) {
        if (!knows(task)) {
            throw new IllegalStateException(task + " would sleep on " + name + ", where nobody could wake it: say " + name
                    + ".admit(" + task + ") when the machine is built");
        }
    }

    /** The first sleeper, or {@code null}. */
    Task first() {
        for (int i = 0; i < admitted.size(); i++) {
            Task task = admitted.get(i);
            if (task.sleepsOn(this)) return task;
        }
        return null;
    }

    @Override public String toString() {
        return name;
    }
}
