package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/**
 * The hotplug lock of the -rt patches as far as one CPU is concerned: how many tasks are pinned to it, and whether it is being
 * unplugged. Models {@code struct hotplug_pcp}, {@code kernel/cpu.c}, v3.0-rt to v4.9-rt. Who takes a spinlock that sleeps is
 * pinned meanwhile, so anything may come through here.
 */
public final class HotplugPcp {
    /** Held by the task that takes the CPU down, from beginning to end. */
    public final Mutex cpuHotplugLock;
    /** Held by it from the moment pins must end; taken by those who must wait for that. */
    public final Mutex lock;
    /** The CPU is online. */
    public final Flag online;
    /** The CPU is being unplugged. */
    public final Flag unplug;
    /** Pins must end now. */
    public final Flag grabLock;
    /** sync_unplug/N has been created. */
    public final Flag created;
    /** Nobody was pinned when it first looked. */
    public final Flag synced;
    /** Nobody was pinned when it looked again. */
    public final Flag drained;

    final WaitQueue creation;
    final WaitQueue unpinned;
    final WaitQueue grab;
    final WaitQueue syncedWait;
    final WaitQueue gone;

    private final Pinning pinning;
    private final Word refcount;

    public HotplugPcp(Machine machine, int cpu, Pinning pinning) {
        this(machine, cpu, pinning, 7);
    }

    /** @param most how many may be pinned at a time */
    public HotplugPcp(Machine machine, int cpu, Pinning pinning, int most) {
        this.pinning = pinning;
        cpuHotplugLock = machine.mutex("cpu_hotplug.lock");
        lock = machine.mutex("hotplug_pcp[" + cpu + "].lock");
        Struct struct = machine.memory().struct("hotplug_pcp[" + cpu + "]");
        online = new Flag(machine.memory().struct("cpu[" + cpu + "]").word("online", Range.FLAG, 1));
        unplug = struct.flag("unplug");
        grabLock = struct.flag("grab_lock");
        refcount = struct.word("refcount", Range.upTo(most));
        created = struct.flag("created");
        synced = struct.flag("synced");
        drained = struct.flag("drained");
        creation = machine.waitQueue("creation of sync_unplug/" + cpu);
        unpinned = machine.waitQueue("refcount of hotplug_pcp[" + cpu + "]");
        grab = machine.waitQueue("grab_lock of hotplug_pcp[" + cpu + "]");
        gone = machine.waitQueue("CPU " + cpu + " is gone");
        syncedWait = machine.waitQueue("synced of hotplug_pcp[" + cpu + "]");
    }

    /** What pinning does here. */
    public Pinning pinning() {
        return pinning;
    }

    /** Whether somebody is pinned. */
    public boolean isPinned() {
        return refcount.get() > 0;
    }

    /** As {@link #isPinned()}, for watchers. */
    public boolean peekPinned() {
        return refcount.peek() > 0;
    }

    /** Where one waits who waits for {@link #synced} or {@link #drained}. */
    public WaitQueue syncedWait(Task waiter) {
        return syncedWait.admit(waiter);
    }

    /** Where one waits who waits until nobody is pinned. */
    public WaitQueue unpinned(Task waiter) {
        return unpinned.admit(waiter);
    }

    /** Where sync_unplug/N waits to be created, and for grab_lock. */
    public WaitQueue creation() {
        return creation;
    }

    /** Where sync_unplug/N waits for grab_lock. */
    public WaitQueue grab() {
        return grab;
    }

    void count(int delta) {
        refcount.add(delta);
    }
}
