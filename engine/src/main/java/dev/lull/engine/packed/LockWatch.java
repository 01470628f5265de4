package dev.lull.engine.packed;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Guard;
import dev.lull.engine.machine.Listener;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.LockUse;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Work;
import dev.lull.engine.memory.Memory;

import java.util.ArrayList;
import java.util.List;

/**
 * What a step that is being learned does with locks: which it takes while it holds which, and whether it touches guarded
 * words without theirs. It is asked once, when the step is learned, so it costs nothing when the step is made again; and
 * what it finds is true of every step that takes the same path, since all it goes by is on the path:
 *
 * <p>the spinlocks that the context holds are looked at by every step of a context that ever holds one ({@link
 * Recorder#HELD}); the locks it sleeps for are looked at ({@link Recorder#SLEPT_FOR}) as soon as the step takes any lock,
 * or touches a word that one of them guards. Both are of the context's own alone, so they tell few states apart. Whatever else
 * is asked, of the CPU's interrupts or of who reads a semaphore, is looked at like any other word. Whether what a word lies in has
 * been freed is for others to change, so there the look counts as one of the step's own.
 */
final class LockWatch implements Listener {
    private final Machine machine;
    private final Memory memory;
    private final Recorder recorder;
    private final Guard[] guards;               // by slot
    private final boolean sleeps;               // whether there is anything to sleep for

    private Context by;                         // null: no step is watched
    private Code<?> in;
    private Enum<?> at;
    private long held;                          // as a set of locks, as the step goes on
    private long heldAtFirst;                   // of what is slept for, when it began ...
    private long sleptFor;                      // ... and what of that is left
    private boolean knowsSleptFor;
    private boolean matters;                    // something happened that makes the end of the step worth a look
    private final List<Lock> passing = new ArrayList<>();
    private final List<LockUse> uses = new ArrayList<>();
    private Guard.Breach breach;
    private int breached;

    LockWatch(Machine machine, Recorder recorder) {
        this.machine = machine;
        this.memory = machine.memory();
        this.recorder = recorder;
        sleeps = machine.locks().size() != machine.allLocks().size();
        guards = new Guard[memory.size()];
        for (int slot = 0; slot < guards.length; slot++) guards[slot] = machine.guarded().at(slot);
        machine.listen(this);
    }

    /**
     * A step begins.
     *
     * @param spinlocks the spinlocks that {@code by} holds
     * @param sleptFor  what else it holds
     */
    void begin(Context by, long spinlocks, long sleptFor) {
        this.by = by;
        this.sleptFor = sleptFor;
        heldAtFirst = sleptFor;
        held = spinlocks;
        in = by.executing();
        at = by.label();
        knowsSleptFor = !sleeps;
        matters = false;
        uses.clear();
        passing.clear();
        breach = null;
    }

    /** The step has been made. */
    void end() {
        Context stepped = by;
        by = null;
        if (stepped == null || !matters || stepped instanceof Softirq) return;
        long spinlocks = 0;
        for (SpinLock lock : machine.locks()) spinlocks |= lock.bit();
        if ((held & spinlocks) == 0) return;
        boolean open = recorder.aside(() -> stepped.cpu().peekInterruptible());
        if (!open) return;
        for (SpinLock lock : machine.locks()) {
            if ((held & lock.bit()) != 0) uses.add(new LockUse(stepped, LockUse.place(in, at), new LockUse.Hold(lock, false), List.of(), true));
        }
    }

    /** What the step that ended last did with locks. */
    List<LockUse> uses() {
        return uses.isEmpty() ? List.of() : List.copyOf(uses);
    }

    /** What it did wrong with guarded words; {@code null} for nothing. */
    Guard.Breach breach() {
        return breach;
    }

    // ---- locks ------------------------------------------------------------------------------------------------

    @Override public void passing(Context by, Lock lock) {
        if (by != this.by) return;
        note(lock);
        passing.add(lock);
    }

    @Override public void passed(Context by, Lock lock) {
        if (by == this.by) passing.remove(lock);
    }

    @Override public void acquired(Context by, Lock lock) {
        if (by != this.by) return;
        note(lock);
        held |= lock.bit();
        matters = true;
    }

    private void note(Lock lock) {
        lookAtSleptFor();
        List<LockUse.Hold> others = new ArrayList<>();
        for (Lock other : machine.allLocks()) if (other != lock && holds(other)) others.add(recorder.aside(() -> LockUse.Hold.of(other, by)));
        for (Work other : by.works()) if (other != lock && holds(other)) others.add(new LockUse.Hold(other, false));
        if (!others.isEmpty() || by instanceof Softirq) {
            uses.add(new LockUse(by, LockUse.place(in, at), recorder.aside(() -> LockUse.Hold.of(lock, by)), others, false));
        }
    }

    @Override public void released(Context by, Lock lock) {
        if (by != this.by) return;
        held &= ~lock.bit();
        sleptFor &= ~lock.bit();
    }

    @Override public void enabled(Context by) {
        if (by == this.by) matters = true;
    }

    private void lookAtSleptFor() {
        if (knowsSleptFor) return;
        knowsSleptFor = true;
        recorder.look(Recorder.SLEPT_FOR, heldAtFirst);
        held |= sleptFor;
    }

    /** Locks beyond the 64th, and readers, are asked for themselves. */
    private boolean holds(Lock lock) {
        if (passing.contains(lock)) return true;
        if ((held & lock.bit()) != 0) return true;
        if (lock.bit() != 0 && !(lock instanceof RwSemaphore)) return false;
        return recorder.aside(() -> lock instanceof RwSemaphore semaphore && lock.bit() != 0 ? semaphore.isReadBy(by) : lock.isHeldBy(by));
    }

    // ---- guarded words ----------------------------------------------------------------------------------------

    void touched(int slot, boolean wrote) {
        Guard guard = by == null ? null : guards[slot];
        if (guard == null || breach != null && !(wrote && slot == breached)) return;
        if ((guard.lock() instanceof Mutex || guard.lock() instanceof RwSemaphore) && !passing.contains(guard.lock())) lookAtSleptFor();
        boolean holds = guard.lock() != null && recorder.aside(() -> holds(guard.lock()));
        Guard.Breach wrong = guard.dependsOnOthers() ? guard.judge(by, in.name(), at, memory.name(slot), wrote, holds)
                : recorder.aside(() -> guard.judge(by, in.name(), at, memory.name(slot), wrote, holds));
        if (wrong == null) return;
        breach = wrong;
        breached = slot;
    }
}
