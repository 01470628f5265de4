package dev.lull.engine.model;

import java.util.List;

/**
 * Something the modelled Linux does wrong.
 *
 * @param kind  which rule it breaks
 * @param title one line
 * @param why   the facts that together make it so, a sentence each
 */
public record Finding(Kind kind, String title, List<String> why) {
    public Finding {
        why = List.copyOf(why);
    }

    /** The rules. */
    public enum Kind {
        /** Callbacks wait, and nobody will ever wake who would serve them. */
        LOST_WAKEUP("lost wakeup"),
        /** A lock was released by somebody who did not hold it, or a task slept where it must not. */
        LOCK_DISCIPLINE("lock discipline"),
        /** A pointer was followed that leads nowhere, or to what has been freed; or something was freed twice. */
        MEMORY("bad memory access"),
        /** The kernel itself noticed that something is wrong, and said so. */
        WARNING("kernel warning"),
        /** Contexts wait for locks that are never released. */
        DEADLOCK("deadlock"),
        /** Locks are taken in orders that can end in a deadlock, whether or not one was met. */
        LOCK_ORDER("lock order"),
        /** A callback was invoked too early, twice or never, or used after it was freed. */
        CALLBACK("callback"),
        /** A grace period does not end. */
        STALL("stall"),
        /** A rule that must hold in every state does not. */
        BROKEN_RULE("broken rule"),
        /** Something is owed, and though everybody who can move does so for ever, it is never settled. */
        LIVELOCK("no progress"),
        /** Nothing is wrong in the end, but it takes longer, or does more, than it need. */
        WASTE("waste");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** What a machine has blamed Linux for ({@link dev.lull.engine.machine.Machine#takeBlame}), as a finding of its kind. */
    public static Finding blamed(String what) {
        if (what.startsWith("waste: ")) return new Finding(Kind.WASTE, what.substring("waste: ".length()), List.of());
        if (what.startsWith("deadlock: ")) return new Finding(Kind.DEADLOCK, what.substring("deadlock: ".length()), List.of());
        Kind kind = what.startsWith("callback") ? Kind.CALLBACK : what.startsWith("grace period") || what.startsWith("kthread") || what.startsWith("rollback") ? Kind.BROKEN_RULE : isOfMemory(what) ? Kind.MEMORY
                : what.startsWith("WARN") ? Kind.WARNING : Kind.LOCK_DISCIPLINE;
        return new Finding(kind, what.startsWith("callback ") ? what.substring("callback ".length()) : what, List.of());
    }

    private static boolean isOfMemory(String what) {
        return what.contains("pointer dereference: ") || what.startsWith("use after free: ") || what.startsWith("double free: ") || what.startsWith("bad free: ");
    }

    /** The title, and below it the reasons. */
    @Override public String toString() {
        StringBuilder out = new StringBuilder(kind.words()).append(": ").append(title);
        for (String reason : why) out.append("\n  - ").append(reason);
        return out.toString();
    }
}
