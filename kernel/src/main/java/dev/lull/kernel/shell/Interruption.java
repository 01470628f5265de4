package dev.lull.kernel.shell;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a running cell, by stronger and stronger means: the woven check and Thread.interrupt, which end nearly
 * everything within milliseconds; before JDK 20 Thread.stop, for library loops that look at neither; at last the thread
 * is left behind and the cell ends without it.
 */
final class Interruption {
    private static final long BETWEEN_INTERRUPTS_MS = 50;
    /** For a thread that waits in the operating system, which nothing wakes. */
    private static final long PATIENCE_WITH_THE_SYSTEM_MS = 250;
    private static final long PATIENCE_MS = 450;
    private static final long LAST_PATIENCE_MS = 750;
    /** Code that has been stopped has half a second for its finally blocks ({@link Stop}). */
    private static final long FINALLY_MS = 200;
    private static final long STRAGGLERS_MS = 1500;
    private static final long BETWEEN_STRAGGLERS_MS = 100;
    private static final long POOL_WORKERS_NS = 300_000_000;
    private static final boolean CAN_STOP_THREADS = Runtime.version().feature() < 20;

    private final ExecutorService pursuers = pursuers();
    private int under;

    /** One thread is there from the start: a cell may have used up all that the process can have. */
    private static ExecutorService pursuers() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Pursuer::new);
        pool.prestartCoreThread();
        return pool;
    }

    private static final class Pursuer extends Thread {
        Pursuer(Runnable work) {
            super(work, "interrupter");
            setDaemon(true);
        }

        @Override
        public void interrupt() {
            // A cell that interrupts every thread it can find must not escape by it.
        }
    }

    /** Begins to end the call; returns at once. */
    void of(CellRunner.Task task) {
        task.cell.stop();
        if (!task.pursued.getAndSet(true)) {
            open();
            pursuers.execute(() -> {
                try {
                    pursue(task);
                } finally {
                    Stop.pursueNoMore(task.cell);
                    close();
                }
            });
        }
    }

    private synchronized void open() {
        under++;
        Stop.look(true);
    }

    private synchronized void close() {
        if (--under == 0) {
            Stop.look(false);
        }
    }

    private static void pursue(CellRunner.Task task) {
        long begun = System.nanoTime();
        boolean stopped = false;
        while (!ended(task, BETWEEN_INTERRUPTS_MS)) {
            Stop.pursue(task.cell);
            long waitedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) - (task.cell.codeWasStopped() ? FINALLY_MS : 0);
            if (waitedMs > LAST_PATIENCE_MS || waitedMs > PATIENCE_WITH_THE_SYSTEM_MS && waitsInTheSystem(task.worker)) {
                leaveBehind(task);
            } else if (waitedMs > PATIENCE_MS && CAN_STOP_THREADS && !stopped) {
                stopped = true;
                task.worker.retire();       // a late ThreadDeath must not hit the next cell
                task.whileRunning(Interruption::stopThread);
            }
        }
        // Threads that the cell has started, and others that work for it, meet the check as long as it looks.
        for (long ms = 0; ms < STRAGGLERS_MS; ms += BETWEEN_STRAGGLERS_MS) {
            Stop.pursue(task.cell);
            waitFor(BETWEEN_STRAGGLERS_MS);
        }
    }

    private static boolean ended(CellRunner.Task task, long waitMs) {
        task.whileRunning(worker -> {
            task.cell.markAskedToStop();
            worker.interrupt();
        });
        try {
            task.end.get(waitMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException | CompletionException e) {
            throw new AssertionError("nobody interrupts the interrupter, and a call's end is never an exception", e);
        }
    }

    /** Interrupted several times by now, it still waits for a lock or for an answer of the operating system. */
    private static boolean waitsInTheSystem(Thread thread) {
        StackTraceElement[] where = thread.getStackTrace();
        return thread.getState() == Thread.State.BLOCKED
                || thread.getState() == Thread.State.RUNNABLE && where.length > 0 && where[0].isNativeMethod() && !where[0].getClassName().startsWith("java.lang.");
    }

    private static void leaveBehind(CellRunner.Task task) {
        StackTraceElement[] where = task.worker.getStackTrace();
        task.worker.retire();
        if (task.endWith(new CellRunner.Stuck(where))) {
            task.cell.mute();
        }
    }

    private static void stopThread(Thread thread) {
        try {
            Method stop = Thread.class.getMethod("stop");       // gone from later JDKs, hence not called by name
            stop.invoke(thread);
        } catch (ReflectiveOperationException | UnsupportedOperationException e) {
            // Then the cell is left behind a little later.
        }
    }

    /**
     * Gives the common pool's workers time to meet the check while their cell still counts as the running one; later
     * nobody could tell whose work they do.
     */
    static void awaitPoolWorkers() {
        long begun = System.nanoTime();
        while (!ForkJoinPool.commonPool().isQuiescent() && System.nanoTime() - begun < POOL_WORKERS_NS) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void waitFor(long ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts the interrupter", e);
        }
    }
}
