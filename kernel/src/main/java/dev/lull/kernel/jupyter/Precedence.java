package dev.lull.kernel.jupyter;

import java.util.concurrent.TimeUnit;

/**
 * Lets an answer that could overtake wait for what its sender had sent before, as long as that is a matter of moments:
 * who opens a comm and asks at once which are open expects to find it there. A cell that runs for longer is overtaken.
 */
final class Precedence {
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private long taken;
    private long done;
    private long begunNs = System.nanoTime();

    /** A request has been taken in. */
    synchronized void taken() {
        taken++;
    }

    /** The next request is being answered. */
    synchronized void begun() {
        begunNs = System.nanoTime();
    }

    /** It has been answered. */
    synchronized void done() {
        done++;
        notifyAll();
    }

    /** What waits for all that has been taken in until now, unless that takes long. */
    synchronized Runnable ofAllTaken() {
        long all = taken;
        return () -> await(all);
    }

    private synchronized void await(long all) {
        long waitsSince = System.nanoTime();
        boolean patient = true;
        while (done < all && patient) {
            long now = System.nanoTime();
            long leftNs = PATIENCE_NS - Math.max(now - begunNs, now - waitsSince);
            patient = leftNs > 0 && waits(leftNs);
        }
    }

    private boolean waits(long ns) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, ns);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
