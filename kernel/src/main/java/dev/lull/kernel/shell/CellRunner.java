package dev.lull.kernel.shell;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the user's code in one thread per shell that stays the same from cell to cell, as people expect of their thread
 * locals, until it gets stuck and has to be left behind.
 */
final class CellRunner {
    private static final long STACK_BYTES = 64L << 20;

    private final Ballast ballast = Ballast.ofTheProcess();
    private final ClassLoader contextLoader;
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();

    CellRunner(ClassLoader contextLoader) {
        this.contextLoader = contextLoader;
    }

    /** How a call ended. */
    sealed interface End {
        /** The classes in a method of this name in which the call was when it was ended. */
        default Set<String> within(String method) {
            StackTraceElement[] frames = this instanceof Threw threw ? threw.told().frames() : this instanceof Stuck stuck ? stuck.where() : new StackTraceElement[0];
            return Stream.of(frames).filter(frame -> frame.getMethodName().equals(method)).map(StackTraceElement::getClassName).collect(Collectors.toSet());
        }
    }

    /** It returned. */
    record Returned(Object value) implements End {}

    /** It threw. */
    record Threw(Throwable thrown, Told told) implements End {
        Threw(Throwable thrown) {
            this(thrown, Told.byItself(thrown));
        }
    }

    /** It could not be stopped and still runs, here. */
    record Stuck(StackTraceElement[] where) implements End {}

    /** One call on its way. */
    static final class Task {
        final Cell cell;
        final Callable<Object> code;
        final CompletableFuture<End> end = new CompletableFuture<>();
        final Worker worker;
        final AtomicBoolean pursued = new AtomicBoolean();

        Task(Cell cell, Callable<Object> code, Worker worker) {
            this.cell = cell;
            this.code = code;
            this.worker = worker;
        }

        /** Ends the call; false when it had ended already. */
        synchronized boolean endWith(End how) {
            return end.complete(how);
        }

        /** Does something to the worker, unless it has gone on to other calls. */
        synchronized void whileRunning(Consumer<Worker> action) {
            if (!end.isDone()) {
                action.accept(worker);
            }
        }
    }

    /** Runs the code for a cell and waits for its end. */
    End run(Cell cell, Callable<Object> code) {
        Task task = new Task(cell, code, usableWorker(cell.context.shell()));
        cell.calls(task);
        try {
            if (cell.isStopping()) {        // the request came while the snippet was still being compiled
                task.endWith(new Threw(new CellInterrupted()));
                return task.end.join();
            }
            task.worker.tasks.add(task);
            return task.end.join();
        } finally {
            cell.calls(null);
            ballast.releaseIfTight();
        }
    }

    /** No more calls will come from this shell. */
    void leave(String shell) {
        Worker worker = workers.remove(shell);
        if (worker != null) {
            worker.retire();
        }
    }

    void close() {
        workers.keySet().forEach(this::leave);
    }

    private Worker usableWorker(String shell) {
        Worker worker = workers.get(shell);
        if (worker == null || worker.retired || !worker.isAlive()) {
            worker = new Worker();
            workers.put(shell, worker);
            worker.start();
        }
        return worker;
    }

    /** The thread in which cells run. */
    final class Worker extends Thread {
        private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
        private volatile boolean retired;

        Worker() {
            super(null, null, "cell", STACK_BYTES);
            setDaemon(true);
            setContextClassLoader(contextLoader);
        }

        /** It takes no more calls. */
        void retire() {
            retired = true;
            interrupt();
        }

        @Override
        public void run() {
            while (!retired) {
                try {
                    perform(tasks.take());
                } catch (InterruptedException strayInterruptAfterTheCellHasEnded) {
                    continue;
                }
            }
        }

        private void perform(Task task) {
            task.cell.adoptThisThread();
            Stop.forgetGrace();
            Thread.interrupted();
            End end = outcomeOf(task.code);
            try {
                task.endWith(end);
            } catch (Throwable lateThreadDeath) {
                task.endWith(end);
            }
        }

        private End outcomeOf(Callable<Object> code) {
            try {
                return new Returned(code.call());
            } catch (InvocationTargetException e) {
                return threw(e.getCause());
            } catch (Throwable e) {
                return threw(e);
            }
        }

        private End threw(Throwable thrown) {
            if (thrown instanceof OutOfMemoryError) {
                ballast.release();      // first of all: everything below allocates
            }
            try {
                ExitRequested exit = ExitRequested.in(thrown);
                return new Threw(exit == null ? thrown : exit);
            } catch (Throwable stillNoMemory) {
                ballast.release();
                return new Threw(thrown, Told.byName(thrown));
            }
        }
    }
}
