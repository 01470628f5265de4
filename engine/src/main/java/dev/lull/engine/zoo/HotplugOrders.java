package dev.lull.engine.zoo;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Setup;

import static dev.lull.engine.zoo.Sequence.await;
import static dev.lull.engine.zoo.Sequence.does;
import static dev.lull.engine.zoo.Sequence.lock;
import static dev.lull.engine.zoo.Sequence.raise;
import static dev.lull.engine.zoo.Sequence.read;
import static dev.lull.engine.zoo.Sequence.unlock;
import static dev.lull.engine.zoo.Sequence.wake;
import static dev.lull.engine.zoo.Sequence.write;

/** Locks around the hotplug lock that were taken in orders that do not go together; each on a model of just the tasks that take them. */
final class HotplugOrders {
    private HotplugOrders() {
    }

    private static RwSemaphore hotplugLock(Setup setup) {
        return setup.machine().rwSemaphore("cpu_hotplug_lock", false);
    }

    private static void ends(Setup setup, OneShot<?>... tasks) {
        for (OneShot<?> task : tasks) setup.owed(task.task().name() + " comes to its end", () -> !task.isDone());
    }

    // ---- H1: the cpuset callback of v5.7 ------------------------------------------------------------------------------

    private enum StaticKey { MUTEX_LOCK, STATIC_BRANCH_INC, CPUS_READ_UNLOCK, MUTEX_UNLOCK, DONE }

    private enum Callback { CPUS_WRITE_LOCK, REMOVE_TASKS_IN_EMPTY_CPUSET, MUTEX_UNLOCK, CPUS_WRITE_UNLOCK, DONE }

    private enum KeyInside { CPUS_READ_LOCK, MUTEX_LOCK, MUTEX_UNLOCK, CPUS_READ_UNLOCK, DONE }

    /** A memory cgroup is created, which turns a static key on, while a CPU goes and leaves a v1 cpuset empty. */
    static Definition emptyCpuset(boolean keyCpuslocked) {
        return Definition.of("a cpuset becomes empty while a cgroup is created", setup -> {
            RwSemaphore hotplug = hotplugLock(setup);
            Mutex cgroup = setup.machine().mutex("cgroup_mutex");
            OneShot<?> css = keyCpuslocked
                    ? new Sequence<>(setup.machine(), "mkdir", "mem_cgroup_css_alloc", KeyInside.class, read(hotplug), lock(cgroup), unlock(cgroup), unlock(hotplug))
                    : new Sequence<>(setup.machine(), "mkdir", "mem_cgroup_css_alloc", StaticKey.class, lock(cgroup), read(hotplug), unlock(hotplug), unlock(cgroup));
            ends(setup, css, new Sequence<>(setup.machine(), "cpuhp/1", "cpuset_cpu_inactive", Callback.class, write(hotplug), lock(cgroup), unlock(cgroup), unlock(hotplug)));
        });
    }

    // ---- H3: a flush while the file's active reference is held ----------------------------------------------------------

    private enum WriteFile { KERNFS_GET_ACTIVE, FLUSH_WORK, KERNFS_PUT_ACTIVE, DONE }

    private enum WriteUnprotected { KERNFS_BREAK_ACTIVE_PROTECTION, FLUSH_WORK, DONE }

    private enum Rmdir { CGROUP_LOCK, KERNFS_DRAIN, CGROUP_UNLOCK, DONE }

    private enum Work { TRANSFER_TASKS_LOCK, TRANSFER_TASKS_UNLOCK, WORK_DONE, DONE }

    /** Somebody writes to cpuset.cpus, the cgroup is removed, and the work moves tasks out of an empty cpuset. */
    static Definition activeReference(boolean breaksProtection) {
        return Definition.of("a cgroup is removed while cpuset.cpus is written", setup -> {
            Machine machine = setup.machine();
            Mutex cgroup = machine.mutex("cgroup_mutex");
            Sequence.Event flushed = new Sequence.Event(machine, "flush_work");
            Flag active = new Flag(machine.memory().struct("kernfs").word("active", Range.FLAG));
            WaitQueue drained = machine.waitQueue("kernfs_drain");
            OneShot<?> write = breaksProtection
                    ? new Sequence<>(machine, "write", "cpuset_write_resmask", WriteUnprotected.class, wake(drained, active::clear), await(flushed))
                    : new Sequence<>(machine, "write", "cpuset_write_resmask", WriteFile.class, does(active::set), await(flushed), wake(drained, active::clear));
            ends(setup, write, new Sequence<>(machine, "rmdir", "cgroup_rmdir", Rmdir.class, lock(cgroup), await(drained, () -> !active.isSet()), unlock(cgroup)),
                    new Sequence<>(machine, "kworker", "cpuset_hotplug_workfn", Work.class, lock(cgroup), unlock(cgroup), raise(flushed)));
        });
    }

    // ---- H6, H8: another lock outside or inside -----------------------------------------------------------------------

    private enum OtherFirst { OTHER_LOCK, CPUS_READ_LOCK, CPUS_READ_UNLOCK, OTHER_UNLOCK, DONE }

    private enum HotplugFirst { CPUS_READ_LOCK, OTHER_LOCK, OTHER_UNLOCK, CPUS_READ_UNLOCK, DONE }

    private enum Operation { CPUS_WRITE_LOCK, CPUS_WRITE_UNLOCK, DONE }

    private enum OperationInside { CPUS_WRITE_LOCK, SCHED_SETSCHEDULER_LOCK, SCHED_SETSCHEDULER_UNLOCK, CPUS_WRITE_UNLOCK, DONE }

    /** A cpuset is changed while a CPU comes up, whose bring-up calls sched_setscheduler(), which takes the cpusets' lock. */
    static Definition setscheduler(boolean hotplugFirst) {
        return Definition.of("a scheduling class is set while a CPU comes up", setup -> {
            RwSemaphore hotplug = hotplugLock(setup);
            Mutex cpuset = setup.machine().mutex("cpuset_rwsem");
            ends(setup, either(setup, "write", "update_cpumask", hotplugFirst, cpuset, hotplug),
                    new Sequence<>(setup.machine(), "cpu_up", "_cpu_up", OperationInside.class, write(hotplug), lock(cpuset), unlock(cpuset), unlock(hotplug)));
        });
    }

    /** Two paths of the freezer; readers alone do not get stuck, but with a writer between them they do. */
    static Definition freezer(boolean hotplugFirst) {
        return Definition.of("two paths of the freezer, and a CPU comes up", setup -> {
            RwSemaphore hotplug = hotplugLock(setup);
            Mutex freezer = setup.machine().mutex("freezer_mutex");
            ends(setup, either(setup, "freeze", "freezer_apply_state", hotplugFirst, freezer, hotplug),
                    either(setup, "fork", "freezer_css_online", true, freezer, hotplug),
                    new Sequence<>(setup.machine(), "cpu_up", "_cpu_up", Operation.class, write(hotplug), unlock(hotplug)));
        });
    }

    private static OneShot<?> either(Setup setup, String task, String function, boolean hotplugFirst, Mutex other, RwSemaphore hotplug) {
        return hotplugFirst
                ? new Sequence<>(setup.machine(), task, function, HotplugFirst.class, read(hotplug), lock(other), unlock(other), unlock(hotplug))
                : new Sequence<>(setup.machine(), task, function, OtherFirst.class, lock(other), read(hotplug), unlock(hotplug), unlock(other));
    }

    // ---- H7: who comes up has threads created -------------------------------------------------------------------------

    private enum AttachThreadgroup { PERCPU_DOWN_WRITE, CPUSET_ATTACH_READ_LOCK, CPUS_READ_UNLOCK, PERCPU_UP_WRITE, DONE }

    private enum AttachHotplug { CPUS_READ_LOCK, PERCPU_DOWN_WRITE, PERCPU_UP_WRITE, CPUS_READ_UNLOCK, DONE }

    private enum Up { CPUS_WRITE_LOCK, KTHREAD_CREATE, WAIT_CREATED, CPUS_WRITE_UNLOCK, DONE }

    private enum Kthreadd { WAIT_REQUEST, COPY_PROCESS_READ_LOCK, CREATED, COPY_PROCESS_READ_UNLOCK, DONE }

    /** A process is moved to another cpuset while a CPU comes up and kthreadd forks for it. */
    static Definition threadgroup(boolean hotplugFirst) {
        return Definition.of("a process is attached while a CPU comes up", setup -> {
            Machine machine = setup.machine();
            RwSemaphore hotplug = hotplugLock(setup);
            RwSemaphore threadgroup = machine.rwSemaphore("cgroup_threadgroup_rwsem", false);
            Sequence.Event request = new Sequence.Event(machine, "kthread_create_list");
            Sequence.Event created = new Sequence.Event(machine, "kthread_create");
            OneShot<?> attach = hotplugFirst
                    ? new Sequence<>(machine, "attach", "cgroup_attach_task", AttachHotplug.class, read(hotplug), write(threadgroup), unlock(threadgroup), unlock(hotplug))
                    : new Sequence<>(machine, "attach", "cgroup_attach_task", AttachThreadgroup.class, write(threadgroup), read(hotplug), unlock(hotplug), unlock(threadgroup));
            ends(setup, attach, new Sequence<>(machine, "cpu_up", "_cpu_up", Up.class, write(hotplug), raise(request), await(created), unlock(hotplug)),
                    new Sequence<>(machine, "kthreadd", "kthreadd", Kthreadd.class, await(request), read(threadgroup), raise(created), unlock(threadgroup)));
        });
    }
}
