package dev.lull.engine.zoo;

import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;

/** Races in RCU's core, each on a model of just what it takes. */
final class CoreRaces {
    private CoreRaces() {
    }

    // ---- Z21: a tick forced on too late ------------------------------------------------------------------------------

    /** An interrupt on a nohz_full CPU forces its tick on, while the grace-period kthread finds that it need not be on any more. */
    static Definition forcedTick(boolean underLeafLock) {
        return Definition.of("the tick of a nohz_full CPU is forced on", setup -> {
            Machine machine = setup.machine();
            Struct rdp = machine.memory().struct("rdp[1]");
            Flag urgent = new Flag(rdp.word("rcu_urgent_qs", Range.FLAG, 1));
            Flag forced = rdp.flag("rcu_forced_tick");
            Flag tick = rdp.flag("tick_dep_mask");
            SpinLock leaf = machine.spinLock("rnp_lock");
            new IrqEntry(machine, underLeafLock, leaf, urgent, forced, tick);
            new ForceQs(machine, leaf, urgent, forced, tick);
            setup.owed("the tick of CPU 1 is on, though nobody waits for its quiescent state", () -> tick.isSet() & !urgent.isSet());
        });
    }

    private static final class IrqEntry extends Kthread<IrqEntry.At> {
        enum At { LOOK, LOCK, FORCE, UNLOCK, DONE }

        private final boolean underLeafLock;
        private final SpinLock leaf;
        private final Flag urgent;
        private final Flag forced;
        private final Flag tick;
        private final WaitQueue done;

        IrqEntry(Machine machine, boolean underLeafLock, SpinLock leaf, Flag urgent, Flag forced, Flag tick) {
            super(machine, "irq/1", "rcu_irq_enter_check_tick", At.class);
            this.underLeafLock = underLeafLock;
            this.leaf = leaf;
            this.urgent = urgent;
            this.forced = forced;
            this.tick = tick;
            done = machine.waitQueue("the interrupt is over").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOOK -> !urgent.isSet() || forced.isSet() ? At.DONE : underLeafLock ? At.LOCK : At.FORCE;
                case LOCK -> acquire(leaf) ? At.FORCE : at;
                case FORCE -> {
                    boolean stillWanted = !underLeafLock || urgent.isSet() && !forced.isSet();
                    if (stillWanted) {
                        forced.set();
                        tick.set();
                    }
                    yield underLeafLock ? At.UNLOCK : At.DONE;
                }
                case UNLOCK -> {
                    release(leaf);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static final class ForceQs extends Kthread<ForceQs.At> {
        enum At { LOCK, DISABLE_URGENCY, UNLOCK, DONE }

        private final SpinLock leaf;
        private final Flag urgent;
        private final Flag forced;
        private final Flag tick;
        private final WaitQueue done;

        ForceQs(Machine machine, SpinLock leaf, Flag urgent, Flag forced, Flag tick) {
            super(machine, "rcu_preempt", "force_qs_rnp", At.class);
            this.leaf = leaf;
            this.urgent = urgent;
            this.forced = forced;
            this.tick = tick;
            done = machine.waitQueue("the scan is over").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOCK -> acquire(leaf) ? At.DISABLE_URGENCY : at;
                case DISABLE_URGENCY -> {
                    urgent.clear();
                    if (forced.isSet()) {
                        tick.clear();
                        forced.clear();
                    }
                    yield At.UNLOCK;
                }
                case UNLOCK -> {
                    release(leaf);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    // ---- Z25: an irq_work made anew while it is queued -----------------------------------------------------------------

    /** Two outermost rcu_read_unlock()s, one after another, each of which has an interrupt report; the interrupt may take its time. */
    static Definition irqWork(boolean initOnce) {
        return Definition.of("rcu_read_unlock() has an irq_work report", setup -> {
            Machine machine = setup.machine();
            Struct work = machine.memory().struct("defer_qs_iw");
            Flag pending = work.flag("pending");
            Flag linkedToItself = work.flag("llnode.next");     // there is one work: what it is linked to is itself, or nothing
            Flag queued = machine.memory().struct("cpu[0]").flag("raised_list");
            WaitQueue raised = machine.waitQueue("irq_work raised");
            new Unlock(machine, initOnce, pending, linkedToItself, queued, raised);
            new IrqWork(machine, pending, linkedToItself, queued, raised);
        });
    }

    private static final class Unlock extends Kthread<Unlock.At> {
        enum At { FIRST_INIT, FIRST_QUEUE, SECOND_INIT, SECOND_QUEUE, DONE }

        private final boolean initOnce;
        private final Flag pending;
        private final Flag linkedToItself;
        private final Flag queued;
        private final WaitQueue raised;
        private final WaitQueue done;

        Unlock(Machine machine, boolean initOnce, Flag pending, Flag linkedToItself, Flag queued, WaitQueue raised) {
            super(machine, "reader/0", "rcu_read_unlock_special", At.class);
            this.initOnce = initOnce;
            this.pending = pending;
            this.linkedToItself = linkedToItself;
            this.queued = queued;
            this.raised = raised;
            done = machine.waitQueue("the reader is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case FIRST_INIT -> {
                    init();
                    yield At.FIRST_QUEUE;
                }
                case FIRST_QUEUE -> {
                    queue();
                    yield At.SECOND_INIT;
                }
                case SECOND_INIT -> {
                    if (!initOnce) init();
                    yield At.SECOND_QUEUE;
                }
                case SECOND_QUEUE -> {
                    queue();
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }

        private void init() {
            pending.clear();
            linkedToItself.clear();
        }

        /** irq_work_queue(): nothing for one that is pending; llist_add() links it to what is first. */
        private void queue() {
            if (pending.isSet()) return;
            pending.set();
            linkedToItself.set(queued.isSet());
            queued.set();
            wakeAll(raised);
        }
    }

    private static final class IrqWork extends Kthread<IrqWork.At> {
        enum At { WAIT, RUN, NEXT }

        private final Flag pending;
        private final Flag linkedToItself;
        private final Flag queued;
        private final WaitQueue raised;

        IrqWork(Machine machine, Flag pending, Flag linkedToItself, Flag queued, WaitQueue raised) {
            super(machine, "irq_work/0", "irq_work_run_list", At.class);
            this.pending = pending;
            this.linkedToItself = linkedToItself;
            this.queued = queued;
            this.raised = raised.admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case WAIT -> queued.isSet() ? At.RUN : sleepOn(raised, at);
                case RUN -> {
                    queued.clear();
                    pending.clear();
                    yield At.NEXT;
                }
                case NEXT -> {
                    if (linkedToItself.isSet()) machine().blame("list corruption: defer_qs_iw is linked to itself, and irq_work_run_list() never comes to the list's end");
                    yield At.WAIT;
                }
            };
        }
    }

    // ---- Z29: a request for a later grace period is cleared ------------------------------------------------------------

    /** Grace period 1 ends while a CPU asks for grace period 3; with two slots for requests these share one. */
    static Definition futureRequest(boolean keepsNumber) {
        return Definition.of("a grace period is asked for while another ends", setup -> {
            Machine machine = setup.machine();
            Struct rnp = machine.memory().struct("rnp[0]");
            Word needed = rnp.word("gp_seq_needed", Range.upTo(4));
            Word slots = rnp.word("need_future_gp", Range.upTo(3));
            Word completed = rnp.word("completed", Range.upTo(4));
            Flag waits = machine.memory().struct("rdp[0]").flag("waits");
            WaitQueue wq = machine.waitQueue("gp_wq");
            new Ends(machine, keepsNumber, needed, slots, completed, waits, wq);
            new Asks(machine, keepsNumber, needed, slots, completed, waits, wq);
            setup.owed("a callback waits for grace period 3", waits::isSet);
        });
    }

    private static final class Ends extends Kthread<Ends.At> {
        enum At { COMPLETE, CLEAN_UP, WAIT }

        private final boolean keepsNumber;
        private final Word needed;
        private final Word slots;
        private final Word completed;
        private final Flag waits;
        private final WaitQueue wq;

        Ends(Machine machine, boolean keepsNumber, Word needed, Word slots, Word completed, Flag waits, WaitQueue wq) {
            super(machine, "rcu_preempt", "rcu_gp_kthread", At.class);
            this.keepsNumber = keepsNumber;
            this.needed = needed;
            this.slots = slots;
            this.completed = completed;
            this.waits = waits;
            this.wq = wq.admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case COMPLETE -> {
                    completed.add(1);
                    if (completed.get() == 3) waits.clear();
                    yield At.CLEAN_UP;
                }
                case CLEAN_UP -> {
                    if (!keepsNumber) slots.set(slots.get() & ~slot(completed.get()));
                    yield At.WAIT;
                }
                case WAIT -> isNeeded() ? At.COMPLETE : sleepOn(wq, at);
            };
        }

        private boolean isNeeded() {
            return keepsNumber ? needed.get() > completed.get() : slots.get() != 0;
        }
    }

    private static final class Asks extends Kthread<Asks.At> {
        enum At { ASK, WAKE, DONE }

        private final boolean keepsNumber;
        private final Word needed;
        private final Word slots;
        private final Word completed;
        private final Flag waits;
        private final WaitQueue wq;
        private final WaitQueue done;

        Asks(Machine machine, boolean keepsNumber, Word needed, Word slots, Word completed, Flag waits, WaitQueue wq) {
            super(machine, "task/0", "rcu_start_future_gp", At.class);
            this.keepsNumber = keepsNumber;
            this.needed = needed;
            this.slots = slots;
            this.completed = completed;
            this.waits = waits;
            this.wq = wq;
            done = machine.waitQueue("task/0 has asked").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case ASK -> {
                    if (completed.get() > 1) yield At.DONE;
                    waits.set();
                    if (keepsNumber) needed.set(3);
                    else slots.set(slots.get() | slot(3));
                    yield At.WAKE;
                }
                case WAKE -> {
                    wakeAll(wq);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static long slot(long number) {
        return 1L << (number & 1);
    }
}
