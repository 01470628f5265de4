package dev.lull.engine.machine;

/** A kthread that takes two locks of any kind, one inside the other, and drops them, for ever. */
public final class Taker extends Kthread<Taker.At> {
    enum At { FIRST, SECOND, DROP_SECOND, DROP_FIRST }

    private final Lock first;
    private final Lock second;

    public Taker(Machine machine, String name, Lock first, Lock second) {
        super(machine, name, "taker", At.class);
        this.first = first;
        this.second = second;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case FIRST -> take(first) ? At.SECOND : at;
            case SECOND -> take(second) ? At.DROP_SECOND : at;
            case DROP_SECOND -> {
                drop(second);
                yield At.DROP_FIRST;
            }
            case DROP_FIRST -> {
                drop(first);
                yield At.FIRST;
            }
        };
    }

    private boolean take(Lock lock) {
        if (lock instanceof SpinLock spin) return acquire(spin);
        return lock instanceof Mutex mutex ? acquire(mutex) : acquireToRead((RwSemaphore) lock);
    }

    private void drop(Lock lock) {
        if (lock instanceof SpinLock spin) release(spin);
        else if (lock instanceof Mutex mutex) release(mutex);
        else release((RwSemaphore) lock);
    }
}
