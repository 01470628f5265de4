package dev.lull.kernel.jupyter;

import dev.lull.kernel.shell.Interpreter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Stands at the end of the process. A library that calls System.exit where nobody could put something else in its place
 * gets no further: while a shutdown hook lasts, every other thread of the process runs on, and this one lasts until the
 * kernel itself is to end. A signal is let through, with a word to the front end.
 */
final class ProcessEnd extends Thread {
    private static final long BETWEEN_LOOKS_MS = 200;

    private final Interpreter interpreter;
    private final BooleanSupplier mayEnd;
    private final Runnable lastWords;

    ProcessEnd(Interpreter interpreter, BooleanSupplier mayEnd, Runnable lastWords) {
        super("process end");
        this.interpreter = interpreter;
        this.mayEnd = mayEnd;
        this.lastWords = lastWords;
    }

    @Override
    public void run() {
        Set<Thread> refused = new HashSet<>();
        while (!mayEnd.getAsBoolean()) {
            Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
            List<Thread> callers = threads.keySet().stream().filter(t -> isIn(threads.get(t), "java.lang.Runtime", "exit")).toList();
            boolean signalled = threads.keySet().stream().anyMatch(t -> !callers.contains(t) && isIn(threads.get(t), "java.lang.Shutdown", "exit"));
            if (signalled || callers.isEmpty() && refused.isEmpty()) {
                lastWords.run();
                return;
            }
            callers.stream().filter(refused::add).forEach(interpreter::refuseExit);
            pause();        // whoever comes after the first waits for its lock, and wakes nobody
        }
    }

    private static boolean isIn(StackTraceElement[] frames, String type, String method) {
        return Stream.of(frames).anyMatch(frame -> frame.getClassName().equals(type) && frame.getMethodName().equals(method));
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MS);
        } catch (InterruptedException fromACell) {
            // Then it looks sooner.
        }
    }
}
