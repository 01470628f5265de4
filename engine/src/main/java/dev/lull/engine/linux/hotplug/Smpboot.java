package dev.lull.engine.linux.hotplug;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Placement;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Label;
import dev.lull.engine.memory.Struct;

/**
 * What a smpboot thread of one CPU (ksoftirqd/N, rcuc/N) and those who park, unpark and wake it share: its task state, the bits of
 * {@code struct kthread}, and on which CPU it is. Models kernel/kthread.c and kernel/smpboot.c: up to v4.16 with {@link
 * Fix#PARKED_IS_SPECIAL} and {@link Fix#PARK_WAITS_INACTIVE} left out, later with both.
 */
public final class Smpboot {
    enum State { RUNNING, INTERRUPTIBLE, PARKED }

    private final Machine machine;
    private final HotCpu cpu;
    final boolean stateIsSpecial;
    final boolean parkWaits;
    private final boolean vacatedFirst;
    final SpinLock piLock;
    final Label<State> state;
    final Flag shouldPark;
    final Flag isParked;
    final Flag completed;               // the completion ->parked
    final Flag shouldRun;
    private final Flag astray;
    final WaitQueue sleep;
    final WaitQueue parked;
    private final SmpbootThread thread;

    public Smpboot(Machine machine, Linux linux, HotCpu cpu) {
        this.machine = machine;
        this.cpu = cpu;
        // both: "kthread, sched/core: Fix kthread_parkme() (again...)"
        stateIsSpecial = linux.has(Fix.PARKED_IS_SPECIAL);
        parkWaits = linux.has(Fix.PARK_WAITS_INACTIVE);
        vacatedFirst = linux.has(Fix.SCHED_WAIT_EMPTY);
        String name = "smpboot/" + cpu.number();
        piLock = machine.spinLock(name + ".pi_lock");
        Struct struct = machine.memory().struct(name);
        state = struct.label("state", State.class);
        shouldPark = struct.flag("KTHREAD_SHOULD_PARK");
        isParked = struct.flag("KTHREAD_IS_PARKED");
        completed = struct.flag("parked");
        shouldRun = struct.flag("should_run");
        astray = struct.flag("on_another_cpu");
        sleep = machine.waitQueue(name + " sleeps");
        parked = machine.waitQueue(name + ".parked");
        boolean offline = !machine.cpus().get(cpu.number()).peekOnline();
        boolean floats = machine.placement() == Placement.FLOATING;
        Task task = floats ? machine.kthread(name, offline ? sleep : null) : machine.perCpuKthread(name, cpu.number(), offline ? sleep : null);
        sleep.admit(task);
        parked.admit(cpu.cpuhp);
        thread = new SmpbootThread(task, this, offline);
        if (!offline) return;
        state.set(State.PARKED);
        shouldPark.set();
        isParked.set(!parkWaits);
    }

    /** The CPU it belongs to. */
    public int cpu() {
        return cpu.number();
    }

    /** The thread. */
    public Task task() {
        return thread.task();
    }

    /** Whether it is on another CPU than its own; for watchers. */
    public boolean peekAstray() {
        return astray.peek();
    }

    boolean isAstray() {
        return astray.isSet();
    }

    /**
     * sched_cpu_dying(): who is runnable on the dying CPU, though nobody should be, is moved to another up to v5.10 (migrate_tasks()),
     * and warned of later.
     */
    public void dying() {
        if (task().isSleeping()) return;
        if (vacatedFirst) machine.blame("WARN: CPU " + cpu.number() + ", which dies, has not been vacated: " + task().name() + " is runnable there, at " + task().label());
        astray.set();
    }

    /** __kthread_bind(): only one that is parked, and asleep, is put on its CPU. */
    void bind(Context by) {
        if (state.is(State.PARKED)) {
            astray.clear();
        } else if (astray.isSet()) {
            machine.blame("WARN: __kthread_bind() by " + by.name() + " finds " + task().name() + " not parked: it stays on another CPU than its own");
        }
    }
}
