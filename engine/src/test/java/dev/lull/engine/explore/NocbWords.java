package dev.lull.engine.explore;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/** What seed001.pml's contexts share, word for word, and what is done to it within a step: the segmented list, grace periods. */
final class NocbWords {
    private static final Range ENDS = Range.upTo(2);        // of grace periods, still to come

    static final long NOT = 0;
    static final long BYPASS = 1;                           // v5.14
    static final long WAKE = 2;

    final Word deferWakeup;
    final Flag gpSleep;
    final Flag cbSleep;
    final Word bypass;                                      // callbacks on the bypass list
    final Word age;                                         // of ->nocb_bypass_first: 0, 1 (an enqueue flushes), 2 (rcuog does)
    final Word done;
    private final Word wait;
    private final Word ready;
    final Word next;
    private final Word waitEnds;
    private final Word readyEnds;
    final Word want;                                        // rcuog's: 0 no grace period, else ends to come, and one
    final Flag gpRunning;
    final Flag qsAwaited;
    final Word needed;                                      // ends that were asked for

    NocbWords(Machine machine, int calls) {
        Struct rdp = machine.memory().struct("rdp[0]");
        Range callbacks = Range.upTo(calls);
        deferWakeup = rdp.word("nocb_defer_wakeup", Range.upTo(WAKE));
        gpSleep = rdp.flag("nocb_gp_sleep");
        cbSleep = rdp.flag("nocb_cb_sleep");
        bypass = rdp.word("nocb_bypass", callbacks);
        age = rdp.word("nocb_bypass_age", Range.upTo(2));
        done = rdp.word("done", callbacks);
        wait = rdp.word("wait", callbacks);
        ready = rdp.word("next_ready", callbacks);
        next = rdp.word("next", callbacks);
        waitEnds = rdp.word("wait_ends", ENDS);
        readyEnds = rdp.word("next_ready_ends", ENDS);
        want = rdp.word("wait_gp", Range.upTo(3));
        Struct rcu = machine.memory().struct("rcu_state");
        gpRunning = rcu.flag("gp_running");
        qsAwaited = rcu.flag("qsmask");
        needed = rcu.word("gp_needed", ENDS);
    }

    /** What is owed, as a rule reads it: a callback on some list. */
    boolean holdsCallbacks() {
        return bypass.peek() + done.peek() + wait.peek() + ready.peek() + next.peek() > 0;
    }

    // ---- lists ------------------------------------------------------------------------------------------------

    boolean isEmpty() {
        return done.get() == 0 && !pends();
    }

    boolean pends() {
        return wait.get() > 0 || ready.get() > 0 || next.get() > 0;
    }

    boolean waitHasEnded() {
        return pends() && waitEnds.get() == 0;
    }

    void flushBypass() {
        next.add(bypass.get());
        bypass.set(0);
        age.set(0);
    }

    /** rcu_advance_cbs(); whether the grace-period kthread is to be woken. */
    boolean advance() {
        if (waitEnds.get() == 0) {
            move(wait, done);
            if (readyEnds.get() == 0) {
                move(ready, done);
            } else if (pends()) {
                move(ready, wait);
                waitEnds.set(readyEnds.get());
            }
        }
        return accelerate();
    }

    private static void move(Word from, Word to) {
        to.add(from.get());
        from.set(0);
    }

    private boolean accelerate() {
        long ends = endsFromNow();
        if (ready.get() > 0 && readyEnds.get() < ends) return false;        // no room for NEXT
        if (wait.get() > 0 && waitEnds.get() < ends) {
            if (ready.get() + next.get() == 0) return false;
            move(next, ready);
            readyEnds.set(ends);
        } else {
            if (!pends()) return false;
            move(ready, wait);
            move(next, wait);
            waitEnds.set(ends);
            readyEnds.set(ends);
        }
        return ask();
    }

    void noteWanted() {
        if (pends()) want.set(waitEnds.get() + 1);
    }

    // ---- grace periods ----------------------------------------------------------------------------------------

    private long endsFromNow() {
        return gpRunning.isSet() ? 2 : 1;
    }

    /** rcu_start_this_gp(); whether the grace-period kthread is to be woken. */
    boolean ask() {
        long ends = endsFromNow();
        if (needed.get() >= ends) return false;
        needed.set(ends);
        return !gpRunning.isSet();
    }

    boolean mayStart() {
        return needed.get() > 0 && !gpRunning.isSet();
    }

    void startGp() {
        gpRunning.set();
        qsAwaited.set();
    }

    /** A grace period ends; whether it was the one rcuog waits for. */
    boolean endGp() {
        gpRunning.clear();
        needed.add(-1);
        if (waitEnds.get() > 0) waitEnds.add(-1);
        if (readyEnds.get() > 0) readyEnds.add(-1);
        if (want.get() <= 1) return false;
        want.add(-1);
        return want.get() == 1;
    }
}
