package dev.lull.engine.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * A wait queue. A sleeper stays asleep until it is woken, whatever becomes of the condition it waits for; once woken
 * it tests again. Of several sleepers the one admitted first is woken first.
 */
public final class WaitQueue {
    private final String name;
    private final int number;
    private final List<Task> admitted = new ArrayList<>();

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
        admitted.add(task);
        return this;
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
