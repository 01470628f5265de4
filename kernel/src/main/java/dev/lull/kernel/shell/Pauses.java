package dev.lull.kernel.shell;

import java.util.concurrent.TimeUnit;

/** Knows when nobody has used a session for a moment, so that it has time for itself. */
final class Pauses {
    private static final long MOMENT_NS = TimeUnit.MILLISECONDS.toNanos(400);

    private int users;
    private long unusedSinceNs = System.nanoTime();

    /** Somebody begins to use it. */
    synchronized void begin() {
        users++;
    }

    /** And has ended. */
    synchronized void end() {
        users--;
        unusedSinceNs = System.nanoTime();
        notifyAll();
    }

    synchronized boolean isUsed() {
        return users > 0;
    }

    /** Waits for such a moment. */
    synchronized void await() throws InterruptedException {
        long leftNs = leftNs();
        while (users > 0 || leftNs > 0) {
            if (users > 0) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, leftNs);
            }
            leftNs = leftNs();
        }
    }

    private long leftNs() {
        return unusedSinceNs + MOMENT_NS - System.nanoTime();
    }
}
