package dev.lull.engine.linux.hotplug.contention;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/** A task that has a CPU come or go, again and again, as far as the lock is concerned. Models _cpu_up() and _cpu_down(). */
final class Writer extends OneShot<Writer.At> {
    enum At { CPUS_WRITE_LOCK, INSIDE, CPUS_WRITE_UNLOCK, PAUSE, DONE }

    private final Code<?> lock;
    private final Code<?> unlock;
    private final Word left;            // null: for ever

    Writer(Machine machine, Texts texts, int number, int times) {
        super(machine, "writer" + number, 0, "_cpu_up", At.class);
        left = times == Contention.FOR_EVER ? null : machine.memory().struct("writer" + number).word("left", Range.upTo(times), times - 1);
        lock = texts.writeLock(task());
        unlock = texts.writeUnlock(task(), 0);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CPUS_WRITE_LOCK -> call(lock, At.INSIDE);
            case INSIDE -> At.CPUS_WRITE_UNLOCK;
            case CPUS_WRITE_UNLOCK -> call(unlock, At.PAUSE);
            case PAUSE -> {
                if (left == null) yield At.CPUS_WRITE_LOCK;
                if (left.get() == 0) yield At.DONE;
                left.add(-1);
                yield At.CPUS_WRITE_LOCK;
            }
            case DONE -> end();
        };
    }

    /** Whether it is in its section, as a watcher sees it. */
    boolean isInside() {
        return self().executing() == this && peekLabel() == At.INSIDE;
    }
}
