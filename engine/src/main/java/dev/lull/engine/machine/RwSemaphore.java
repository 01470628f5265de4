package dev.lull.engine.machine;

import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * A lock that many may read and one may write (rw_semaphore, percpu_rw_semaphore). Who must wait sleeps. A writer that
 * waits keeps new readers out, unless the lock prefers readers: that is what makes reading twice a deadlock in some kernels
 * and none in others. A context may read it once at a time.
 */
public final class RwSemaphore implements Lock {
    private final Machine machine;
    private final String name;
    private final boolean readersFirst;
    private final Word writer;          // context number + 1; 0: none
    private final Word readers;
    private final Word writersWaiting;
    private final int number;
    private final WaitQueue waiters;
    private final List<Flag> reads = new ArrayList<>();         // by context number; made when the machine is sealed
    private final List<Flag> waitsToWrite = new ArrayList<>();

    RwSemaphore(Machine machine, String name, int number, boolean readersFirst) {
        this.machine = machine;
        this.name = name;
        this.number = number;
        this.readersFirst = readersFirst;
        var struct = machine.memory().struct(name);
        writer = machine.identities().context(struct.word("writer", Range.upTo(machine.contextLimit())));
        readers = struct.word("readers", Range.upTo(machine.contextLimit()));
        writersWaiting = struct.word("writers_waiting", Range.upTo(machine.contextLimit()));
        waiters = machine.waitQueue(name + ".waiters");
    }

    void sealed() {
        for (Context context : machine.contexts()) {
            if (context instanceof Task) waiters.admit((Task) context);
            reads.add(context instanceof Task ? machine.memory().privateStruct(name, context.number()).flag("read_by." + context.name()) : null);
            waitsToWrite.add(context instanceof Task ? machine.memory().privateStruct(name, context.number()).flag("wanted_by." + context.name()) : null);
        }
    }

    @Override public String name() {
        return name;
    }

    boolean tryRead(Task by) {
        if (writer.get() != 0 || !readersFirst && writersWaiting.get() != 0) return false;
        readers.add(1);
        reads.get(by.number()).set();
        machine.listener().acquired(by, this);
        return true;
    }

    boolean tryWrite(Task by) {
        Flag waiting = waitsToWrite.get(by.number());
        if (writer.get() != 0 || readers.get() != 0) {
            if (!waiting.isSet()) writersWaiting.add(1);
            waiting.set();
            return false;
        }
        if (waiting.isSet()) {
            writersWaiting.add(-1);
            waiting.clear();
        }
        machine.memory().locked(bit());
        writer.set(by.number() + 1L);
        machine.listener().acquired(by, this);
        return true;
    }

    /** Whether there was anything of {@code by}'s to release. */
    boolean release(Task by) {
        if (writer.get() == by.number() + 1L) {
            writer.set(0);
            machine.memory().unlocked(bit());
            machine.listener().released(by, this);
            return true;
        }
        if (reads.get(by.number()).isSet()) {
            reads.get(by.number()).clear();
            readers.add(-1);
            machine.listener().released(by, this);
            return true;
        }
        machine.blame("unlock without lock: " + by.name() + " released " + name + ", which it neither reads nor writes");
        return false;
    }

    WaitQueue waiters() {
        return waiters;
    }

    @Override public int number() {
        return number;
    }

    @Override public int slot() {
        return writer.slot();
    }

    /** Whether {@code task} has it for writing. */
    public boolean isWrittenBy(Task task) {
        return writer.get() == task.number() + 1L;
    }

    /** The writer, or all readers; and, while readers wait for a writer that itself waits, that writer. */
    @Override public List<Context> holders() {
        List<Context> holders = new ArrayList<>();
        if (writer.peek() != 0) holders.add(machine.contexts().get((int) writer.peek() - 1));
        for (int i = 0; i < reads.size(); i++) if (reads.get(i) != null && reads.get(i).peek()) holders.add(machine.contexts().get(i));
        return holders;
    }

    /** Who waits to write it, as a watcher sees it: readers wait behind them. */
    public List<Context> waitingWriters() {
        List<Context> waiting = new ArrayList<>();
        for (int i = 0; i < waitsToWrite.size(); i++) {
            if (waitsToWrite.get(i) != null && waitsToWrite.get(i).peek()) waiting.add(machine.contexts().get(i));
        }
        return waiting;
    }

    /** Whether {@code task} has it for reading, as a watcher sees it. */
    public boolean isReadBy(Context task) {
        return reads.get(task.number()) != null && reads.get(task.number()).peek();
    }

    /** Whether new readers pass writers that wait. */
    public boolean prefersReaders() {
        return readersFirst;
    }

    @Override public String toString() {
        return name;
    }
}
