package dev.lull.engine.linux.hotplug.contention;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/** A task for which no CPU may come or go for a while, again and again. Models any user of get_online_cpus() or cpus_read_lock(). */
final class Reader extends OneShot<Reader.At> {
    enum At { CPUS_READ_LOCK, INSIDE, CPUS_READ_LOCK_AGAIN, INSIDE_TWICE, CPUS_READ_UNLOCK_INNER, CPUS_READ_UNLOCK, PAUSE, DONE }

    private final Code<?> lock;
    private final Code<?> unlock;
    private final boolean twice;
    private final Word left;            // null: for ever

    Reader(Machine machine, Texts texts, int number, int cpu, int times, boolean twice) {
        super(machine, "reader" + number, cpu, "reader", At.class);
        this.twice = twice;
        left = times == Contention.FOR_EVER ? null : machine.memory().struct("reader" + number).word("left", Range.upTo(times), times - 1);
        lock = texts.readLock(task(), cpu);
        unlock = texts.readUnlock(task(), cpu);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CPUS_READ_LOCK -> call(lock, At.INSIDE);
            case INSIDE -> twice ? At.CPUS_READ_LOCK_AGAIN : At.CPUS_READ_UNLOCK;
            case CPUS_READ_LOCK_AGAIN -> call(lock, At.INSIDE_TWICE);
            case INSIDE_TWICE -> At.CPUS_READ_UNLOCK_INNER;
            case CPUS_READ_UNLOCK_INNER -> call(unlock, At.CPUS_READ_UNLOCK);
            case CPUS_READ_UNLOCK -> call(unlock, At.PAUSE);
            case PAUSE -> {
                if (left == null) yield At.CPUS_READ_LOCK;
                if (left.get() == 0) yield At.DONE;
                left.add(-1);
                yield At.CPUS_READ_LOCK;
            }
            case DONE -> end();
        };
    }

    /** Whether it is in its section, as a watcher sees it. */
    boolean isInside() {
        return self().executing() == this && (peekLabel() == At.INSIDE || peekLabel() == At.INSIDE_TWICE);
    }
}
