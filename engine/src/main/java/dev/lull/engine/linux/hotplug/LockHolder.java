package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;

/** A task that takes a lock once, at any moment, which {@link LockedCallback} wants, too. */
public final class LockHolder extends Kthread<LockHolder.At> implements MoveSource {
    /** Its steps. */
    public enum At implements StepLabel {
        IDLE(Cost.CONTEXT_SWITCH, "has nothing to do"),
        MUTEX_LOCK(Cost.LOCK, "takes the lock"),
        MUTEX_UNLOCK(Cost.LOCAL, "drops it");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Mutex lock;
    private final Flag called;
    private final Flag begun;
    private final WaitQueue asked;

    public LockHolder(Machine machine, String name, Mutex lock) {
        super(machine, name, "ioctl", At.class);
        this.lock = lock;
        called = machine.memory().struct(name).flag("called");
        begun = machine.memory().struct(name).flag("begun");
        asked = machine.waitQueue(name + ".asked").admit(task());
        machine.add(this);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case IDLE -> {
                if (!begun.isSet()) yield sleepOn(asked, at);
                begun.clear();
                yield At.MUTEX_LOCK;
            }
            case MUTEX_LOCK -> acquire(lock) ? At.MUTEX_UNLOCK : at;
            case MUTEX_UNLOCK -> {
                release(lock);
                yield At.IDLE;
            }
        };
    }

    @Override public int alternatives() {
        return called.isSet() ? 0 : 1;
    }

    @Override public void take(int alternative) {
        called.set();
        begun.set();
        wake(task());
    }

    @Override public String describe(int alternative) {
        return task().name() + " calls what takes the lock";
    }

    @Override public Context follower() {
        return task();
    }

    @Override public boolean environment() {
        return true;
    }
}
