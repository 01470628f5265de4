package dev.lull.engine.scenario;

/** What an updater does wrong with an object that RCU protects. */
public enum Mistake {
    /** Nothing. */
    NONE("", ""),
    /** It calls call_rcu() twice with the same head. */
    QUEUED_TWICE("queuedTwice", "call_rcu() of its head is called twice"),
    /** It frees the object with kfree(), and no grace period. */
    FREED_AT_ONCE("freedAtOnce", "it is freed without a grace period"),
    /** It calls call_rcu(), and then frees the object itself. */
    FREED_WHILE_QUEUED("freedWhileQueued", "it is freed after call_rcu(), by the caller"),
    /** It calls call_rcu() before it takes the object off the list: readers find it who are not waited for. */
    UNLINKED_LATE("unlinkedLate", "it is taken off the list after call_rcu()"),
    /** It takes the object off the list and forgets it. */
    FORGOTTEN("forgotten", "nobody frees it"),
    /** It takes the object off the list without a lock: another updater may do so at the same time. */
    UNLOCKED("withoutUpdateLock", "updaters hold no lock");

    private final String word;
    private final String says;

    Mistake(String word, String says) {
        this.word = word;
        this.says = says;
    }

    /** As a scenario has it: {@code queuedTwice}. */
    public String word() {
        return word;
    }

    /** In words. */
    public String says() {
        return says;
    }
}
