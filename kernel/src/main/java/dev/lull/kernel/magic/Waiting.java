package dev.lull.kernel.magic;

import dev.lull.kernel.shell.ExecutionContext;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Waits for what may take long and is no code of a cell's, such as a download. It is done in a thread of its own, which
 * an interrupt reaches; should it not heed that, nobody waits for it any longer.
 */
final class Waiting {
    private final Set<FutureTask<?>> running = ConcurrentHashMap.newKeySet();

    /**
     * The result of some work.
     *
     * @throws CancellationException when the cell has been interrupted
     * @throws ExecutionException    when the work has failed
     */
    <T> T forResultOf(Callable<T> work, ExecutionContext context) throws ExecutionException {
        FutureTask<T> task = new FutureTask<>(work);
        running.add(task);
        if (context.interrupted().getAsBoolean()) {
            task.cancel(true);
        }
        Thread thread = new Thread(task, "magic");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            throw new CancellationException();
        } finally {
            running.remove(task);
        }
    }

    /** Ends all waiting; false when nobody waits. */
    boolean interrupt() {
        return running.stream().filter(task -> task.cancel(true)).count() > 0;
    }
}
