package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Mask;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * SRCU's promises, watched without trusting SRCU's own numbers: notes of who is inside a section, who was inside when a grace
 * period or a wait began, and which callbacks were queued when a barrier began. A section counts as begun when its count has been
 * incremented; a reader that has only read the index has not.
 */
final class SrcuPromise implements SrcuHeads.Watcher {
    private static final int MOST_WATCHED = 62;

    private final Machine machine;
    private final SrcuStruct ssp;
    private final List<String> readers;
    private final boolean watches;
    private final Mask inside;
    private final Mask beforeGp;
    private final Flag forgotten;
    private final Flag scheduling;
    private final Flag ahead;
    private final Word looks;
    private final Word returned;
    private final List<Mask> beforeWaits = new ArrayList<>();
    private final List<Mask> beforeBarriers = new ArrayList<>();

    SrcuPromise(Machine machine, SrcuStruct ssp, List<String> readers) {
        this.machine = machine;
        this.ssp = ssp;
        this.readers = List.copyOf(readers);
        watches = readers.size() <= MOST_WATCHED;
        Struct struct = machine.memory().struct("promise");
        int members = Math.max(1, Math.min(MOST_WATCHED, readers.size()));
        inside = struct.mask("inside", members);
        beforeGp = struct.mask("before_gp", members);
        forgotten = struct.flag("list_forgotten");
        scheduling = struct.flag("scheduling");
        ahead = struct.flag("one_ahead");
        returned = struct.word("init_returned", Range.upTo(2));
        looks = struct.word("looks_without_delay", Range.upTo(Long.MAX_VALUE / 4));
    }

    // ---- readers ----------------------------------------------------------------------------------------------

    void entered(int reader) {
        if (watches && reader >= 0) inside.add(reader);
    }

    void left(int reader) {
        if (!watches || reader < 0) return;
        inside.remove(reader);
        beforeGp.remove(reader);
        for (Mask wait : beforeWaits) wait.remove(reader);
    }

    // ---- grace periods ----------------------------------------------------------------------------------------

    void gpStarts() {
        copy(inside, beforeGp);
        looks.set(0);
        if (!scheduling.isSet()) return;
        if (ahead.isSet()) machine.blame("grace period started too soon: two begin while callbacks of the one before are still being scheduled");
        ahead.set();
    }

    /** From now on until it says so, callbacks of the grace period that has ended are being scheduled. */
    void schedules(boolean on) {
        scheduling.set(on);
        ahead.clear();
    }

    /** The worker comes again: at once, or after a while. */
    void comesAgain(boolean atOnce, boolean inProgress) {
        if (atOnce && inProgress) looks.add(1);
        else looks.set(0);
    }

    /** The second scan begins. */
    void phaseBegins() {
        looks.set(0);
    }

    /** How often the worker has come again at once in this phase, as a watcher sees it. */
    long peekLooks() {
        return looks.peek();
    }

    void gpEnds() {
        if (!beforeGp.isEmpty()) {
            machine.blame("grace period too short: " + first(beforeGp) + " entered its section before the grace period began, and is inside when it ends");
        }
        beforeGp.clear();
    }

    // ---- those who wait ---------------------------------------------------------------------------------------

    /** Notes for one that waits for readers. Part of building the machine. */
    Mask wait(String who) {
        Mask mask = machine.memory().struct("promise." + who).mask("waits_for", Math.max(1, Math.min(MOST_WATCHED, readers.size())));
        beforeWaits.add(mask);
        return mask;
    }

    void begins(Mask wait) {
        copy(inside, wait);
    }

    void returns(Mask wait, String what) {
        if (!wait.isEmpty()) {
            machine.blame("grace period too short: " + what + " while " + first(wait) + " is still inside the section it was in when the wait began");
        }
        wait.clear();
    }

    // ---- initialisation ---------------------------------------------------------------------------------------

    /** A list with callbacks on it is set up anew. */
    void listForgotten() {
        forgotten.set();
    }

    /** Whether that has happened, as a watcher sees it. */
    boolean peekForgotten() {
        return forgotten.peek();
    }

    /** Setting up has come to an end. */
    void initReturned(boolean done) {
        returned.set(done ? 1 : 2);
    }

    /** What it returned last: 0, -12 for -ENOMEM, 1 for nothing yet; as a watcher sees it. */
    int peekInitReturned() {
        return returned.peek() == 0 ? 1 : returned.peek() == 1 ? 0 : -12;
    }

    // ---- barriers ---------------------------------------------------------------------------------------------

    /** Notes for one that calls srcu_barrier(). Part of building the machine, after all heads are made. */
    Mask barrier(String who) {
        Mask mask = machine.memory().struct("promise." + who).mask("waits_for_callbacks", MOST_WATCHED);
        beforeBarriers.add(mask);
        return mask;
    }

    void barrierBegins(Mask barrier) {
        for (int head = 1; head <= Math.min(MOST_WATCHED, ssp.heads().count()); head++) if (ssp.heads().isQueued(head)) barrier.add(head - 1);
    }

    void barrierReturns(Mask barrier) {
        if (!barrier.isEmpty()) {
            machine.blame("callback outlives srcu_barrier(): that of " + ssp.heads().name(Long.numberOfTrailingZeros(barrier.bits()) + 1)
                    + " was queued before the barrier began, and has not been invoked when it returns");
        }
        barrier.clear();
    }

    @Override public void invoked(int head) {
        if (head <= MOST_WATCHED) for (Mask barrier : beforeBarriers) barrier.remove(head - 1);
    }

    private static void copy(Mask from, Mask to) {
        to.clear();
        for (long left = from.bits(); left != 0; left &= left - 1) to.add(Long.numberOfTrailingZeros(left));
    }

    private String first(Mask mask) {
        return readers.get(Long.numberOfTrailingZeros(mask.bits()));
    }
}
