package dev.lull.engine.zoo;

import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;

/** Wakeups from places where they must not be made, and what is created or queued twice; each on a model of just that. */
final class Wakeups {
    private Wakeups() {
    }

    // ---- Z8: call_rcu() wakes rcuog with a scheduler lock held ---------------------------------------------------------

    /** A task queues a callback with its run queue's lock held; waking somebody takes that lock. */
    static Definition schedulerLock(boolean defers) {
        return Definition.of("call_rcu() inside the scheduler", setup -> {
            SpinLock rq = setup.machine().spinLock("rq_lock");
            new Enqueuer(setup.machine(), rq, defers);
        });
    }

    private static final class Enqueuer extends Kthread<Enqueuer.At> {
        enum At { RQ_LOCK, ENQUEUE, TRY_TO_WAKE_UP, RQ_LOCK_AGAIN, RQ_UNLOCK, DONE }

        private final SpinLock rq;
        private final boolean defers;
        private final WaitQueue done;

        Enqueuer(Machine machine, SpinLock rq, boolean defers) {
            super(machine, "task/0", "schedule", At.class);
            this.rq = rq;
            this.defers = defers;
            done = machine.waitQueue("task/0 is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case RQ_LOCK -> acquire(rq) ? At.ENQUEUE : at;
                case ENQUEUE -> defers ? At.RQ_UNLOCK : At.TRY_TO_WAKE_UP;
                case TRY_TO_WAKE_UP -> At.RQ_LOCK_AGAIN;
                case RQ_LOCK_AGAIN -> acquire(rq) ? At.RQ_UNLOCK : at;
                case RQ_UNLOCK -> {
                    release(rq);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    // ---- Z17: two CPUs of a group come up at once -----------------------------------------------------------------------

    /** Two CPUs of one group are prepared in parallel; each creates rcuog if there is none. */
    static Definition twoRcuogs(boolean withMutex) {
        return Definition.of("two CPUs of a group come up at once", setup -> {
            Machine machine = setup.machine();
            Mutex mutex = withMutex ? machine.mutex("nocb_gp_kthread_mutex") : null;
            Word created = machine.memory().struct("group").word("rcuogs_created", Range.upTo(2));
            Flag exists = machine.memory().struct("group").flag("nocb_gp_kthread");
            for (int cpu = 0; cpu < 2; cpu++) new Spawner(machine, cpu, mutex, created, exists);
        });
    }

    private static final class Spawner extends Kthread<Spawner.At> {
        enum At { LOCK, LOOK, CREATE, STORE, UNLOCK, DONE }

        private final Mutex mutex;
        private final Word created;
        private final Flag exists;
        private final WaitQueue done;

        Spawner(Machine machine, int cpu, Mutex mutex, Word created, Flag exists) {
            super(machine, "cpu_up/" + cpu, "rcu_spawn_cpu_nocb_kthread", At.class);
            this.mutex = mutex;
            this.created = created;
            this.exists = exists;
            done = machine.waitQueue("cpu_up/" + cpu + " is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOCK -> mutex == null || acquire(mutex) ? At.LOOK : at;
                case LOOK -> exists.isSet() ? At.UNLOCK : At.CREATE;
                case CREATE -> {
                    created.add(1);
                    if (created.get() > 1) machine().blame("two owners: a second rcuog is created for one group, and both scan its lists");
                    yield At.STORE;
                }
                case STORE -> {
                    exists.set();
                    yield At.UNLOCK;
                }
                case UNLOCK -> {
                    if (mutex != null) release(mutex);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    // ---- Z16: whether to lock is asked before interrupts are off ----------------------------------------------------------

    /** A preemptible rcuc asks whether its list is to be locked; on the same CPU, offloading completes before it goes on. */
    static Definition earlyPredicate(boolean insideIrqOff) {
        return Definition.of("rcuc while its CPU is offloaded", setup -> {
            Machine machine = setup.machine();
            Struct state = machine.memory().struct("rdp");
            Flag locking = state.flag("LOCKING");
            Flag irqsOff = state.flag("irqs_off");
            Word inside = state.word("working_on_the_list", Range.upTo(2));
            SpinLock lock = machine.spinLock("nocb_lock");
            WaitQueue offloaded = machine.waitQueue("offloaded");
            new Rcuc(machine, insideIrqOff, locking, irqsOff, inside, lock);
            new Offloader(machine, locking, irqsOff, offloaded);
            new Scanner(machine, locking, inside, lock, offloaded);
        });
    }

    private static final class Rcuc extends Kthread<Rcuc.At> {
        enum At { LOOK, IRQS_OFF, LOCK, BEGIN, END, DONE }

        private final boolean insideIrqOff;
        private final Flag locking;
        private final Flag irqsOff;
        private final Word inside;
        private final SpinLock lock;
        private final Flag locks;
        private final WaitQueue done;

        Rcuc(Machine machine, boolean insideIrqOff, Flag locking, Flag irqsOff, Word inside, SpinLock lock) {
            super(machine, "rcuc/0", "rcu_core", At.class);
            this.insideIrqOff = insideIrqOff;
            this.locking = locking;
            this.irqsOff = irqsOff;
            this.inside = inside;
            this.lock = lock;
            locks = localFlag("offloaded");
            done = machine.waitQueue("rcuc/0 is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOOK -> {
                    locks.set(locking.isSet());
                    yield At.IRQS_OFF;
                }
                case IRQS_OFF -> {
                    irqsOff.set();
                    if (insideIrqOff) locks.set(locking.isSet());
                    yield At.LOCK;
                }
                case LOCK -> !locks.isSet() || acquire(lock) ? At.BEGIN : at;
                case BEGIN -> {
                    inside.add(1);
                    if (inside.get() > 1) machine().blame("two at a time: " + self().name() + " works on the list that another works on, without the lock");
                    yield At.END;
                }
                case END -> {
                    inside.add(-1);
                    if (locks.isSet()) release(lock);
                    locks.clear();
                    irqsOff.clear();
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static final class Offloader extends Kthread<Offloader.At> {
        enum At { OFFLOAD, DONE }

        private final Flag locking;
        private final Flag irqsOff;
        private final WaitQueue offloaded;
        private final WaitQueue done;

        Offloader(Machine machine, Flag locking, Flag irqsOff, WaitQueue offloaded) {
            super(machine, "kworker/0", "rcu_nocb_rdp_offload", At.class);
            this.locking = locking;
            this.irqsOff = irqsOff;
            this.offloaded = offloaded;
            done = machine.waitQueue("kworker/0 is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case OFFLOAD -> {
                    if (irqsOff.isSet()) yield at;          // the same CPU
                    locking.set();
                    wakeAll(offloaded);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static final class Scanner extends Kthread<Scanner.At> {
        enum At { WAIT, LOCK, BEGIN, END, DONE }

        private final Flag locking;
        private final Word inside;
        private final SpinLock lock;
        private final WaitQueue offloaded;
        private final WaitQueue done;

        Scanner(Machine machine, Flag locking, Word inside, SpinLock lock, WaitQueue offloaded) {
            super(machine, "rcuog/0", "nocb_gp_wait", At.class);
            this.locking = locking;
            this.inside = inside;
            this.lock = lock;
            this.offloaded = offloaded.admit(task());
            done = machine.waitQueue("rcuog/0 is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case WAIT -> locking.isSet() ? At.LOCK : sleepOn(offloaded, at);
                case LOCK -> acquire(lock) ? At.BEGIN : at;
                case BEGIN -> {
                    inside.add(1);
                    if (inside.get() > 1) machine().blame("two at a time: " + self().name() + " works on the list that another works on without the lock");
                    yield At.END;
                }
                case END -> {
                    inside.add(-1);
                    release(lock);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }
}
