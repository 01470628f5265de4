package dev.lull.engine.zoo;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Setup;

import static dev.lull.engine.zoo.Sequence.await;
import static dev.lull.engine.zoo.Sequence.does;
import static dev.lull.engine.zoo.Sequence.raise;
import static dev.lull.engine.zoo.Sequence.wake;

/** What went wrong around CPUs that come and go without any lock being taken in the wrong order; each on a model of just that. */
final class HotplugRaces {
    private HotplugRaces() {
    }

    private static void ends(Setup setup, OneShot<?>... tasks) {
        for (OneShot<?> task : tasks) setup.owed(task.task().name() + " comes to its end", () -> !task.isDone());
    }

    // ---- H4: suspend and resume ---------------------------------------------------------------------------------------

    private enum Suspend { CPUSET_CPU_INACTIVE_1, CPUSET_CPU_INACTIVE_2, CPUSET_CPU_ACTIVE_1, CPUSET_CPU_ACTIVE_2, THAW_PROCESSES, TASKS_RUN, DONE }

    private enum Rebuild { PROCESS_ONE_WORK, REBUILD_SCHED_DOMAINS, DONE }

    /**
     * Two CPUs go and come with all tasks frozen. Cpusets are left alone meanwhile, so that afterwards the work finds nothing changed, and
     * rebuilds the scheduling domains only if it is told to.
     */
    static Definition resume(boolean forcesRebuild, boolean flushesInThaw) {
        return Definition.of("CPUs go and come while tasks are frozen", setup -> {
            Machine machine = setup.machine();
            Struct cpusets = machine.memory().struct("cpusets");
            Word frozen = cpusets.word("num_cpus_frozen", Range.upTo(2));
            Flag force = cpusets.flag("force_rebuild");
            Flag domains = new Flag(cpusets.word("domains_as_configured", Range.FLAG, 1));
            Flag thawed = cpusets.flag("tasks_run");
            Sequence.Event queued = new Sequence.Event(machine, "worklist");
            Sequence.Event flushed = new Sequence.Event(machine, "flush_work");
            Runnable inactive = () -> {
                frozen.add(1);
                domains.clear();
            };
            new Sequence<>(machine, "suspend", "enter_state", Suspend.class, does(inactive), does(inactive), does(() -> frozen.add(-1)),
                    by -> {
                        frozen.add(-1);
                        if (frozen.get() == 0 && forcesRebuild) force.set();
                        return raise(queued).isDone(by);
                    },
                    flushesInThaw ? await(flushed) : does(() -> { }), does(thawed::set));
            new Sequence<>(machine, "kworker", "cpuset_hotplug_workfn", Rebuild.class, await(queued), by -> {
                if (force.isSet()) domains.set();
                force.clear();
                return raise(flushed).isDone(by);
            });
            setup.always("when tasks run again, the scheduling domains are as configured", () -> !thawed.peek() | domains.peek());
        });
    }

    // ---- H5: past the root of the cpusets -----------------------------------------------------------------------------

    private enum Swap { CPU_UP_0, CPU_DOWN_1, DONE }

    private enum Update { PROCESS_ONE_WORK, UPDATE_EFFECTIVE_CPUS, DONE }

    private enum Fork { GUARANTEE_ONLINE_CPUS, DONE }

    /** CPU 0 comes and CPU 1 goes before cpusets have heard of either: the top one and the online mask have no CPU in common. */
    static Definition pastTheRoot(boolean guarded) {
        return Definition.of("one CPU comes, the only other goes, somebody forks", setup -> {
            Machine machine = setup.machine();
            Struct masks = machine.memory().struct("masks");
            Word online = masks.word("cpu_online_mask", Range.upTo(3), 2);
            Word effective = masks.word("top_cpuset.effective_cpus", Range.upTo(3), 2);
            Flag oops = masks.flag("oops");
            Sequence.Event queued = new Sequence.Event(machine, "worklist");
            OneShot<?> swap = new Sequence<>(machine, "echo", "online_store", Swap.class, by -> {
                online.set(online.get() | 1);
                return raise(queued).isDone(by);
            }, does(() -> online.set(online.get() & 1)));
            OneShot<?> fork = new Sequence<>(machine, "fork", "guarantee_online_cpus", Fork.class, does(() -> {
                if ((online.get() & effective.get()) == 0 && !guarded) oops.set();
            }));
            ends(setup, swap, fork, new Sequence<>(machine, "kworker", "cpuset_hotplug_workfn", Update.class, await(queued), does(() -> effective.set(online.get()))));
            setup.always("the walk up the cpusets ends at the root", () -> !oops.peek());
        });
    }

    // ---- H9: a count that an interrupt changes, too -------------------------------------------------------------------

    private enum TwoSteps { LOAD, STORE, CRITICAL_SECTION, PERCPU_UP_READ, DONE }

    private enum OneStep { THIS_CPU_INC, CRITICAL_SECTION, PERCPU_UP_READ, DONE }

    private enum Interrupt { FILE_END_WRITE, DONE }

    private enum Drain { READERS_ACTIVE_CHECK, DONE }

    /** A reader counts itself while, on the same CPU, the interrupt that ends an asynchronous write takes one off. */
    static Definition interruptedCount(boolean irqSafe) {
        return Definition.of("percpu_down_read() with an interrupt in between", setup -> {
            Machine machine = setup.machine();
            Struct sem = machine.memory().struct("sb_writers");
            Word count = sem.word("read_count", new Range(-3, 4), 1);          // the write under way
            Word loaded = machine.memory().struct("reader").word("register", new Range(-3, 4));
            WaitQueue readers = machine.waitQueue("readers of sb_writers");
            Runnable dec = () -> count.add(-1);
            OneShot<?> reader = irqSafe
                    ? new Sequence<>(machine, "reader", "percpu_down_read", OneStep.class, does(() -> count.add(1)), does(() -> { }), wake(readers, dec))
                    : new Sequence<>(machine, "reader", "percpu_down_read", TwoSteps.class, does(() -> loaded.set(count.get())), does(() -> count.set(loaded.get() + 1)),
                            does(() -> { }), wake(readers, dec));
            ends(setup, reader, new Sequence<>(machine, "interrupt", "aio_complete_rw", Interrupt.class, wake(readers, dec)),
                    new Sequence<>(machine, "freeze", "percpu_down_write", Drain.class, await(readers, () -> count.get() == 0)));
        });
    }

    // ---- H15: the descriptor of a CPU one has left --------------------------------------------------------------------

    private enum Pin { THIS_CPU_HOTPLUG_PCP, WAIT_FOR_DOWN, COUNT, SPINLOCK_HELD, UNCOUNT, DONE }

    private enum DownTwice { CPU_DOWN_A, CPU_DOWN_B, DONE }

    /** A task finds its CPU going down, waits, is moved to another, and counts itself; then that one goes down. */
    static Definition staleDescriptor(boolean rereads) {
        return Definition.of("-rt: pinned while its CPU goes down", setup -> {
            Machine machine = setup.machine();
            Struct pcp = machine.memory().struct("hotplug_pcp");
            Word ofA = pcp.word("refcount[0]", Range.upTo(1));
            Word ofB = pcp.word("refcount[1]", Range.upTo(1));
            Flag bOffline = pcp.flag("cpu_b_offline");
            Flag held = pcp.flag("spinlock_held_on_b");
            Sequence.Event aIsDown = new Sequence.Event(machine, "cpu_hotplug.lock");
            WaitQueue unpinned = machine.waitQueue("refcount");
            Word counted = rereads ? ofB : ofA;         // by then it runs on B; the old pointer still says A
            new Sequence<>(machine, "task", "pin_current_cpu", Pin.class, does(() -> { }), await(aIsDown), by -> {
                if (!bOffline.isSet()) counted.add(1);
                return true;
            }, does(() -> held.set(!bOffline.isSet())), wake(unpinned, () -> {
                held.clear();
                if (counted.get() > 0) counted.add(-1);
            }));
            new Sequence<>(machine, "cpu_down", "_cpu_down", DownTwice.class, raise(aIsDown), await(unpinned, () -> {
                if (ofB.get() != 0) return false;
                bOffline.set();
                return true;
            }));
            setup.always("nobody holds a spinlock on a CPU that is offline", () -> !held.peek() | !bOffline.peek());
        });
    }

    // ---- H16: a wakeup that is not the one waited for -----------------------------------------------------------------

    private enum Sleeper { SET_CURRENT_STATE, SPIN_LOCK, SPIN_UNLOCK, SCHEDULE, DONE }

    private enum Holder { UNLOCK, DONE }

    /** A task prepares to sleep and then takes a spinlock, which makes it wait for the hotplug lock; that wait ends with a wakeup of its own. */
    static Definition lostSleepState(boolean preserved) {
        return Definition.of("-rt: a spinlock between set_current_state() and schedule()", setup -> {
            Machine machine = setup.machine();
            Struct task = machine.memory().struct("task_struct");
            Flag interruptible = task.flag("state_interruptible");
            Flag spurious = task.flag("spurious");
            Flag sleeps = task.flag("sleeps");
            Sequence.Event unlocked = new Sequence.Event(machine, "cpu_hotplug.lock");
            new Sequence<>(machine, "task", "wait_event_interruptible", Sleeper.class, does(interruptible::set), await(unlocked),
                    does(() -> { }), does(() -> {
                        if (interruptible.isSet()) sleeps.set(); else spurious.set();
                    }));
            new Sequence<>(machine, "cpu_down", "cpu_hotplug_done", Holder.class, by -> {
                if (!preserved) interruptible.clear();          // the mutex's wakeup makes whoever waits for it TASK_RUNNING
                return raise(unlocked).isDone(by);
            });
            setup.always("schedule() returns only to whom something has happened", () -> !spurious.peek());
        });
    }

    // ---- H17: a thread that is created under way ----------------------------------------------------------------------

    private enum DownWith { UNPLUG_BEGIN, KTHREAD_CREATE, WAIT_STARTED, UNPLUG_SYNC, DONE }

    private enum Worker { WAIT_CREATED, PIN_CURRENT_CPU, STARTED, DONE }

    /** A notifier creates a thread that is bound to the CPU going down, and waits until it has started. */
    static Definition boundKthread(boolean syncWaitsForNotifiers) {
        return Definition.of("-rt: a notifier creates a thread on the CPU", setup -> {
            Machine machine = setup.machine();
            Flag unplug = machine.memory().struct("hotplug_pcp").flag("unplug");
            Sequence.Event created = new Sequence.Event(machine, "kthread_create");
            Sequence.Event started = new Sequence.Event(machine, "kthread start");
            WaitQueue plugged = machine.waitQueue("unplug");
            Runnable mark = unplug::set;
            Runnable nothing = () -> { };
            OneShot<?> down = new Sequence<>(machine, "cpu_down", "_cpu_down", DownWith.class, does(syncWaitsForNotifiers ? nothing : mark), raise(created), await(started),
                    does(syncWaitsForNotifiers ? mark : nothing));
            plugged.wokenBy(down.task());
            ends(setup, down, new Sequence<>(machine, "kworker/1", "worker_thread", Worker.class, await(created), await(plugged, () -> !unplug.isSet()), raise(started)));
        });
    }
}
