package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.model.Definition;

import java.util.List;

/** Bugs of which only the race itself is modelled, not the Linux around it. */
final class ModelBugs {
    private ModelBugs() {
    }

    static List<Bug> all() {
        return List.of(
                new Bug("Z6", "barrier and offline CPUs", "rcu_barrier() passes over an offline CPU, though its callbacks stayed with its kthreads",
                        "5.4 to 5.6", "127e29815b4b", of(Barriers.offlineCpu(false)), of(Barriers.offlineCpu(true))),
                new Bug("Z8", "wakeup under rq lock", "call_rcu() wakes a kthread while its caller holds a scheduler lock, which the wakeup takes",
                        "3.7 to 3.12", "96d3fd0d315a", of(Wakeups.schedulerLock(false)), of(Wakeups.schedulerLock(true))),
                new Bug("Z15", "barrier while toggling", "rcuop and rcu_core() invoke batches of one CPU at a time, so a barrier's callback may overtake",
                        "5.12 to 6.11", "", of(Barriers.twoBatches(true)), of(Barriers.twoBatches(false))),
                new Bug("Z16", "early lock predicate", "whether to lock is asked before interrupts are off: offloading may complete in between",
                        "5.12 to 5.16", "118e0d4a1bc8", of(Wakeups.earlyPredicate(false)), of(Wakeups.earlyPredicate(true))),
                new Bug("Z17", "two rcuogs", "two CPUs of a group come up at once, and each creates the group's rcuog", "5.17, with parallel bring-up",
                        "02e302417527", of(Wakeups.twoRcuogs(false)), of(Wakeups.twoRcuogs(true))),
                new Bug("Z27", "barrier traced late", "a barrier's callback reads the number it traces after checking in: the next barrier may have begun",
                        "up to 5.6", "aa24f93753e2", of(Barriers.lateTrace(false)), of(Barriers.lateTrace(true))));
    }

    private static Bug.Case of(Definition definition) {
        return new Bug.Modelled(definition, Bounds.DEFAULT.shortest());
    }
}
