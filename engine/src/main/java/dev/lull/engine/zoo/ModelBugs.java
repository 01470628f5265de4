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
                new Bug("Z27", "barrier traced late", "a barrier's callback reads the number it traces after checking in: the next barrier may have begun",
                        "up to 5.6", "aa24f93753e2", of(Barriers.lateTrace(false)), of(Barriers.lateTrace(true))));
    }

    private static Bug.Case of(Definition definition) {
        return new Bug.Modelled(definition, Bounds.DEFAULT.shortest());
    }
}
