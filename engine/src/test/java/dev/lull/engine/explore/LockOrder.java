package dev.lull.engine.explore;

import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.model.Definition;

/** lockorder.pml as a user of Lull would write it: two tasks that take two locks, each in its own order or in the same. */
final class LockOrder {
    private LockOrder() {
    }

    static Definition definition(boolean sameOrder) {
        return Definition.of(sameOrder ? "two locks, one order" : "two locks, two orders", setup -> {
            SpinLock a = setup.machine().spinLock("a");
            SpinLock b = setup.machine().spinLock("b");
            new Taker(setup.machine(), "one", a, b);
            new Taker(setup.machine(), "two", sameOrder ? a : b, sameOrder ? b : a);
        });
    }

    private enum At { TAKE_FIRST, TAKE_SECOND, DROP_SECOND, DROP_FIRST }

    private static final class Taker extends Kthread<At> {
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
                case TAKE_SECOND -> acquire(second) ? At.DROP_SECOND : at;
                case DROP_SECOND -> {
                    release(second);
                    yield At.DROP_FIRST;
                }
                case DROP_FIRST -> {
                    release(first);
                    yield At.TAKE_FIRST;
                }
            };
        }
    }
}
