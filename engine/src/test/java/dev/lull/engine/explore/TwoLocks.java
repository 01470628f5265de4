package dev.lull.engine.explore;

import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Taker;
import dev.lull.engine.model.Definition;

/** lockorder.pml as a user of Lull would write it: two tasks that take two locks, each in its own order or in the same. */
final class TwoLocks {
    private TwoLocks() {
    }

    static Definition definition(boolean sameOrder) {
        return Definition.of(sameOrder ? "two locks, one order" : "two locks, two orders", setup -> {
            SpinLock a = setup.machine().spinLock("a");
            SpinLock b = setup.machine().spinLock("b");
            new Taker(setup.machine(), "one", a, b);
            new Taker(setup.machine(), "two", sameOrder ? a : b, sameOrder ? b : a);
        });
    }
}
