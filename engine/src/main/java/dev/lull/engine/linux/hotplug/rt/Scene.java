package dev.lull.engine.linux.hotplug.rt;

import java.util.Arrays;

/** What a notifier does, and who is on the CPU. */
public enum Scene {
    /** It stops a per-CPU thread, which takes a spinlock on its way out: the mail's first deadlock. */
    STOPS_THREAD("A: stops a thread", true, false, false),
    /** The same, and a task that may leave the CPU takes a spinlock meanwhile. */
    STOPS_THREAD_BESIDE_TASK("A, and a task pins", true, true, false),
    /** It takes a lock that is held by a task of that CPU: the mail's second deadlock. */
    TAKES_LOCK("B: takes a lock", false, true, true),
    /** The same by a notifier that runs when the CPU is dead. Derived, not reported upstream. */
    TAKES_LOCK_WHEN_DEAD("C: takes a lock at CPU_DEAD", false, true, true);

    private final String says;
    private final boolean hasThread;
    private final boolean hasTask;
    private final boolean hasLock;

    Scene(String says, boolean hasThread, boolean hasTask, boolean hasLock) {
        this.says = says;
        this.hasThread = hasThread;
        this.hasTask = hasTask;
        this.hasLock = hasLock;
    }

    /** The one of that name, or whose name begins so. */
    public static Scene named(String name) {
        for (Scene each : values()) if (each.says.equalsIgnoreCase(name)) return each;
        for (Scene each : values()) if (!name.isBlank() && each.says.regionMatches(true, 0, name, 0, name.length())) return each;
        throw new IllegalArgumentException("there is no scenario \"" + name + "\". There are " + String.join("; ", Arrays.stream(values()).map(Scene::says).toList()) + ".");
    }

    /** In a few words. */
    public String says() {
        return says;
    }

    /** Whether it is derived from the order of the code, and not reported upstream. */
    public boolean isDerived() {
        return this == TAKES_LOCK_WHEN_DEAD;
    }

    boolean hasThread() {
        return hasThread;
    }

    boolean hasTask() {
        return hasTask;
    }

    boolean hasLock() {
        return hasLock;
    }
}
