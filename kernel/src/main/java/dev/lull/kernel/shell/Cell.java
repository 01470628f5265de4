package dev.lull.kernel.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One run of one cell, as the threads that belong to it know it. A thread started by a cell belongs to that cell for
 * good, so that its output finds the right place long after the cell has ended.
 */
final class Cell {
    private static final InheritableThreadLocal<Cell> BELONGS_TO = new InheritableThreadLocal<>();
    private static final Queue<Cell> RUNNING = new ConcurrentLinkedQueue<>();

    final ExecutionContext context;
    final KeyboardBytes keyboard;
    private volatile CellRunner.Task call;
    private volatile Function<Throwable, String> teller = Throwable::toString;
    private volatile boolean stopping;
    private volatile boolean askedToStop;
    private volatile boolean codeWasStopped;
    private volatile boolean muted;
    /** The names of the classes and source files that have come into being with this run. */
    private final Set<String> code = ConcurrentHashMap.newKeySet();

    Cell(ExecutionContext context) {
        this.context = context;
        this.keyboard = new KeyboardBytes(context.input());
    }

    /**
     * The cell that the calling thread works for, or null. The common pool's workers serve whoever runs, of several the one
     * that has begun first; so do threads that no cell has started.
     */
    static Cell current() {
        Cell own = Thread.currentThread() instanceof ForkJoinWorkerThread ? null : BELONGS_TO.get();
        if (own != null) {
            return own;
        }
        Cell now = RUNNING.peek();
        return now != null ? now : BELONGS_TO.get();
    }

    /** The calling thread, and those it will start, work for this cell from now on. */
    void adoptThisThread() {
        BELONGS_TO.set(this);
    }

    /** This puts in words what its threads throw. */
    void tellBy(Function<Throwable, String> words) {
        teller = words;
    }

    /** What was thrown, with its frames in cells. */
    String told(Throwable thrown) {
        return teller.apply(thrown);
    }

    void begin() {
        RUNNING.add(this);
    }

    void end() {
        RUNNING.remove(this);
    }

    /** The call of the cell's code that runs just now, or null. */
    CellRunner.Task call() {
        return call;
    }

    void calls(CellRunner.Task call) {
        this.call = call;
    }

    /** Asks every thread of the cell to end at its next check. */
    void stop() {
        stopping = true;
    }

    /** The request has been honoured by the library that ran; what follows may run on. */
    void stopNoMore() {
        stopping = false;
        askedToStop = false;
    }

    /** Writes a line of ours to the cell's standard error. */
    void note(String line) {
        try {
            context.err().write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A front end that has gone needs no notes.
        }
    }

    /** This class or source file, as stack frames name it, is part of what the cell runs. */
    void hasCode(String classOrFile) {
        code.add(classOrFile);
    }

    /** Whether a thread with these frames does this cell's work, whoever has started it. */
    boolean isWorkedFor(StackTraceElement[] frames) {
        return Stream.of(frames).anyMatch(frame -> code.contains(frame.getClassName())
                || frame.getFileName() != null && code.contains(frame.getFileName()));
    }

    boolean isStopping() {
        return stopping;
    }

    /** The request has reached a thread that runs for the cell, rather than come between two pieces of it. */
    void markAskedToStop() {
        askedToStop = true;
    }

    boolean wasAskedToStop() {
        return askedToStop;
    }

    /** The request has ended some of the cell's own code, in whatever thread. */
    void markCodeStopped() {
        codeWasStopped = true;
    }

    boolean codeWasStopped() {
        return codeWasStopped;
    }

    /** Nothing that the cell's threads still write is shown: they could not be stopped and have been left behind. */
    void mute() {
        muted = true;
    }

    boolean isMuted() {
        return muted;
    }
}
