package dev.lull.kernel.shell;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Who may use a session's JShell. It is free while the user's code runs: so completion and inspection are answered
 * meanwhile, and cells of other shells begin. What a compiling thread writes to the standard streams is nobody's output.
 */
final class CompilerLock {
    private static final long SOON_MS = 200;

    private final ReentrantLock lock = new ReentrantLock(true);      // a cell waits for one import at most

    /** Does something while nobody else uses the compiler. */
    <T> T holding(Supplier<T> work) {
        lock.lock();
        try {
            return StandardStreams.unheard(work);
        } finally {
            lock.unlock();
        }
    }

    /** The same; empty when somebody has the compiler and does not give it up soon. */
    <T> Optional<T> soonHolding(Supplier<T> work) {
        try {
            if (!lock.tryLock(SOON_MS, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(StandardStreams.unheard(work));
        } finally {
            lock.unlock();
        }
    }

    /** Does something while others may use the compiler, however often the calling thread holds it. */
    <T> T giving(Supplier<T> work) {
        int holds = lock.getHoldCount();
        for (int i = 0; i < holds; i++) {
            lock.unlock();
        }
        try {
            return work.get();
        } finally {
            for (int i = 0; i < holds; i++) {
                lock.lock();
            }
        }
    }
}
