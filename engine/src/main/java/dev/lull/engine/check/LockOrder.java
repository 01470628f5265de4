package dev.lull.engine.check;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Listener;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.LockUse;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Work;
import dev.lull.engine.model.Finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * lockdep: gathers in which order locks are taken, over any number of steps, runs and machines of one model, into a {@link
 * LockGraph}. Locks of one {@linkplain Lock#kind() kind} are one there; among themselves they are told apart by name.
 *
 * <p>{@link #watch} has a machine report each acquisition as it happens; whoever makes steps without executing them again
 * must report what they did with {@link #note}. With {@link #stepMade} after each step it is known, too, which locks are held
 * with handlers let in, and at which step of the run each was taken.
 */
public final class LockOrder implements Listener {
    private record Key(String held, boolean heldPassed, String taken, boolean takenPassed) { }

    /** Where in the run somebody took a lock he may still hold. */
    private record Since(int step, String where) { }

    private record Holder(Context by, Lock lock) { }

    private final Map<Key, LockGraph.Fact> facts = new LinkedHashMap<>();
    private final Map<String, LockGraph.Use> inHandlers = new LinkedHashMap<>();
    private final Map<String, LockGraph.Use> open = new LinkedHashMap<>();

    private Machine machine;
    private Map<Holder, Since> since;               // null: steps are not counted
    private int steps;
    private Context touched;                        // who has taken a lock or let handlers in during this step
    private Code<?> touchedIn;
    private Enum<?> touchedAt;

    /** Has {@code machine} report every acquisition from now on; what was known is kept. */
    public LockOrder watch(Machine machine) {
        this.machine = machine;
        machine.listen(this);
        return this;
    }

    /** Has it be known of each fact in which steps of the run the two locks were taken; for runs that are not too long. */
    public LockOrder countingSteps() {
        since = new LinkedHashMap<>();
        return this;
    }

    // ---- as it happens ----------------------------------------------------------------------------------------

    @Override public void passing(Context by, Lock lock) {
        touch(by);
        if (by instanceof Softirq && !inHandlers.containsKey(lock.kind())) inHandlers.put(lock.kind(), use(by, at(), lock));
        if (by.peekSpinlocks() > 0 || !by.works().isEmpty() || machine.locks().size() != machine.allLocks().size()) inside(by, lock);
    }

    @Override public void acquired(Context by, Lock lock) {
        touch(by);
        if (by instanceof Softirq && !inHandlers.containsKey(lock.kind())) inHandlers.put(lock.kind(), use(by, at(), lock));
        List<Lock> locks = machine.allLocks();
        if (lock instanceof SpinLock && by.peekSpinlocks() == 1 && by.works().isEmpty() && locks.size() == machine.locks().size()) return;     // the common case: it is the only one
        inside(by, lock);
    }

    private void inside(Context by, Lock lock) {
        List<Lock> locks = machine.allLocks();
        for (int i = 0; i < locks.size(); i++) {
            Lock held = locks.get(i);
            if (held == lock || !held.isHeldBy(by)) continue;
            note(by, at(), LockUse.Hold.of(held, by), LockUse.Hold.of(lock, by), new int[0], since == null ? null : stepsOf(by, held));
        }
        for (int i = 0; i < by.works().size(); i++) {
            Work held = by.works().get(i);
            if (held == lock || !held.isHeldBy(by)) continue;
            note(by, at(), LockUse.Hold.of(held, by), LockUse.Hold.of(lock, by), new int[0], since == null ? null : stepsOf(by, held));
        }
    }

    private LockGraph.Steps stepsOf(Context by, Lock held) {
        Since taken = since.get(new Holder(by, held));
        return new LockGraph.Steps(taken == null ? 0 : taken.step(), taken == null ? "" : taken.where(), steps + 1);
    }

    @Override public void enabled(Context by) {
        if (by.peekSpinlocks() > 0) touch(by);
    }

    private void touch(Context by) {
        touched = by;
        touchedIn = by.executing();
        touchedAt = by.label();
    }

    private String at() {
        return LockUse.place(touchedIn, touchedAt);
    }

    /** A step, or whatever else a move did, is over. */
    public void stepMade() {
        steps++;
        if (touched == null) return;
        Context by = touched;
        touched = null;
        boolean lets = by.peekSpinlocks() > 0 && !(by instanceof Softirq) && by.cpu().peekInterruptible();
        if (!lets && since == null) return;
        List<Lock> locks = machine.allLocks();
        for (int i = 0; i < locks.size(); i++) {
            Lock lock = locks.get(i);
            if (!lock.isHeldBy(by)) continue;
            if (since != null) since.putIfAbsent(new Holder(by, lock), new Since(steps, at()));
            if (lets && lock instanceof SpinLock && !open.containsKey(lock.kind())) open.put(lock.kind(), use(by, at(), lock));
        }
    }

    @Override public void released(Context by, Lock lock) {
        if (since != null) since.remove(new Holder(by, lock));
    }

    /** Who holds which lock, and since which move of the run; what was held before steps were counted is left out. */
    public List<String> held() {
        List<String> held = new ArrayList<>();
        if (since == null) return held;
        since.forEach((holder, taken) -> held.add(holder.by().name() + " holds " + holder.lock().name() + " since move " + taken.step() + ", in " + taken.where()));
        return held;
    }

    // ---- as it is told ----------------------------------------------------------------------------------------

    /** Notes one use of a lock, with the moves of a run that ends with it. */
    public void note(LockUse use, int... run) {
        for (LockUse.Hold held : use.held()) note(use.by(), use.where(), held, use.taken(), run, null);
        Lock lock = use.taken().lock();
        if (use.inHandler()) inHandlers.putIfAbsent(lock.kind(), use(use.by(), use.where(), lock));
        if (use.open()) open.putIfAbsent(lock.kind(), use(use.by(), use.where(), lock));
    }

    /** Whether a use of a lock is one that nothing like is known of. */
    public boolean isNews(LockUse use) {
        for (LockUse.Hold held : use.held()) if (!facts.containsKey(key(held, use.taken()))) return true;
        String kind = use.taken().lock().kind();
        return use.inHandler() && !inHandlers.containsKey(kind) || use.open() && !open.containsKey(kind);
    }

    private static Key key(LockUse.Hold held, LockUse.Hold taken) {
        boolean alike = held.lock().kind().equals(taken.lock().kind());
        return new Key(place(held, alike), held.passed(), place(taken, alike), taken.passed());
    }

    private void note(Context by, String where, LockUse.Hold held, LockUse.Hold taken, int[] run, LockGraph.Steps steps) {
        Key key = key(held, taken);
        if (facts.containsKey(key)) return;
        facts.put(key, new LockGraph.Fact(by.name(), where, new LockGraph.Held(held.lock().name(), key.held(), held.passed()),
                new LockGraph.Held(taken.lock().name(), key.taken(), taken.passed()), run, steps));
    }

    private static String place(LockUse.Hold hold, boolean byName) {
        return byName ? hold.lock().name() : hold.lock().kind();
    }

    private static LockGraph.Use use(Context by, String where, Lock lock) {
        return new LockGraph.Use(by.name(), where, new LockGraph.Held(lock.name(), lock.kind(), false));
    }

    /** Adds what another has gathered, as far as it is new. */
    public LockOrder and(LockGraph other) {
        for (LockGraph.Fact fact : other.facts()) {
            facts.putIfAbsent(new Key(fact.held().place(), fact.held().passed(), fact.taken().place(), fact.taken().passed()), fact);
        }
        for (LockGraph.Use use : other.inHandlers()) inHandlers.putIfAbsent(use.lock().place(), use);
        for (LockGraph.Use use : other.open()) open.putIfAbsent(use.lock().place(), use);
        return this;
    }

    /** All that has been gathered. */
    public LockGraph graph() {
        return new LockGraph(new ArrayList<>(facts.values()), new ArrayList<>(inHandlers.values()), new ArrayList<>(open.values()));
    }

    /** What is wrong with it; empty when nothing is. */
    public List<Finding> findings() {
        return graph().findings();
    }
}
