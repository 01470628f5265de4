package dev.lull.kernel.lab;

import dev.lull.engine.linux.nocb.DeferLevel;
import dev.lull.engine.run.Moment;

import java.util.HashMap;
import java.util.Map;

/** The words of a machine's shared memory as a person reads them: which of them tell anything, and what their values mean. */
final class Values {
    private final Map<String, String> holders = new HashMap<>();       // lock -> who took it last; looked up only

    /** Not the links of lists, not the machine's own book-keeping. */
    static boolean isTelling(String word) {
        return !word.endsWith(".head") && !word.endsWith(".tail") && !word.startsWith("rcu_head") && !word.startsWith("callbacks.")
                && !word.endsWith(".base") && !word.endsWith(".on") && !word.endsWith(".running") && !word.endsWith(".softirq")
                && !word.endsWith(".calls_left") && !word.endsWith("adv_time") && !word.endsWith("qlen_last_fqs_check");
    }

    /** Takes note of who takes locks. */
    void note(Moment moment) {
        for (Moment.Change change : moment.changes()) {
            if (isLock(change.word()) && change.after() != 0) holders.put(change.word(), moment.who());
        }
    }

    /** Whether a word says who has a lock to themselves. */
    static boolean isLock(String word) {
        return word.endsWith(".owner") || word.endsWith(".writer");
    }

    /** Whether a word counts those who share a lock. */
    static boolean isReaders(String word) {
        return word.endsWith(".readers");
    }

    static boolean isSleep(String word) {
        return word.endsWith(".sleeping_on");
    }

    static boolean isTimer(String word) {
        return word.endsWith(".expires");
    }

    /** What a word is called: a lock's owner by the lock, a task's sleep by the task, all else by its own name. */
    static String name(String word) {
        if (word.endsWith(".irqs_off")) return word.substring(0, word.length() - 4);
        return isLock(word) || isSleep(word) || isTimer(word) ? word.substring(0, word.lastIndexOf('.')) : word;
    }

    /** A value of a word, in words where it has any. */
    String text(String word, long value) {
        if (isLock(word)) return value == 0 ? "free" : holders.containsKey(word) ? "held by " + holders.get(word) : "held";
        if (isSleep(word)) return value == 0 ? "awake" : "asleep";
        if (isTimer(word)) return value == 0 ? "off" : "jiffy " + (value - 1);
        if (word.endsWith(".irqs_off")) return value == 0 ? "on" : "off";
        if (word.endsWith("nocb_defer_wakeup") && value >= 0 && value < DeferLevel.values().length) return DeferLevel.values()[(int) value].name();
        return Long.toString(value);
    }

    /** Old value and new. */
    String change(String word, long before, long after) {
        if (isLock(word)) return name(word) + ": " + (before == 0 ? "free" : "held") + " -> " + (after == 0 ? "free" : "held");
        return name(word) + ": " + text(word, before) + " -> " + text(word, after);
    }
}
