package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;

/**
 * A task of a CPU that holds a sleeping spinlock once, at any moment, and so is pinned to the CPU meanwhile. Models
 * migrate_disable() with pin_current_cpu(), kernel/cpu.c, v3.0-rt: who finds the CPU being unplugged, and nobody pinned to it,
 * waits for the hotplug lock, and looks again; by then it runs on another CPU, or the CPU is back.
 */
public final class PinnedTask extends Kthread<PinnedTask.At> implements MoveSource {
    /** The steps. */
    public enum At implements StepLabel {
        IDLE(Cost.CONTEXT_SWITCH, "has nothing to do"),
        PIN_CURRENT_CPU(Cost.LOCAL, "pins its CPU, unless that is being unplugged"),
        WAIT_FOR_HOTPLUG(Cost.LOCK, "waits until the CPU has come or gone"),
        SPINLOCK_HELD(Cost.LOCK, "holds the spinlock"),
        UNPIN_CURRENT_CPU(Cost.WAKEUP, "pins its CPU no longer");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final int cpu;
    private final PinLock lock;
    private final PinLock.Pins pins;
    private final Flag called;
    private final Flag begun;
    private final Flag counted;
    private final WaitQueue asked;

    public PinnedTask(Machine machine, PinLock lock, int cpu) {
        super(machine, "pinned/" + cpu, "rt_spin_lock", At.class);
        this.cpu = cpu;
        this.lock = lock;
        pins = lock.pins(cpu);
        called = machine.memory().struct(task().name()).flag("called");
        begun = machine.memory().struct(task().name()).flag("begun");
        counted = machine.memory().struct(task().name()).flag("counted");
        asked = machine.waitQueue(task().name() + ".asked").admit(task());
        machine.add(this);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case IDLE -> {
                if (!begun.isSet()) yield sleepOn(asked, at);
                begun.clear();
                yield At.PIN_CURRENT_CPU;
            }
            case PIN_CURRENT_CPU -> {
                if (!machine().cpus().get(cpu).isOnline()) yield At.SPINLOCK_HELD;             // it is on another CPU
                if (pins.unplug.isSet() && pins.refcount.get() == 0) yield At.WAIT_FOR_HOTPLUG;
                pins.refcount.add(1);
                counted.set();
                yield At.SPINLOCK_HELD;
            }
            case WAIT_FOR_HOTPLUG -> {
                if (!acquire(lock.mutex())) yield at;
                release(lock.mutex());
                yield At.PIN_CURRENT_CPU;
            }
            case SPINLOCK_HELD -> At.UNPIN_CURRENT_CPU;
            case UNPIN_CURRENT_CPU -> {
                if (counted.isSet()) pins.refcount.add(-1);
                counted.clear();
                if (pins.refcount.get() == 0) wakeAll(pins.unpinned);
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
        return task().name() + " takes a sleeping spinlock on CPU " + cpu;
    }

    @Override public Context follower() {
        return task();
    }

    @Override public boolean environment() {
        return true;
    }
}
