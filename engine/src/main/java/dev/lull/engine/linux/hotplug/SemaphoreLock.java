package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.machine.StepLabel;

/**
 * The hotplug lock as one atomic step for each of its functions: fair between readers and writers, as the percpu_rwsem of v4.13
 * and later is, with what goes on inside it left out.
 */
public final class SemaphoreLock implements HotplugLock {
    private final RwSemaphore semaphore;

    public SemaphoreLock(RwSemaphore semaphore) {
        this.semaphore = semaphore;
    }

    /** For those who take it in a step of their own. */
    public RwSemaphore semaphore() {
        return semaphore;
    }

    @Override public Code<?> readLock(Context self) {
        return new One(self, semaphore, Function.READ_LOCK);
    }

    @Override public Code<?> readUnlock(Context self) {
        return new One(self, semaphore, Function.READ_UNLOCK);
    }

    @Override public Code<?> writeLock(Context self) {
        return new One(self, semaphore, Function.WRITE_LOCK);
    }

    @Override public Code<?> writeUnlock(Context self) {
        return new One(self, semaphore, Function.WRITE_UNLOCK);
    }

    @Override public long peekReaders() {
        return semaphore.holders().stream().filter(semaphore::isReadBy).count();
    }

    private enum Function {
        READ_LOCK("cpus_read_lock"), READ_UNLOCK("cpus_read_unlock"), WRITE_LOCK("cpus_write_lock"), WRITE_UNLOCK("cpus_write_unlock");

        private final String name;

        Function(String name) {
            this.name = name;
        }
    }

    private static final class One extends Code<One.At> {
        enum At implements StepLabel {
            HOTPLUG_LOCK;

            @Override public Told told() {
                return new Told(Cost.LOCK, "takes or drops the hotplug lock");
            }
        }

        private final RwSemaphore semaphore;
        private final Function function;

        One(Context self, RwSemaphore semaphore, Function function) {
            super(self, function.name, At.class);
            this.semaphore = semaphore;
            this.function = function;
        }

        @Override protected At step(At at) {
            switch (function) {
                case READ_LOCK -> {
                    if (!acquireToRead(semaphore)) return at;
                }
                case WRITE_LOCK -> {
                    if (!acquireToWrite(semaphore)) return at;
                }
                case READ_UNLOCK, WRITE_UNLOCK -> release(semaphore);
            }
            return finish();
        }
    }
}
