package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.trace.CpuhpState;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** The CPUs of a machine that come and go, on one ladder, under one hotplug lock. */
public final class CpuHotplug {
    private final Machine machine;
    private final HotplugLock lock;
    private final Mutex mapsLock;
    private final List<HotCpu> cpus = new ArrayList<>();

    /**
     * @param ladder   with everything hung in
     * @param faults   what can be made to fail
     * @param tellsAll whether rungs on which nothing modelled is done are steps all the same
     */
    public CpuHotplug(Machine machine, HotplugLock lock, Ladder ladder, Map<CpuhpState, Fault> faults, boolean tellsAll) {
        this.machine = machine;
        this.lock = lock;
        mapsLock = machine.mutex("cpu_add_remove_lock");
        BitSet hotplugged = machine.onlineCpus().hotplugged();
        for (int number = 0; number < machine.cpus().size(); number++) {
            cpus.add(hotplugged.get(number) ? new HotCpu(machine, number, ladder, faults, tellsAll) : null);
        }
        for (HotCpu cpu : changing()) {
            new IdleTask(machine, cpu);
            new CpuhpThread(machine, cpu);
        }
    }

    /** The first CPU that stays online for ever: where the controlling tasks are. */
    public static int bootCpu(BitSet hotplugged) {
        return hotplugged.nextClearBit(0);
    }

    /** A CPU that comes and goes; {@code null} for one that stays. */
    public HotCpu cpu(int number) {
        return cpus.get(number);
    }

    /** The CPUs that come and go. */
    public List<HotCpu> changing() {
        List<HotCpu> changing = new ArrayList<>(cpus);
        changing.removeIf(cpu -> cpu == null);
        return Collections.unmodifiableList(changing);
    }

    /** {@code cpu_hotplug_lock}. */
    public HotplugLock lock() {
        return lock;
    }

    /** {@code cpu_add_remove_lock}. */
    public Mutex mapsLock() {
        return mapsLock;
    }

    /** The text with which {@code self} brings CPU {@code number} up and takes it down; see {@link CpuUpDown#CpuUpDown}. */
    public CpuUpDown upDown(Context self, int number, IntPredicate occupied, boolean parallel, Code<?> afterUnlock) {
        return new CpuUpDown(self, cpus.get(number), mapsLock, lock, occupied, parallel, afterUnlock);
    }
}
