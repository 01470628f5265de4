package dev.lull.kernel.shell;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Prepares a session in a thread of its own: what a first cell would have to wait for at once, what the next ones would when that cell has been answered. */
final class Preparation {
    private static final long FIRST_CELL_MS = 3000;
    /** What is done in the background begins when the first cell's reply is on its way. */
    private static final long REPLY_MS = 200;

    private final FutureTask<JavaSession> session;
    private final BooleanSupplier isUsed;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch firstCell = new CountDownLatch(1);

    Preparation(JavaSettings settings, BooleanSupplier isUsed) {
        session = new FutureTask<>(() -> new JavaSession(settings));
        this.isUsed = isUsed;
    }

    /** Begins, if nobody has yet; returns at once. */
    void begin() {
        if (!begun.getAndSet(true)) {
            Thread thread = new Thread(this::prepare, "warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The session, as soon as it is there. */
    JavaSession session() {
        begin();
        boolean interrupted = Thread.interrupted();
        try {
            return session.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("JShell could not be started: " + e.getCause() + "\nCells need a full JDK; this is " + System.getProperty("java.home"), e.getCause());
        } catch (InterruptedException | CancellationException e) {
            throw new IllegalStateException("interrupted while the session was starting", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether it is there. */
    boolean isThere() {
        return session.isDone() && !session.isCancelled();
    }

    /** A cell has ended. */
    void cellEnded() {
        firstCell.countDown();
    }

    private void prepare() {
        session.run();
        try {
            JavaSession ready = session();
            if (!isUsed.getAsBoolean()) {
                ready.warmUp();
            }
            firstCell.await(FIRST_CELL_MS, TimeUnit.MILLISECONDS);
            TimeUnit.MILLISECONDS.sleep(REPLY_MS);
            ready.catchUp();
            Ballast.ofTheProcess().arm();
        } catch (InterruptedException | IllegalStateException unused) {
            // Whoever needs the session is told why there is none.
        }
    }
}
