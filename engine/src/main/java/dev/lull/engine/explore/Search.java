package dev.lull.engine.explore;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Model;
import dev.lull.engine.packed.PackedModel;
import dev.lull.engine.packed.Sharing;
import dev.lull.engine.packed.Stops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One breadth-first search, level by level, by one thread or several. What it finds does not depend on how many: a level
 * is always finished, and of several ways to a state or violations on a level the choice is by fingerprint.
 */
final class Search {
    private static final int MANY = 4 * Frontier.PER_CHUNK;         // states of a level that are worth several threads
    private static final int MOVES = 24;                            // of a state, for guessing how much room a chunk needs
    private static final long REPORT_NANOS = 100_000_000;

    /** Why a search ended. */
    enum End { EVERYTHING, VIOLATION, PREEMPTIONS, STATES, DEPTH, MEMORY, TIME, INTERRUPTED, LEARNED }

    private final Bounds bounds;
    private final int most;
    private final long mostStates;
    private final long deadline;
    private final Progress progress;
    private final List<Worker> workers = new ArrayList<>();
    private final Visited visited;
    private final int sourceBits;
    private final int longs;
    private final boolean reduced;
    private final ReadWriteLock room = new ReentrantReadWriteLock();
    private final long[] first;

    private List<Frontier> level = new ArrayList<>();
    private int depth;
    private int preemptions;
    private long promoted;              // states that waited for one preemption more
    private volatile End stop;
    private Violation worst;
    private long nextReport;
    private int pathsChecked;

    /**
     * @param most       preemptions at most, or {@link Bounds#ANY}
     * @param mostStates states at most
     */
    Search(Definition definition, Knowledge knowledge, Bounds bounds, int most, long mostStates, long deadline, Progress progress) {
        this.bounds = bounds;
        this.most = most;
        this.mostStates = mostStates;
        this.deadline = deadline;
        this.progress = progress;
        this.reduced = knowledge.sharing() != null;
        boolean counts = most != Bounds.ANY;
        Model model = definition.build();
        int sources = model.machine().sourceCount();
        sourceBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, sources - 1));
        visited = new Visited(sourceBits + Machine.ALTERNATIVE_BITS, bounds.wide());
        for (int thread = 0; thread < bounds.threads(); thread++) {
            Model own = thread == 0 ? model : definition.build();
            PackedModel packed = new PackedModel(own, knowledge.extent(), knowledge.sharing(), counts, knowledge.stops()).interchanging();
            workers.add(new Worker(packed, visited, own.machine().move(own.machine().clock(), 0), counts, bounds.wide()));
        }
        longs = workers.get(0).model.longs();
        first = new long[longs];
        for (Worker worker : workers) worker.model.first(first, 0);
    }

    /** Searches until something ends it. */
    End run() {
        visited.add(print(first), second(first), visited.origin(1, 0, 0));
        workers.get(0).states = 1;
        Frontier start = new Frontier(longs);
        start.add();
        System.arraycopy(first, 0, start.chunk(0), 0, longs);
        level.add(start);
        depth = 1;
        if (workers.get(0).model.breaksRule(first, 0)) {
            worst = new Violation(Finding.Kind.BROKEN_RULE, print(first), Violation.AT_REST);
            return End.VIOLATION;
        }
        ExecutorService threads = bounds.threads() > 1 ? Executors.newFixedThreadPool(bounds.threads() - 1, Search::thread) : null;
        try {
            while (true) {
                process(threads);
                for (Worker worker : workers) if (worker.worst != null && (worst == null || worker.worst.isBefore(worst))) worst = worker.worst;
                if (stop != null) return stop;
                for (Worker worker : workers) if (worker.surprised) return End.LEARNED;
                if (worst != null) return standing() ? End.VIOLATION : End.LEARNED;
                if (!standing()) return End.LEARNED;
                if (!descend()) return most != Bounds.ANY && waitingForMore() ? End.PREEMPTIONS : End.EVERYTHING;
                if (depth > bounds.depth() || depth >= Visited.DEEPEST) return End.DEPTH;
            }
        } finally {
            if (threads != null) threads.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "lull-search");
        thread.setDaemon(true);
        return thread;
    }

    private long print(long[] state) {
        return Fingerprint.first(state, 0, longs);
    }

    private long second(long[] state) {
        return bounds.wide() ? Fingerprint.second(state, 0, longs) : 0;
    }

    // ---- a level ----------------------------------------------------------------------------------------------

    private void process(ExecutorService threads) {
        List<long[]> chunks = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        long total = 0;
        for (Frontier frontier : level) {
            for (int at = 0; at < frontier.size(); at += Frontier.PER_CHUNK) {
                chunks.add(frontier.chunk(at));
                sizes.add(Math.min(Frontier.PER_CHUNK, frontier.size() - at));
            }
            total += frontier.size();
        }
        AtomicInteger claimed = new AtomicInteger();
        long waiting = total;
        if (threads == null || total < MANY) {
            work(workers.get(0), chunks, sizes, claimed, waiting);
            return;
        }
        List<Future<?>> others = new ArrayList<>();
        for (Worker worker : workers.subList(1, workers.size())) others.add(threads.submit(() -> work(worker, chunks, sizes, claimed, waiting)));
        try {
            work(workers.get(0), chunks, sizes, claimed, waiting);
        } catch (RuntimeException | Error failure) {
            stop = End.INTERRUPTED;
            throw failure;
        } finally {
            await(others);
        }
    }

    private void await(List<Future<?>> others) {
        for (Future<?> other : others) {
            boolean interrupted = false;
            while (true) {
                try {
                    other.get();
                    break;
                } catch (InterruptedException again) {
                    stop = End.INTERRUPTED;
                    interrupted = true;
                } catch (ExecutionException failed) {
                    if (failed.getCause() instanceof RuntimeException e) throw e;
                    throw new IllegalStateException(failed.getCause());
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void work(Worker worker, List<long[]> chunks, List<Integer> sizes, AtomicInteger claimed, long waiting) {
        boolean leads = worker == workers.get(0);
        for (int chunk = claimed.getAndIncrement(); chunk < chunks.size() && stop == null; chunk = claimed.getAndIncrement()) {
            ensureRoom();
            room.readLock().lock();
            try {
                worker.expand(chunks.get(chunk), sizes.get(chunk) * longs, depth);
            } catch (RuntimeException | Error failure) {
                stop = End.INTERRUPTED;
                throw failure;
            } finally {
                room.readLock().unlock();
            }
            if (leads) lookUp(waiting - (long) chunk * Frontier.PER_CHUNK);
        }
    }

    /** Between two chunks: is there something to tell, or a reason to end? */
    private void lookUp(long waiting) {
        if (Thread.currentThread().isInterrupted()) stop = End.INTERRUPTED;
        else if (states() >= mostStates) stop = End.STATES;
        long now = System.nanoTime();
        if (deadline != 0 && now - deadline >= 0) stop = End.TIME;
        if (now < nextReport) return;
        nextReport = now + REPORT_NANOS;
        progress.at(states(), transitions(), depth, Math.max(0, waiting) + ahead(), bytes());
    }

    private void ensureRoom() {
        if (visited.hasRoom(states(), (long) workers.size() * Frontier.PER_CHUNK * MOVES)) return;
        room.writeLock().lock();
        try {
            if (stop != null || visited.hasRoom(states(), (long) workers.size() * Frontier.PER_CHUNK * MOVES)) return;
            if (!visited.canGrow() || visited.bytesToGrow() + bytes() - visited.bytes() > bounds.bytes()) {
                if (!visited.hasRoom(states() / 4 * 3, 0)) stop = End.MEMORY;       // nearly full, not just not roomy
                return;
            }
            visited.grow();
        } finally {
            room.writeLock().unlock();
        }
    }

    // ---- from level to level ----------------------------------------------------------------------------------

    /** Whether no step was taken for unnoticed that, as is known by now, somebody might notice. */
    private boolean standing() {
        if (!reduced) return true;
        int paths = 0;
        for (Worker worker : workers) paths += worker.model.paths();
        if (paths == pathsChecked) return true;
        pathsChecked = paths;
        Sharing known = learned();
        for (Worker worker : workers) if (!worker.model.standsBy(known)) return false;
        return true;
    }

    /** How words are shared, as far as all workers have seen. */
    Sharing learned() {
        Sharing known = workers.get(0).model.learned().copy();
        for (Worker worker : workers) known.join(worker.model.learned());
        return known;
    }

    /** Labels from which no step went unnoticed for any worker: a search that begins again need not try there. */
    Stops stops() {
        Stops stops = workers.get(0).model.stops();
        for (Worker worker : workers.subList(1, workers.size())) stops.and(worker.model.stops());
        return stops;
    }

    private boolean descend() {
        List<Frontier> done = level;
        level = new ArrayList<>();
        int waiting = 0;
        for (Worker worker : workers) {
            level.add(worker.next);
            waiting += worker.next.size();
            worker.next = done.isEmpty() ? new Frontier(longs) : done.remove(done.size() - 1);
            worker.next.clear();
        }
        depth++;
        if (waiting > 0) return true;
        if (most == Bounds.ANY || preemptions == most || !waitingForMore()) return false;
        preemptions++;
        promote();
        return true;
    }

    private boolean waitingForMore() {
        for (Worker worker : workers) if (worker.dearer.size() > 0) return true;
        return false;
    }

    /** States that need one preemption more have their turn. */
    private void promote() {
        Frontier into = level.get(0);
        for (Worker worker : workers) {
            Frontier dearer = worker.dearer;
            for (int i = 0; i < dearer.size(); i++) {
                if (i % Frontier.PER_CHUNK == 0) ensureRoom();
                long[] chunk = dearer.chunk(i);
                int at = dearer.offset(i);
                long print = Fingerprint.first(chunk, at, longs);
                long second = bounds.wide() ? Fingerprint.second(chunk, at, longs) : 0;
                long origin = visited.atLevel(chunk[at + longs], depth);
                if (!visited.add(print, second, origin)) continue;
                workers.get(0).states++;
                int index = into.add();
                System.arraycopy(chunk, at, into.chunk(index), into.offset(index), longs);
            }
            dearer.clear();
        }
    }

    // ---- what is known ----------------------------------------------------------------------------------------

    long states() {
        long states = 0;
        for (Worker worker : workers) states += worker.states;
        return states;
    }

    long transitions() {
        long transitions = 0;
        for (Worker worker : workers) transitions += worker.transitions;
        return transitions;
    }

    long resting() {
        long resting = 0;
        for (Worker worker : workers) resting += worker.resting;
        return resting;
    }

    private long ahead() {
        long ahead = 0;
        for (Worker worker : workers) ahead += worker.next.size();
        return ahead;
    }

    /** Bytes that states take. */
    long bytes() {
        long bytes = visited.bytes();
        for (Worker worker : workers) bytes += worker.next.bytes() + worker.dearer.bytes() + worker.model.bytes();
        for (Frontier frontier : level) bytes += frontier.bytes();
        return bytes;
    }

    int depth() {
        return depth - 1;
    }

    /** Bits of a packed state. */
    int bits() {
        return workers.get(0).model.bits();
    }

    Violation worst() {
        return worst;
    }

    List<Verdict.LabelCount> coverage() {
        return Coverage.of(workers);
    }

    /** Every move on a shortest way to the violation. */
    int[] tape() {
        return to(worst);
    }

    private int[] to(Violation violation) {
        return new Trail(workers.get(0).model, visited, first, longs, bounds.wide()).to(violation);
    }

    /** What was seen of locks and guarded words, each thing once, with a way there. */
    void tell(Witnesses witnesses) {
        List<Seen> seen = new ArrayList<>();
        for (Worker worker : workers) seen.addAll(worker.seen);
        Collections.sort(seen);
        for (Seen one : seen) {
            if (witnesses.isNews(one.sighting())) {
                witnesses.note(one.sighting(), one.move() < 0 ? new int[0] : to(new Violation(Finding.Kind.LOCK_ORDER, one.from(), one.move())));
            }
        }
    }
}
