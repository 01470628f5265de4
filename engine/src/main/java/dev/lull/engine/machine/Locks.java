package dev.lull.engine.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Everything of a machine that can be held, in the order it was made. */
final class Locks {
    private final Machine machine;
    private final List<SpinLock> spinLocks = new ArrayList<>();
    private final List<SpinLock> rqLocks = new ArrayList<>();
    private final List<Mutex> mutexes = new ArrayList<>();
    private final List<RwSemaphore> semaphores = new ArrayList<>();
    private final List<Lock> all = new ArrayList<>();
    private final Map<WaitQueue, Lock> sleptFor = new IdentityHashMap<>();          // looked up, never walked

    Locks(Machine machine) {
        this.machine = machine;
    }

    SpinLock spinLock(String name) {
        SpinLock lock = new SpinLock(machine, name, all.size());
        spinLocks.add(lock);
        all.add(lock);
        return lock;
    }

    SpinLock rqLock(int cpu) {
        SpinLock lock = spinLock("rq_lock[" + cpu + "]");
        rqLocks.add(lock);
        return lock;
    }

    /** try_to_wake_up() takes a run-queue lock: {@code by} must hold none. */
    void checkMayWake(Context by, Task sleeper) {
        for (int i = 0; i < rqLocks.size(); i++) {
            if (!rqLocks.get(i).isOwnedBy(by)) continue;
            machine.blame("deadlock: " + by.name() + " wakes " + sleeper.name() + " in " + by.executing().name() + "() while it holds " + rqLocks.get(i).name()
                    + ", a run-queue lock: try_to_wake_up() spins for it for ever");
        }
    }

    Mutex mutex(String name) {
        Mutex mutex = new Mutex(machine, name, all.size());
        mutexes.add(mutex);
        all.add(mutex);
        sleptFor.put(mutex.waiters(), mutex);
        return mutex;
    }

    RwSemaphore rwSemaphore(String name, boolean readersFirst) {
        RwSemaphore semaphore = new RwSemaphore(machine, name, all.size(), readersFirst);
        semaphores.add(semaphore);
        all.add(semaphore);
        sleptFor.put(semaphore.waiters(), semaphore);
        return semaphore;
    }

    /** All contexts are known: any task may wait for what is slept for. */
    void sealed() {
        for (Mutex mutex : mutexes) for (Context context : machine.contexts()) if (context instanceof Task task) mutex.waiters().admit(task);
        semaphores.forEach(RwSemaphore::sealed);
    }

    List<SpinLock> spinLocks() {
        return Collections.unmodifiableList(spinLocks);
    }

    List<Mutex> mutexes() {
        return Collections.unmodifiableList(mutexes);
    }

    List<Lock> all() {
        return Collections.unmodifiableList(all);
    }

    /** The lock whose waiters sleep on {@code queue}; {@code null} when it is no lock's. */
    Lock sleptFor(WaitQueue queue) {
        return sleptFor.get(queue);
    }
}
