package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.Map;
import java.util.TreeMap;

/**
 * The hotplug lock of the -rt patches of June 2011: the count under a mutex, and for each CPU that goes a count of who is pinned to
 * it, for which the way down waits. Models cpu_hotplug_begin() with cpu_unplug_begin(), kernel/cpu.c, v3.0-rt. sync_unplug/N is
 * folded into the task that waits for it. The later designs are in {@code linux.hotplug.rt}, on a model of their own.
 */
public final class PinLock implements HotplugLock {
    private final Machine machine;
    private final RefcountLock counted;
    private final Map<Integer, Pins> pins = new TreeMap<>();

    /** What is kept of one CPU ({@code struct hotplug_pcp}). */
    static final class Pins {
        final Flag unplug;
        final Word refcount;
        final WaitQueue unpinned;

        Pins(Machine machine, int cpu) {
            Struct struct = machine.memory().struct("hotplug_pcp[" + cpu + "]");
            unplug = struct.flag("unplug");
            refcount = struct.word("refcount", Range.upTo(7));
            unpinned = machine.waitQueue("refcount of hotplug_pcp[" + cpu + "]");
        }
    }

    public PinLock(Machine machine) {
        this.machine = machine;
        counted = new RefcountLock(machine);
    }

    Pins pins(int cpu) {
        return pins.computeIfAbsent(cpu, any -> new Pins(machine, cpu));
    }

    /** cpu_hotplug.lock: who comes to pin a CPU that is being unplugged waits for it. */
    Mutex mutex() {
        return counted.counted().mutex();
    }

    /** Tasks pinned to CPU {@code cpu}, for watchers. */
    public long peekPinned(int cpu) {
        return pins.containsKey(cpu) ? pins.get(cpu).refcount.peek() : 0;
    }

    @Override public Code<?> readLock(Context self) {
        return counted.readLock(self);
    }

    @Override public Code<?> readUnlock(Context self) {
        return counted.readUnlock(self);
    }

    @Override public Code<?> writeLock(Context self) {
        return counted.writeLock(self);
    }

    @Override public Code<?> writeUnlock(Context self) {
        return counted.writeUnlock(self);
    }

    @Override public Code<?> writeLock(Context self, int cpu) {
        return new Begin(self, writeLock(self), pins(cpu));
    }

    @Override public Code<?> writeUnlock(Context self, int cpu) {
        return new Done(self, writeUnlock(self), pins(cpu));
    }

    @Override public long peekReaders() {
        return counted.peekReaders();
    }

    private static final class Begin extends Code<Begin.At> {
        enum At implements StepLabel {
            CPU_HOTPLUG_BEGIN(Cost.LOCAL, "comes to take the hotplug lock"),
            UNPLUG(Cost.LOCAL, "says that the CPU is being unplugged"),
            WAIT_FOR_PINS(Cost.CONTEXT_SWITCH, "waits until nobody is pinned to it");

            private final Told told;

            At(Cost cost, String says) {
                told = new Told(cost, says);
            }

            @Override public Told told() {
                return told;
            }
        }

        private final Code<?> lock;
        private final Pins pins;

        Begin(Context self, Code<?> lock, Pins pins) {
            super(self, "cpu_unplug_begin", At.class);
            this.lock = lock;
            this.pins = pins;
            pins.unpinned.admit((Task) self);
        }

        @Override protected At step(At at) {
            return switch (at) {
                case CPU_HOTPLUG_BEGIN -> call(lock, At.UNPLUG);
                case UNPLUG -> {
                    pins.unplug.set();
                    yield At.WAIT_FOR_PINS;
                }
                case WAIT_FOR_PINS -> pins.refcount.get() == 0 ? finish() : sleepOn(pins.unpinned, at);
            };
        }
    }

    private static final class Done extends Code<Done.At> {
        enum At implements StepLabel {
            UNPLUG_DONE, CPU_HOTPLUG_DONE;

            @Override public Told told() {
                return new Told(Cost.LOCAL, this == UNPLUG_DONE ? "says that the CPU is unplugged no longer" : "has dropped the hotplug lock");
            }
        }

        private final Code<?> unlock;
        private final Pins pins;

        Done(Context self, Code<?> unlock, Pins pins) {
            super(self, "cpu_unplug_done", At.class);
            this.unlock = unlock;
            this.pins = pins;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case UNPLUG_DONE -> {
                    pins.unplug.clear();
                    yield call(unlock, At.CPU_HOTPLUG_DONE);
                }
                case CPU_HOTPLUG_DONE -> finish();
            };
        }
    }
}
