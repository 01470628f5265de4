package dev.lull.engine.explore;

import dev.lull.engine.check.Deadlock;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Model;
import dev.lull.engine.packed.Asymmetry;
import dev.lull.engine.packed.PackedModel;
import dev.lull.engine.packed.Sighting;
import dev.lull.engine.packed.Surprise;

import java.util.ArrayList;
import java.util.List;

/** One thread's part of a search: a model of its own, what it has found on this level, and the worst it has seen. */
final class Worker {
    private static final int AUDITED = (1 << 9) - 1;        // of so many states one has its moves made for real again
    private static final int BATCH = 64;    // look-ups made together, so that the memory is waited for but once

    final PackedModel model;
    private final Visited visited;
    private final int longs;
    private final int clock;                // the move by which a jiffy passes
    private final boolean counts;
    private final boolean wide;
    Frontier next;
    Frontier dearer;
    long states;
    long transitions;
    long resting;
    boolean surprised;                      // a word got a value that this search has no room for
    Violation worst;

    final List<Seen> seen = new ArrayList<>();
    private int looked;

    private long expanded;
    private int pending;                    // successors found and not yet looked up
    private final long[] found;
    private final long[] prints = new long[BATCH];
    private final long[] seconds = new long[BATCH];
    private final long[] origins = new long[BATCH];
    private final boolean[] dear = new boolean[BATCH];

    Worker(PackedModel model, Visited visited, int clock, boolean counts, boolean wide) {
        this.model = model;
        this.visited = visited;
        this.clock = clock;
        this.counts = counts;
        this.wide = wide;
        longs = model.longs();
        next = new Frontier(longs);
        dearer = new Frontier(longs + 1);
        found = new long[BATCH * longs];
    }

    /** Looks at all that can happen in so many packed states. */
    void expand(long[] chunk, int end, int level) {
        for (int at = 0; at < end; at += longs) {
            try {
                expandOne(chunk, at, level);
            } catch (Surprise wider) {
                surprised = true;           // the others of this level first, so that what is learned does not depend on who was first
            }
        }
        settle();
    }

    private void expandOne(long[] state, int from, int level) {
        long parent = Fingerprint.first(state, from, longs);
        int last = counts ? model.last(state, from) : 0;
        int count = model.moves(state, from);
        if (model.sightings().size() > looked) see(parent, level, -1);
        if ((expanded++ & AUDITED) == 0) for (int i = 0; i < count; i++) model.audit(i, state, from);
        boolean rests = true;
        boolean couldGoOn = false;
        boolean someoneRuns = false;
        if (counts && last != 0) {
            int own = 0;
            while (own < count && model.stepper(own) != last) own++;
            if (own < count) {
                couldGoOn = follow(own, state, from, parent, level, last, false);
                someoneRuns = couldGoOn;
                rests = !couldGoOn;
                model.drop(own, count--);
            }
        }
        for (int pass = 0; pass < (counts ? 2 : 1); pass++) {       // the clock last: whether it is early depends on the others
            for (int i = 0; i < count; i++) {
                boolean isClock = model.move(i) == clock;
                if (counts && isClock != (pass == 1)) continue;
                int stepper = model.stepper(i);
                boolean costs = stepper != 0 && couldGoOn || isClock && someoneRuns;
                boolean moved = follow(i, state, from, parent, level, stepper != 0 ? stepper : last, costs);
                if (!moved) continue;
                if (!model.isOutside(i)) rests = false;
                if (stepper != 0) someoneRuns = true;
            }
        }
        if (rests) rest(state, from, parent);
    }

    private boolean follow(int i, long[] state, int from, long parent, int level, int last, boolean costs) {
        PackedModel.Step step = model.step(i, state, from);
        if (model.sightings().size() > looked) see(parent, level, model.move(i));
        if (model.isLockedOut() && step != PackedModel.Step.BLAMED) lookForDeadlock(i, parent, step);
        if (step == PackedModel.Step.STILL) return false;
        if (step == PackedModel.Step.SAME) return true;
        transitions++;
        if (step == PackedModel.Step.BLAMED) {
            blame(new Violation(Finding.Kind.LOCK_DISCIPLINE, parent, model.move(i)));
            return true;
        }
        if (step == PackedModel.Step.BROKE) blame(new Violation(Finding.Kind.BROKEN_RULE, parent, model.move(i)));
        if (counts) model.setLast(last);
        long[] to = model.next();
        long print = Fingerprint.first(to, 0, longs);
        long second = wide ? Fingerprint.second(to, 0, longs) : 0;
        long origin = visited.origin(level + 1, parent, model.move(i));
        System.arraycopy(to, 0, found, pending * longs, longs);
        prints[pending] = print;
        seconds[pending] = second;
        origins[pending] = origin;
        dear[pending] = costs && counts;
        if (++pending == BATCH) settle();
        return true;
    }

    /** Notes where steps were learned whose dealings with locks are worth telling. */
    private void see(long parent, int level, int move) {
        List<Sighting> sightings = model.sightings();
        for (; looked < sightings.size(); looked++) {
            Sighting sighting = sightings.get(looked);
            seen.add(new Seen(sighting, level, parent, sighting.move() < 0 ? -1 : move < 0 ? sighting.move() : move));
        }
    }

    /** Somebody waits for a lock, and perhaps for himself. */
    private void lookForDeadlock(int i, long parent, PackedModel.Step step) {
        if (Deadlock.look(model.show(model.next(), 0).machine()) == null) return;
        blame(new Violation(Finding.Kind.DEADLOCK, parent, step == PackedModel.Step.STILL ? Violation.AT_REST : model.move(i)));
    }

    /** Looks up the successors found so far, and keeps those that are new. */
    void settle() {
        visited.touch(prints, pending);
        for (int i = 0; i < pending; i++) {
            if (dear[i]) {
                if (visited.contains(prints[i], seconds[i])) continue;
                int index = dearer.add();
                put(found, i * longs, dearer, index);
                dearer.chunk(index)[dearer.offset(index) + longs] = origins[i];
            } else if (visited.add(prints[i], seconds[i], origins[i])) {
                states++;
                put(found, i * longs, next, next.add());
            }
        }
        pending = 0;
    }

    private void put(long[] state, int from, Frontier frontier, int index) {
        long[] chunk = frontier.chunk(index);
        int at = frontier.offset(index);
        for (int i = 0; i < longs; i++) chunk[at + i] = state[from + i];
    }

    /** Nothing here can move by itself: unless time brings a timer on, this is how it ends. */
    private void rest(long[] state, int from, long print) {
        Model shown = model.show(state, from);
        if (Resting.awaitsTimer(shown)) return;
        resting++;
        Finding wrong = Resting.look(shown);
        for (int turn = 1; turn < model.turns(); turn++) {
            Model other = model.show(state, from, turn);
            if (Resting.awaitsTimer(other) || (Resting.look(other) == null) != (wrong == null)) throw new Asymmetry("what is wrong with a state at rest tells them apart");
        }
        if (wrong != null) blame(new Violation(wrong.kind(), print, Violation.AT_REST));
    }

    private void blame(Violation violation) {
        if (worst == null || violation.isBefore(worst)) worst = violation;
    }
}
