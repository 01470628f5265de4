package dev.lull.kernel.lab;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Model;
import dev.lull.engine.run.Path;

import java.util.ArrayList;
import java.util.List;

/** Models as a user would write them, and walks through them by the names of those who step. */
final class OwnStories {
    private OwnStories() {
    }

    /** Takes two locks, one after the other, and drops them. */
    static final class Taker extends Kthread<Taker.At> {
        enum At { TAKE_FIRST, TAKE_SECOND, DROP }

        private final SpinLock first;
        private final SpinLock second;

        Taker(Machine machine, String name, SpinLock first, SpinLock second) {
            super(machine, name, "taker", At.class);
            this.first = first;
            this.second = second;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case TAKE_FIRST -> acquire(first) ? At.TAKE_SECOND : at;
                case TAKE_SECOND -> acquire(second) ? At.DROP : at;
                case DROP -> {
                    release(second);
                    release(first);
                    yield At.TAKE_FIRST;
                }
            };
        }
    }

    /** Takes locks in opposite orders. */
    static Definition twoLocks() {
        return Definition.of("two locks", setup -> {
            SpinLock a = setup.machine().spinLock("a");
            SpinLock b = setup.machine().spinLock("b");
            new Taker(setup.machine(), "one", a, b);
            new Taker(setup.machine(), "two", b, a);
        });
    }

    /** Looks at a flag, and sleeps when it is not set: not in one step. */
    static final class Sleeper extends Kthread<Sleeper.At> {
        enum At { CHECK, SLEEP, DONE }

        private final Flag ready;
        private final WaitQueue queue;

        Sleeper(Machine machine, String name, Flag ready, WaitQueue queue) {
            super(machine, name, "consumer", At.class);
            this.ready = ready;
            this.queue = queue;
            queue.admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case CHECK -> ready.isSet() ? At.DONE : At.SLEEP;
                case SLEEP -> sleepOn(queue, At.CHECK);
                case DONE -> {
                    ready.clear();
                    yield At.CHECK;
                }
            };
        }
    }

    static final class Waker extends Kthread<Waker.At> {
        enum At { SET, WAKE }

        private final Flag ready;
        private final WaitQueue queue;

        Waker(Machine machine, String name, Flag ready, WaitQueue queue) {
            super(machine, name, "producer", At.class);
            this.ready = ready;
            this.queue = queue;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case SET -> {
                    ready.set();
                    yield At.WAKE;
                }
                case WAKE -> {
                    wakeOne(queue);
                    yield At.SET;
                }
            };
        }
    }

    static Definition lostWakeup() {
        return Definition.of("check, then sleep", setup -> {
            Flag ready = setup.machine().memory().struct("box").flag("ready");
            WaitQueue queue = setup.machine().waitQueue("box.wait");
            new Sleeper(setup.machine(), "consumer/0", ready, queue);
            new Waker(setup.machine(), "producer/0", ready, queue);
        });
    }

    /** {@code takers} kthreads in a ring of locks. */
    static Definition ring(int takers) {
        return Definition.of("a ring of " + takers + " locks", setup -> {
            List<SpinLock> locks = new ArrayList<>();
            for (int i = 0; i < takers; i++) locks.add(setup.machine().spinLock("fork[" + i + "]"));
            for (int i = 0; i < takers; i++) new Taker(setup.machine(), "philosopher/" + i, locks.get(i), locks.get((i + 1) % takers));
        });
    }

    /** The story of those who step, in this order; from the move {@code loop} on for ever, unless that is -1. */
    static Story story(Definition definition, int loop, Finding finding, String... steppers) {
        Model model = definition.build();
        Path path = new Path(model.machine());
        for (String name : steppers) {
            Context context = model.machine().contexts().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
            path.take(model.machine().move(context, 0));
        }
        Walked walked = new Walked(definition.title(), "a model of your own", false, List.of(), path.moments(), path.moves(), loop, finding, List.of(), List.of());
        return new Story(walked, 1, name -> new JavaCell(name));
    }

    static Finding deadlock() {
        return new Finding(Finding.Kind.DEADLOCK, "one and two wait for each other", List.of("one holds a and waits for b", "two holds b and waits for a"));
    }
}
