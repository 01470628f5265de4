package dev.lull.kernel.shell;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Prepares a session in a thread of its own: what a first cell would have to wait for at once; what the next ones would,
 * when that cell has been answered; and what an editor's first questions would, when there is a pause.
 */
final class Preparation {
    private static final long FIRST_CELL_MS = 3000;
    /** What is done in the background begins when the first cell's reply is on its way. */
    private static final long REPLY_MS = 200;

    /** The first questions take javac, which nobody has compiled yet, ten times as long as the fiftieth. */
    private static final List<String> QUESTIONS = List.of("System.ou", "\"\".len", "new Str");
    private static final int ROUNDS_MAX = 15;
    private static final long QUICK_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final FutureTask<JavaSession> session;
    private final Pauses pauses;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch firstCell = new CountDownLatch(1);
    private volatile boolean over;

    Preparation(JavaSettings settings, Pauses pauses) {
        session = new FutureTask<>(() -> new JavaSession(settings));
        this.pauses = pauses;
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

    /** Nobody needs it any more. */
    void end() {
        over = true;
    }

    private void prepare() {
        session.run();
        try {
            JavaSession ready = session();
            if (!pauses.isUsed()) {
                ready.warmUp();
            }
            firstCell.await(FIRST_CELL_MS, TimeUnit.MILLISECONDS);
            TimeUnit.MILLISECONDS.sleep(REPLY_MS);
            ready.catchUp();
            Ballast.ofTheProcess().arm();
            rehearseHelp(ready);
        } catch (InterruptedException | IllegalStateException unused) {
            // Whoever needs the session is told why there is none.
        }
    }

    /** Asks as an editor would, until the answers come quickly. */
    private void rehearseHelp(JavaSession ready) throws InterruptedException {
        boolean slow = true;
        for (int round = 0; slow && round < ROUNDS_MAX; round++) {
            slow = false;
            for (String question : QUESTIONS) {
                slow |= !isQuick(ready, question);
            }
        }
    }

    private boolean isQuick(JavaSession ready, String question) throws InterruptedException {
        pauses.await();
        if (over) {
            return true;
        }
        long begun = System.nanoTime();
        ready.holding(() -> new EditorHelp(ready).complete(question, question.length()));
        return System.nanoTime() - begun < QUICK_NS;
    }
}
