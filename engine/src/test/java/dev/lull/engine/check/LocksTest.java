package dev.lull.engine.check;

import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Taker;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.machine.Work;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LocksTest {
    private static Definition spinLocks(boolean inverted) {
        return Definition.of("two spinlocks", setup -> {
            Machine machine = setup.machine();
            SpinLock a = machine.spinLock("a");
            SpinLock b = machine.spinLock("b");
            new Taker(machine, "one", a, b);
            new Taker(machine, "two", inverted ? b : a, inverted ? a : b);
            new Taker(machine, "bystander", machine.spinLock("c"), machine.spinLock("d"));
        });
    }

    private static Definition mutexes(boolean inverted) {
        return Definition.of("two mutexes", setup -> {
            Machine machine = setup.machine();
            Mutex a = machine.mutex("a");
            Mutex b = machine.mutex("b");
            new Taker(machine, "one", a, b);
            new Taker(machine, "two", inverted ? b : a, inverted ? a : b);
        });
    }

    @Test void two_tasks_that_spin_for_each_other_are_found_though_a_third_goes_on() {
        Finding finding = EveryWay.search(spinLocks(true), null, Deadlock::look);

        assertThat(finding.kind()).isEqualTo(Finding.Kind.DEADLOCK);
        assertThat(finding.title()).isEqualTo("one and two wait for each other");
        assertThat(finding.why()).containsExactly("one holds a and spins for b, which two holds, in taker() at SECOND",
                "two holds b and spins for a, which one holds, in taker() at SECOND");
    }

    @Test void two_tasks_that_sleep_for_each_others_mutex_are_found() {
        Finding finding = EveryWay.search(mutexes(true), null, Deadlock::look);

        assertThat(finding.why()).containsExactly("one holds a and sleeps until it gets b, which two holds, in taker() at SECOND",
                "two holds b and sleeps until it gets a, which one holds, in taker() at SECOND");
    }

    @Test void locks_taken_in_the_same_order_by_all_are_fine() {
        LockOrder order = new LockOrder();

        assertThat(EveryWay.search(spinLocks(false), order, Deadlock::look)).isNull();
        assertThat(EveryWay.search(mutexes(false), order, Deadlock::look)).isNull();
        assertThat(order.findings()).isEmpty();
        assertThat(order.graph().facts()).extracting(fact -> fact.held().place()).contains("a", "c");
    }

    @Test void a_contradictory_order_is_found_in_runs_that_never_met_the_deadlock() {
        Machine machine = spinLocks(true).build().machine();
        LockOrder order = new LockOrder().watch(machine);
        for (int context = 0; context < 2; context++) {
            for (int step = 0; step < 4; step++) machine.contexts().get(context).take(0);
        }

        assertThat(order.findings()).hasSize(1);
        assertThat(order.findings().get(0).toString()).contains("possible circular locking: a before b before a",
                "one takes b while it holds a, in taker() at SECOND", "two takes a while it holds b, in taker() at SECOND");
    }

    /** A worker that takes a mutex in its work, and somebody who waits for the work with that mutex held. */
    private static final class Flush extends OneShot<Flush.At> {
        enum At { LOCK, WAIT_OR_FINISH, UNLOCK, DONE }

        private final Mutex mutex;
        private final WaitQueue flushed;
        private final Flag done;
        private final boolean worker;

        Flush(Machine machine, String name, Mutex mutex, WaitQueue flushed, Flag done, boolean worker) {
            super(machine, name, name, At.class);
            this.mutex = mutex;
            this.flushed = flushed;
            this.done = done;
            this.worker = worker;
            if (worker) new Work("the work", flushed.wokenBy(task()), task(), () -> !done.peek());
            else flushed.admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOCK -> acquire(mutex) ? At.WAIT_OR_FINISH : at;
                case WAIT_OR_FINISH -> {
                    if (!worker) yield await(done.isSet(), flushed, at, At.UNLOCK);
                    done.set();
                    wakeAll(flushed);
                    yield At.UNLOCK;
                }
                case UNLOCK -> {
                    release(mutex);
                    yield At.DONE;
                }
                case DONE -> end();
            };
        }
    }

    private static Machine flush(boolean sameMutex) {
        return Definition.of("flush", setup -> {
            Machine machine = setup.machine();
            Mutex mutex = machine.mutex("m");
            Mutex other = machine.mutex("other");
            WaitQueue flushed = machine.waitQueue("flushed");
            Flag done = machine.memory().struct("work").flag("done");
            new Flush(machine, "worker", mutex, flushed, done, true);
            new Flush(machine, "flusher", sameMutex ? mutex : other, flushed, done, false);
        }).build().machine();
    }

    @Test void who_waits_for_a_work_with_a_lock_that_the_work_takes_is_found_where_all_went_well() {
        for (boolean same : new boolean[] {true, false}) {
            Machine machine = flush(same);
            LockOrder order = new LockOrder().watch(machine);
            for (int context = 0; context < 2; context++) for (int step = 0; step < 4; step++) machine.contexts().get(context).take(0);

            if (same) assertThat(order.findings()).singleElement().asString().contains("possible circular locking: the work before m before the work",
                    "worker takes m while it holds the work, in worker() at LOCK", "flusher takes the work while it holds m, in flusher() at WAIT_OR_FINISH");
            else assertThat(order.findings()).isEmpty();
        }
    }

    @Test void locks_of_one_kind_are_one_lock_to_the_order_of_locks() {
        Machine machine = Definition.of("kinds", setup -> {
            SpinLock inner = setup.machine().spinLock("inner");
            new Taker(setup.machine(), "one", setup.machine().spinLock("outer[0]"), inner);
            new Taker(setup.machine(), "two", inner, setup.machine().spinLock("outer[1]"));
        }).build().machine();
        LockOrder order = new LockOrder().watch(machine);
        for (int context = 0; context < 2; context++) {
            for (int step = 0; step < 4; step++) machine.contexts().get(context).take(0);
        }

        assertThat(order.findings()).hasSize(1);
    }

    @Test void a_writer_that_waits_between_two_readers_is_a_deadlock_unless_readers_pass_it() {
        assertThat(EveryWay.search(readTwice(false), null, Deadlock::look).toString())
                .contains("writer", "sleeps until it gets hotplug").contains("reader");
        assertThat(EveryWay.search(readTwice(true), null, Deadlock::look)).isNull();
    }

    /** A reader that needs a mutex whose holder reads too, and a writer that may come in between. */
    private static Definition readTwice(boolean readersFirst) {
        return Definition.of("read twice", setup -> {
            Machine machine = setup.machine();
            RwSemaphore hotplug = machine.rwSemaphore("hotplug", readersFirst);
            Mutex work = machine.mutex("work");
            new Taker(machine, "reader", hotplug, work);
            new Taker(machine, "worker", work, hotplug);
            new Writer(machine, hotplug);
        });
    }

    private static final class Writer extends Kthread<Writer.At> {
        enum At { TAKE, DROP }

        private final RwSemaphore semaphore;

        Writer(Machine machine, RwSemaphore semaphore) {
            super(machine, "writer", "writer", At.class);
            this.semaphore = semaphore;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case TAKE -> acquireToWrite(semaphore) ? At.DROP : at;
                case DROP -> {
                    release(semaphore);
                    yield At.TAKE;
                }
            };
        }
    }

    /** Waits for a completion with a mutex held that the completer needs. */
    private static final class Waiter extends Kthread<Waiter.At> {
        enum At { LOCK, WAIT, UNLOCK }

        private final Mutex mutex;
        private final WaitQueue completion;
        private final Flag done;

        Waiter(Machine machine, Mutex mutex, WaitQueue completion, Flag done) {
            super(machine, "waiter", "wait_for_completion", At.class);
            this.mutex = mutex;
            this.completion = completion.admit(task());
            this.done = done;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOCK -> acquire(mutex) ? At.WAIT : at;
                case WAIT -> done.isSet() ? At.UNLOCK : sleepOn(completion, at);
                case UNLOCK -> {
                    release(mutex);
                    done.clear();
                    yield At.LOCK;
                }
            };
        }
    }

    private static final class Completer extends Kthread<Completer.At> {
        enum At { LOCK, COMPLETE }

        private final Mutex mutex;
        private final WaitQueue completion;
        private final Flag done;

        Completer(Machine machine, Mutex mutex, WaitQueue completion, Flag done) {
            super(machine, "completer", "complete", At.class);
            this.mutex = mutex;
            this.completion = completion.wokenBy(task());
            this.done = done;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOCK -> acquire(mutex) ? At.COMPLETE : at;
                case COMPLETE -> {
                    done.set();
                    wakeOne(completion);
                    release(mutex);
                    yield At.LOCK;
                }
            };
        }
    }

    @Test void waiting_for_a_completion_with_a_mutex_held_that_the_completer_needs_is_a_deadlock() {
        Finding finding = EveryWay.search(Definition.of("completion", setup -> {
            Machine machine = setup.machine();
            Mutex mutex = machine.mutex("m");
            WaitQueue completion = machine.waitQueue("done");
            Flag done = machine.memory().struct("completion").flag("done");
            new Waiter(machine, mutex, completion, done);
            new Completer(machine, mutex, completion, done);
        }), null, Deadlock::look);

        assertThat(finding.toString()).contains("waiter and completer wait for each other",
                "waiter holds m and sleeps on done, where only completer would wake it",
                "completer sleeps until it gets m, which waiter holds");
    }

    /** Does one thing it must not. */
    private static final class Offender extends Kthread<Offender.At> {
        enum At { LOCK, SLEEP }

        private final SpinLock spin;
        private final WaitQueue queue;

        Offender(Machine machine, SpinLock spin) {
            super(machine, "offender", "offend", At.class);
            this.spin = spin;
            queue = machine.waitQueue("queue").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOCK -> acquire(spin) ? At.SLEEP : at;
                case SLEEP -> sleepOn(queue, at);
            };
        }
    }

    @Test void sleeping_with_a_spinlock_held_is_found() {
        Finding finding = EveryWay.search(Definition.of("asleep", setup -> new Offender(setup.machine(), setup.machine().spinLock("s"))), null, m -> null);

        assertThat(finding.toString()).isEqualTo("lock discipline: sleeping in atomic context: offender came to sleep on queue in offend() holding a spinlock");
    }

    /** Counts, with or without the lock that guards the counter. */
    private static final class Counter extends Kthread<Counter.At> {
        enum At { LOCK, COUNT, UNLOCK }

        private final SpinLock lock;
        private final Word count;
        private final boolean careful;

        Counter(Machine machine, SpinLock lock, Word count, boolean careful) {
            super(machine, "counter", "count", At.class);
            this.lock = lock;
            this.count = count;
            this.careful = careful;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOCK -> !careful || acquire(lock) ? At.COUNT : at;
                case COUNT -> {
                    count.set(1 - count.get());
                    yield At.UNLOCK;
                }
                case UNLOCK -> {
                    if (careful) release(lock);
                    yield At.LOCK;
                }
            };
        }
    }

    private static String judged(boolean careful) {
        Machine machine = Definition.of("guarded", setup -> {
            SpinLock lock = setup.machine().spinLock("lock");
            Word count = setup.machine().memory().struct("shared").word("count", Range.upTo(1));
            setup.machine().guarded().by(lock, count);
            new Counter(setup.machine(), lock, count, careful);
        }).build().machine();
        Guards guards = new Guards(machine);
        for (int step = 0; step < 3; step++) {
            String wrong = guards.take(machine.move(machine.contexts().get(0), 0));
            if (wrong != null) return wrong;
        }
        return null;
    }

    @Test void touching_a_guarded_word_without_its_lock_is_found() {
        assertThat(judged(false)).isEqualTo("access without lock: counter wrote shared.count without holding lock, in count: COUNT");
        assertThat(judged(true)).isNull();
    }
}
