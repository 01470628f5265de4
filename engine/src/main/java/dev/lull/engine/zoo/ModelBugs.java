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
                new Bug("Z17", "two rcuogs", "two CPUs of a group come up at once, and each creates the group's rcuog", "5.17, with parallel bring-up",
                        "02e302417527", of(Wakeups.twoRcuogs(false)), of(Wakeups.twoRcuogs(true))),
                new Bug("Z27", "barrier traced late", "a barrier's callback reads the number it traces after checking in: the next barrier may have begun",
                        "up to 5.6", "aa24f93753e2", of(Barriers.lateTrace(false)), of(Barriers.lateTrace(true))));
    }

    private static Bug.Case of(Definition definition) {
        return new Bug.Modelled(definition, Bounds.DEFAULT.shortest());
    }
}
