package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.memory.Flag;

/**
 * A task of the CPU that takes spinlocks, and so is pinned now and then. Models pin_current_cpu() and unpin_current_cpu(), {@code
 * kernel/cpu.c}, v3.0-rt to v4.9-rt. All of it up to where it must wait is one step, since preemption is off there; so is coming back from the
 * wait: taking the lock, dropping it, looking again.
 *
 * @param <E> its labels
 */
public abstract class PinningTask<E extends Enum<E>> extends OneShot<E> {
    private final HotplugPcp pcp;
    private final boolean bound;
    private final Flag elsewhere;

    /** @param bound whether it must not leave the CPU */
    protected PinningTask(Machine machine, String taskName, String function, Class<E> labels, HotplugPcp pcp, boolean bound) {
        super(machine, taskName, function, labels);
        this.pcp = pcp;
        this.bound = bound;
        elsewhere = machine.memory().struct(taskName).flag("on_another_cpu");
        pcp.unpinned.wokenBy(task());
        pcp.gone.admit(task());
    }

    /** pin_current_cpu(): false when it must wait; once woken it tries again. */
    protected final boolean pinCurrentCpu() {
        if (elsewhere.isSet()) return true;
        return switch (pcp.pinning()) {
            case UNGUARDED -> pcp.online.isSet() ? pinned() : goneElsewhere();
            case BLOCKS -> !pcp.unplug.isSet() || pcp.isPinned() ? pinned() : after(pcp.cpuHotplugLock);
            case MIGRATES -> !pcp.unplug.isSet() || pcp.isPinned() ? pinned() : pcp.grabLock.isSet() ? after(pcp.lock) : migrateMe() || pinned();
            case PUSHED -> pcp.grabLock.isSet() ? after(pcp.lock) : pcp.unplug.isSet() && migrateMe() || pinned();
        };
    }

    /** unpin_current_cpu(). */
    protected final void unpinCurrentCpu() {
        if (elsewhere.isSet()) return;
        pcp.count(-1);
        if (!pcp.isPinned()) wakeAll(pcp.unpinned);
    }

    /** Counts it; or, when it comes so late that the CPU is gone, it is on another by now. */
    private boolean pinned() {
        if (pcp.online.isSet()) pcp.count(1);
        else elsewhere.set();
        return true;
    }

    /** Whoever comes when the CPU is gone pins another, and that is another story. */
    private boolean goneElsewhere() {
        sleepOn(pcp.gone, null);
        return false;
    }

    private boolean after(Mutex lock) {
        if (!acquire(lock)) return false;
        release(lock);
        return pinned();
    }

    private boolean migrateMe() {
        if (bound) return false;
        elsewhere.set();
        return true;
    }

    /** Moves it to another CPU from outside, if that may be done now. */
    public final void push() {
        if (!bound && !pcp.isPinned()) elsewhere.set();
    }
}
