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
        /** Contexts wait for locks that are never released. */
        DEADLOCK("deadlock"),
        /** A rule that must hold in every state does not. */
        BROKEN_RULE("broken rule"),
        /** Something is owed, and though everybody who can move does so for ever, it is never settled. */
        LIVELOCK("no progress");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** The title, and below it the reasons. */
    @Override public String toString() {
        StringBuilder out = new StringBuilder(kind.words()).append(": ").append(title);
        for (String reason : why) out.append("\n  - ").append(reason);
        return out.toString();
    }
}
